package io.vputty.app.placement;

import io.vputty.mapping.FleetPages;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Vm;
import io.vputty.model.footprint.Volume;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.model.graph.WeightedEdge;
import io.vputty.model.plan.FileFleet;
import io.vputty.model.plan.PlacementProblem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Hosts, VMs and volumes with the edges between them.
 *
 * @param hosts hosts of all domains
 * @param vms VMs
 * @param volumes volumes
 * @param edges newest weight of each edge
 * @param loads what VMs load their hosts with, cores in each period; of those where it is known
 * @param pages samples of the pages of VMs
 * @param hops whether costs are also told in bytes per second times hops, and priced by them
 * @param budget most moves that are allowed; -1 where nothing says
 */
public record FleetGraph(
    List<Host> hosts,
    List<Vm> vms,
    List<Volume> volumes,
    List<WeightedEdge> edges,
    Map<String, double[]> loads,
    FleetPages pages,
    boolean hops,
    int budget) {

  private static final Set<String> OUTSIDE = Set.of("", EdgeWindow.WORLD, EdgeWindow.OTHERS);

  public FleetGraph {
    hosts = List.copyOf(hosts);
    vms = List.copyOf(vms);
    volumes = List.copyOf(volumes);
    edges = List.copyOf(edges);
    loads = Map.copyOf(loads);
  }

  /** A fleet whose edges have prices of their own. */
  FleetGraph(
      List<Host> hosts,
      List<Vm> vms,
      List<Volume> volumes,
      List<WeightedEdge> edges,
      FleetPages pages) {
    this(hosts, vms, volumes, edges, Map.of(), pages, false, -1);
  }

  /** Placement domains of its hosts. */
  public SortedSet<String> domains() {
    return hosts.stream().map(Host::domain).collect(Collectors.toCollection(TreeSet::new));
  }

  /** VMs on hosts of a domain. */
  public int vmCount(String domain) {
    Map<String, String> domains = domainOfHosts();
    return (int) vms.stream().filter(vm -> domain.equals(domains.get(vm.host()))).count();
  }

  /**
   * A VM by its id, or by its name where one VM alone has it.
   *
   * @throws IllegalArgumentException if there is none, or several have the name
   */
  public Vm vm(String idOrName) {
    List<Vm> named = vms.stream().filter(vm -> vm.name().equals(idOrName)).toList();
    return vms.stream()
        .filter(vm -> vm.id().equals(idOrName))
        .findFirst()
        .or(() -> named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty())
        .orElseThrow(() -> new IllegalArgumentException(noVm(idOrName, named)));
  }

  private static String noVm(String idOrName, List<Vm> named) {
    return named.isEmpty()
        ? "no vm has the id or name '%s'".formatted(idOrName)
        : "%d vms have the name '%s'; their ids are %s"
            .formatted(
                named.size(),
                idOrName,
                named.stream().map(Vm::id).collect(Collectors.joining(", ")));
  }

  /**
   * A host by its name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Host host(String name) {
    return hosts.stream()
        .filter(host -> host.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no host has the name '%s'".formatted(name)));
  }

  /** The prices that it is planned with. */
  public Prices prices(Prices prices) {
    return hops ? FileFleet.prices(prices) : prices;
  }

  /**
   * One domain and what touches it; other domains only anchor far ends.
   *
   * @param prices as {@link #prices} made them
   */
  public PlacementProblem problem(String domain, Prices prices) {
    Map<String, String> domains = domainOfHosts();
    Set<String> inside = new HashSet<>();
    vms.stream()
        .filter(vm -> domain.equals(domains.get(vm.host())))
        .forEach(vm -> inside.add(vm.id()));
    PlacementProblem.Builder problem =
        PlacementProblem.of(domain, prices)
            .hosts(hosts)
            .vms(vms)
            .volumes(volumes)
            .edges(edges.stream().filter(edge -> touches(edge.key(), inside)).toList());
    loads.forEach(problem::load);
    pages.held().forEach(problem::pages);
    return problem.build();
  }

  /** Ends of edges that are no VM or volume here, the outside world aside. */
  public SortedSet<String> strangers() {
    Set<String> vmIds = vms.stream().map(Vm::id).collect(Collectors.toSet());
    Set<String> volumeIds = volumes.stream().map(Volume::id).collect(Collectors.toSet());
    SortedSet<String> strangers = new TreeSet<>();
    for (WeightedEdge edge : edges) {
      EdgeKey key = edge.key();
      strangers.add(vmIds.contains(key.from()) ? "" : key.from());
      Set<String> known = key.kind() == EdgeKind.STORAGE ? volumeIds : vmIds;
      strangers.add(known.contains(key.to()) ? "" : key.to());
    }
    strangers.removeAll(OUTSIDE);
    return strangers;
  }

  private static boolean touches(EdgeKey edge, Set<String> vms) {
    return vms.contains(edge.from())
        || (edge.kind() != EdgeKind.STORAGE && vms.contains(edge.to()));
  }

  private Map<String, String> domainOfHosts() {
    Map<String, String> domains = new HashMap<>();
    hosts.forEach(host -> domains.put(host.name(), host.domain()));
    return domains;
  }
}
