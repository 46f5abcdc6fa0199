package io.vputty.model.plan;

import io.vputty.model.footprint.Cost;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.WeightedEdge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Hosts for a new VM, by what it would cost there: the planner's objective and constraints, with
 * all others staying where they are.
 *
 * <p>Of two hosts at which it costs the same, the one with more cores left comes first, then more
 * memory, then by name. O(hosts * (edges of the VM + VMs of the host)).
 *
 * @param candidates hosts that would take it, best first
 * @param excluded hosts that would not, by name
 */
public record HostRanking(List<Candidate> candidates, List<Excluded> excluded) {

  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.<Candidate>comparingDouble(candidate -> candidate.cost().total())
          .thenComparing(Comparator.comparingDouble(Candidate::coresLeft).reversed())
          .thenComparing(Comparator.comparingLong(Candidate::memoryBytesLeft).reversed())
          .thenComparing(Candidate::host);

  public HostRanking {
    candidates = List.copyOf(candidates);
    excluded = List.copyOf(excluded);
  }

  /**
   * A host that would take the VM.
   *
   * @param host its name
   * @param cost what the VM's edges and wishes would cost, $ per hour
   * @param coresLeft cores that nobody is promised with it there
   * @param memoryBytesLeft memory that nobody is promised with it there, bytes
   */
  public record Candidate(String host, Cost cost, double coresLeft, long memoryBytesLeft) {

    public Candidate {
      Objects.requireNonNull(host, "host");
      Objects.requireNonNull(cost, "cost");
    }
  }

  /**
   * A host that would not take the VM.
   *
   * @param host its name
   * @param reason why, as in "it is cordoned"
   */
  public record Excluded(String host, String reason) {}

  /**
   * Ranks the hosts of a domain.
   *
   * @param vm the new VM, of an id that is not in the problem; its host does not matter
   * @param edges its edges; those to what is unknown or placed nowhere cost nothing
   * @throws IllegalArgumentException if the problem has a VM of that id
   */
  public static HostRanking of(PlacementProblem problem, Vm vm, Collection<WeightedEdge> edges) {
    if (problem.vms.containsKey(vm.id())) {
      throw new IllegalArgumentException("vm %s is there already".formatted(vm.id()));
    }
    PlacementProblem with = problem.with(vm.on(""), edges);
    Admission admission = new Admission(with);
    List<Candidate> candidates = new ArrayList<>();
    List<Excluded> excluded = new ArrayList<>();
    for (Host host : problem.hosts.values()) {
      Optional<String> refusal = admission.refusal(vm, host);
      if (refusal.isPresent()) {
        excluded.add(new Excluded(host.name(), refusal.get()));
      } else {
        candidates.add(
            new Candidate(
                host.name(),
                Cost.ZERO,
                host.cpuCores() - admission.promisedCores(host.name(), "") - vm.cpuCores(),
                host.memoryBytes() - admission.promisedBytes(host.name(), "") - vm.memoryBytes()));
      }
    }
    return new HostRanking(priced(problem, vm, edges, candidates), excluded);
  }

  private static List<Candidate> priced(
      PlacementProblem problem, Vm vm, Collection<WeightedEdge> edges, List<Candidate> candidates) {
    if (candidates.isEmpty()) {
      return candidates;
    }
    Scene scene = new Scene(problem.with(vm.on(candidates.get(0).host()), edges), 0);
    int vertex = Objects.requireNonNull(scene.vertexOf(vm.id()));
    int[] hosts = scene.hostsNow();
    List<Candidate> priced = new ArrayList<>();
    for (Candidate candidate : candidates) {
      hosts[vertex] = scene.sites.indexOf(candidate.host());
      Cost edgesCost = scene.ledger.cost(scene.ledger.entriesOf(vertex), hosts);
      double memory = scene.sharedMemory.cost(vertex, hosts);
      Cost cost = edgesCost.with(memory, scene.softRules.cost(vertex, hosts));
      priced.add(
          new Candidate(
              candidate.host(), cost, candidate.coresLeft(), candidate.memoryBytesLeft()));
    }
    priced.sort(BEST_FIRST);
    return priced;
  }

  /**
   * Edges of a new VM that is used as another one is: its peers and conflicts, not its volumes,
   * since a new VM has its own.
   *
   * @param like id of the VM that is there
   * @param id id of the new one
   */
  public static List<WeightedEdge> edgesLike(PlacementProblem problem, String like, String id) {
    List<WeightedEdge> edges = new ArrayList<>();
    for (WeightedEdge edge : problem.edges) {
      EdgeKey key = edge.key();
      boolean from = key.from().equals(like);
      boolean to = key.to().equals(like);
      if (key.kind() != EdgeKind.STORAGE && from != to) {
        EdgeKey own = new EdgeKey(key.kind(), from ? id : key.from(), to ? id : key.to());
        edges.add(new WeightedEdge(own, edge.weight()));
      }
    }
    return edges;
  }
}
