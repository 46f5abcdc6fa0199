package io.vputty.model.plan;

import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Automation;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Tier;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.WeightedEdge;
import io.vputty.model.plan.VmFootprint.Affinity;
import io.vputty.model.plan.VmFootprint.WhatIf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Footprints of the VMs and hosts of a domain, priced as the planner prices them. A VM in flight
 * stands at its target.
 */
public final class Footprints {

  private static final Comparator<Affinity> DEAREST_FIRST =
      Comparator.<Affinity>comparingDouble(affinity -> -affinity.costPerHour())
          .thenComparingDouble(affinity -> -affinity.weight().value())
          .thenComparing(Affinity::kind)
          .thenComparing(Affinity::peer)
          .thenComparing(Affinity::sends);

  private final PlacementProblem problem;
  private final Scene scene;
  private final Admission admission;
  private final int[] hosts;

  public Footprints(PlacementProblem problem) {
    this.problem = problem;
    this.scene = new Scene(problem, 0);
    this.admission = new Admission(problem);
    this.hosts = scene.hostsNow();
  }

  /**
   * Footprint of a VM.
   *
   * @throws IllegalArgumentException if there is no such VM or it is on no host of the problem
   */
  public VmFootprint vm(String id) {
    int vertex = vertex(id);
    Map<EdgeKey, Ledger.Entry> priced = new HashMap<>();
    scene.ledger.entriesOf(vertex).forEach(entry -> priced.put(entry.key(), entry));
    List<Affinity> affinities = new ArrayList<>();
    for (WeightedEdge edge : problem.edges) {
      EdgeKey key = edge.key();
      boolean ofVm = key.kind() != EdgeKind.STORAGE && key.to().equals(id);
      if (key.from().equals(id) || ofVm) {
        affinities.add(affinity(id, edge, priced.get(key)));
      }
    }
    affinities.sort(DEAREST_FIRST);
    return new VmFootprint(scene.vms.get(vertex), affinities, physical(vertex, hosts));
  }

  /**
   * What would change if a VM were on another host.
   *
   * @throws IllegalArgumentException if there is no such VM or host
   */
  public WhatIf vm(String id, String host) {
    int vertex = vertex(id);
    Vm vm = scene.vms.get(vertex);
    int target = scene.sites.indexOf(host);
    Occupancy now = new Occupancy(hosts.clone(), scene.sites.count());
    int[] there = hosts.clone();
    there[vertex] = target;
    return new WhatIf(
        host,
        physical(vertex, there),
        scene.ledger.gain(now, List.of(vertex), target),
        hosts[vertex] == target ? 0 : scene.migrationCost(vertex),
        hosts[vertex] == target ? Optional.of("it is there already") : refusal(vm, host));
  }

  /**
   * Footprint of a host.
   *
   * @throws IllegalArgumentException if there is no such host
   */
  public HostFootprint host(String name) {
    int at = scene.sites.indexOf(name);
    List<Ledger.Entry> touching =
        scene.ledger.entries().stream()
            .filter(entry -> hosts[entry.from()] == at || hosts[entry.to()] == at)
            .toList();
    return new HostFootprint(
        host(at),
        admission.vmsOn(name),
        admission.promisedCores(name, ""),
        admission.promisedBytes(name, ""),
        admission.crossingBytesPerSecond(name),
        scene.sharedMemory.unique(at, hosts),
        PhysicalFootprint.of(
            scene,
            touching,
            hosts,
            scene.sharedMemory.costAt(at, hosts),
            scene.softRules.costAt(at, hosts)));
  }

  private PhysicalFootprint physical(int vertex, int[] hostOf) {
    double rules = scene.softRules.cost(vertex, hostOf);
    double memory = scene.sharedMemory.cost(vertex, hostOf);
    return PhysicalFootprint.of(scene, scene.ledger.entriesOf(vertex), hostOf, memory, rules);
  }

  private Optional<String> refusal(Vm vm, String host) {
    if (vm.automation() == Automation.PINNED) {
      return Optional.of("it is pinned");
    }
    return admission.refusal(vm, host(scene.sites.indexOf(host)));
  }

  private Affinity affinity(String id, WeightedEdge edge, Ledger.@Nullable Entry priced) {
    EdgeKey key = edge.key();
    Interval weight = edge.weight();
    boolean sends = key.from().equals(id);
    String peer = sends ? key.to() : key.from();
    Vm known = key.kind() == EdgeKind.STORAGE ? null : problem.vms.get(peer);
    String title = known == null ? peer : known.title();
    Integer other = sends ? scene.vertexOf(key.kind(), peer) : scene.vertexOf(peer);
    if (other == null) {
      return new Affinity(key.kind(), peer, title, sends, weight, "", Optional.empty(), 0);
    }
    int peerHost = hosts[other];
    Tier tier = scene.sites.tier(hosts[vertex(id)], peerHost);
    return new Affinity(
        key.kind(),
        peer,
        title,
        sends,
        weight,
        scene.sites.name(peerHost),
        Optional.of(tier),
        priced == null ? 0 : scene.ledger.cost(priced, hosts));
  }

  private int vertex(String id) {
    Integer vertex = scene.vertexOf(id);
    if (vertex == null) {
      throw new IllegalArgumentException(
          problem.vms.containsKey(id)
              ? "vm %s runs on no host that is known".formatted(id)
              : "vm %s is unknown".formatted(id));
    }
    return vertex;
  }

  private Host host(int index) {
    return scene.sites.host(index);
  }
}
