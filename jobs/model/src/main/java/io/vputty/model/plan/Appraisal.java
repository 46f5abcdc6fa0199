package io.vputty.model.plan;

import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.CostEstimate;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * What the edges and loads of a problem cost by term at one placement or another, as they are:
 * unlike a plan's gains, nothing is scaled by experience. With edges that were measured it says
 * what moves were worth.
 */
public final class Appraisal {

  private final Scene scene;

  /** Of a problem whose edges are those measured; its VMs stand where they are taken to be. */
  public Appraisal(PlacementProblem problem) {
    this(new Scene(problem, 0));
  }

  Appraisal(Scene scene) {
    this.scene = scene;
  }

  /** Whether a VM is on a host of the problem, and so can be priced. */
  public boolean knows(String vm) {
    return scene.vertexOf(vm) != null;
  }

  /** Whether anything is known of loads or power, and so of what hosts cost. */
  public boolean pricesHosts() {
    return !scene.hostCosts.nothing();
  }

  /**
   * Gain of going from one placement to another, $ per hour.
   *
   * @param before hosts of the VMs that do not stand where the problem has them
   * @param after the same afterwards
   */
  public CostEstimate gain(Map<String, String> before, Map<String, String> after) {
    int[] was = hosts(before);
    int[] is = hosts(after);
    TreeSet<Integer> changed = new TreeSet<>();
    for (int vertex = 0; vertex < was.length; vertex++) {
      if (was[vertex] != is[vertex]) {
        changed.add(vertex);
      }
    }
    HostCosts.Part atHosts = part(scene.hostCosts.cost(was), scene.hostCosts.cost(is));
    Interval memory = scene.sharedMemory.gain(at -> was[at], at -> is[at], changed);
    return sum(
        changed,
        entry -> scene.ledger.cost(entry, was) - scene.ledger.cost(entry, is),
        atHosts,
        memory);
  }

  /** Gain of one vertex's move, all others where they are, $ per hour. */
  CostEstimate gain(Occupancy now, int vertex, int target) {
    Interval memory = scene.sharedMemory.gain(at -> now.hosts()[at], at -> target, List.of(vertex));
    return sum(
        List.of(vertex),
        entry -> scene.ledger.change(entry, now.hosts(), vertex, target) * entry.weight().value(),
        scene.hostCosts.gain(now, vertex, target),
        memory);
  }

  /**
   * Cost of all edges of some VMs and of some hosts, $ per hour.
   *
   * @param vms VMs of the problem
   * @param hosts hosts of the problem
   * @param placement hosts of the VMs that do not stand where the problem has them
   */
  public CostEstimate cost(
      Collection<String> vms, Collection<String> hosts, Map<String, String> placement) {
    int[] at = hosts(placement);
    TreeSet<Integer> vertices = new TreeSet<>();
    vms.forEach(vm -> vertices.add(vertex(vm)));
    Occupancy occupancy = new Occupancy(at.clone(), scene.sites.count());
    HostCosts.Part atHosts = new HostCosts.Part(0, 0);
    for (String host : new TreeSet<>(hosts)) {
      int index = scene.sites.indexOf(host);
      NavigableSet<Integer> on = occupancy.on(index);
      HostCosts.Part all = scene.hostCosts.cost(index, on);
      atHosts =
          new HostCosts.Part(
              atHosts.energy() + all.energy(), atHosts.contention() + all.contention());
    }
    return sum(vertices, entry -> scene.ledger.cost(entry, at), atHosts, Interval.ZERO);
  }

  /**
   * RAM that hosts need if each content is kept once, as far as VMs on them have samples; bytes.
   *
   * @param hosts hosts of the problem
   * @param placement hosts of the VMs that do not stand where the problem has them
   */
  public UniqueMemory unique(Collection<String> hosts, Map<String, String> placement) {
    int[] at = hosts(placement);
    UniqueMemory sum = UniqueMemory.NONE;
    for (String host : new TreeSet<>(hosts)) {
      sum = sum.plus(scene.sharedMemory.unique(scene.sites.indexOf(host), at));
    }
    return sum;
  }

  private static HostCosts.Part part(HostCosts.Part was, HostCosts.Part is) {
    return new HostCosts.Part(was.energy() - is.energy(), was.contention() - is.contention());
  }

  /** Sums over the edges of some vertices, each once, in the order of their keys. */
  private CostEstimate sum(
      Collection<Integer> vertices,
      ToDoubleFunction<Ledger.Entry> amount,
      HostCosts.Part atHosts,
      Interval memory) {
    NavigableMap<EdgeKey, Ledger.Entry> touched = new TreeMap<>();
    for (int vertex : vertices) {
      scene.ledger.entriesOf(vertex).forEach(entry -> touched.put(entry.key(), entry));
    }
    Map<EdgeKind, Interval> sums = new EnumMap<>(EdgeKind.class);
    for (Ledger.Entry entry : touched.values()) {
      double weight = entry.weight().value();
      double rate = weight == 0 ? 0 : amount.applyAsDouble(entry) / weight;
      sums.merge(entry.key().kind(), scaled(entry.weight(), rate), Interval::plus);
    }
    return new CostEstimate(
        sums.getOrDefault(EdgeKind.NETWORK, Interval.ZERO),
        sums.getOrDefault(EdgeKind.MEMORY, Interval.ZERO).plus(memory),
        sums.getOrDefault(EdgeKind.STORAGE, Interval.ZERO),
        sums.getOrDefault(EdgeKind.CONFLICT, Interval.ZERO)
            .plus(Interval.exactly(atHosts.contention())),
        Interval.exactly(atHosts.energy()));
  }

  private static Interval scaled(Interval weight, double rate) {
    return rate >= 0 ? weight.times(rate) : Interval.ZERO.minus(weight.times(-rate));
  }

  private int[] hosts(Map<String, String> placement) {
    int[] hosts = scene.hostsNow();
    placement.forEach((vm, host) -> hosts[vertex(vm)] = scene.sites.indexOf(host));
    return hosts;
  }

  private int vertex(String vm) {
    Integer vertex = scene.vertexOf(vm);
    if (vertex == null) {
      throw new IllegalArgumentException("vm %s is on no host of the problem".formatted(vm));
    }
    return vertex;
  }
}
