package io.vputty.model.plan;

import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Cost;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Tier;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.WeightedEdge;
import io.vputty.model.search.ArcTable;
import io.vputty.model.search.HostTable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * What each edge costs at each distance, and so what a placement costs and a change of it gains.
 *
 * <p>It shares no arithmetic with the search, whose outcome it prices again from the edges. Errors
 * of edges are independent, so half-widths of a sum add in quadrature. All sums run in order of
 * edges.
 */
final class Ledger {

  private static final double SECONDS_PER_HOUR = 3600;
  private static final Tier[] TIERS = Tier.values();

  private final List<Entry> entries = new ArrayList<>();

  /** First place of each vertex in {@link #touching}. */
  private final int[] first;

  /** Numbers of the entries at each vertex, vertex by vertex. */
  private final int[] touching;

  private final Sites sites;
  private final HostCosts hostCosts;
  private final SoftRules softRules;
  private final SharedMemory sharedMemory;
  private final GainScale scale;

  /**
   * One edge between two vertices.
   *
   * @param key which edge
   * @param from vertex of its one end
   * @param to vertex of its other end
   * @param weight how much
   * @param tariff what a unit of weight costs at each distance
   */
  record Entry(EdgeKey key, int from, int to, Interval weight, Tariff tariff) {

    /** The other end. */
    int peerOf(int vertex) {
      return vertex == from ? to : from;
    }
  }

  /** $ per hour and unit of weight by distance, nearest first. */
  private static final class Tariff {

    private final double[] byTier = new double[TIERS.length];

    private Tariff(Prices prices, EdgeKind kind) {
      for (int i = 0; i < TIERS.length; i++) {
        byTier[i] = rate(prices, kind, TIERS[i]);
      }
    }
  }

  /** The prices of a scene whose vertices and hosts are known. */
  Ledger(Scene scene) {
    this.sites = scene.sites;
    this.hostCosts = scene.hostCosts;
    this.softRules = scene.softRules;
    this.sharedMemory = scene.sharedMemory;
    this.scale = scene.problem.scale;
    Map<EdgeKind, Tariff> tariffs = new EnumMap<>(EdgeKind.class);
    for (EdgeKind kind : EdgeKind.values()) {
      tariffs.put(kind, new Tariff(scene.problem.prices, kind));
    }
    scene.problem.edges.forEach(edge -> add(tariffs, scene, edge));
    this.first = new int[scene.vertexCount() + 1];
    for (Entry entry : entries) {
      first[entry.from() + 1]++;
      first[entry.to() + 1]++;
    }
    for (int vertex = 0; vertex < scene.vertexCount(); vertex++) {
      first[vertex + 1] += first[vertex];
    }
    this.touching = new int[2 * entries.size()];
    int[] next = first.clone();
    for (int number = 0; number < entries.size(); number++) {
      touching[next[entries.get(number).from()]++] = number;
      touching[next[entries.get(number).to()]++] = number;
    }
  }

  private void add(Map<EdgeKind, Tariff> tariffs, Scene scene, WeightedEdge edge) {
    EdgeKey key = edge.key();
    Integer from = scene.vertexOf(key.from());
    Integer to = scene.vertexOf(key.kind(), key.to());
    Tariff tariff = tariffs.get(key.kind());
    if (from == null || to == null || tariff == null || from.equals(to)) {
      return;
    }
    if (explains(key.kind(), from, to)) {
      return;
    }
    entries.add(new Entry(key, from, to, edge.weight(), tariff));
  }

  /** Whether an edge only explains what is priced for hosts as a whole. */
  private boolean explains(EdgeKind kind, int from, int to) {
    return switch (kind) {
      case NETWORK, STORAGE -> false;
      case CONFLICT -> hostCosts.periods() > 0;
      case MEMORY -> sharedMemory.covers(from) && sharedMemory.covers(to);
    };
  }

  private static double rate(Prices prices, EdgeKind kind, Tier tier) {
    return switch (kind) {
      case NETWORK -> prices.networkPerByte(tier) * SECONDS_PER_HOUR;
      case STORAGE -> prices.storagePerByte(tier) * SECONDS_PER_HOUR;
      case MEMORY -> tier == Tier.HOST ? 0 : prices.memoryPerGibHour() / Prices.GIB;
      case CONFLICT -> tier == Tier.HOST ? prices.contentionPerHour() : 0;
    };
  }

  /** Cost of a placement of vertices, $ per hour. */
  Cost cost(int[] hostOf) {
    Cost edges = cost(entries, hostOf);
    HostCosts.Part hosts = hostCosts.cost(hostOf);
    return new Cost(
        edges.network(),
        edges.memory() + sharedMemory.cost(hostOf),
        edges.storage(),
        edges.contention() + hosts.contention(),
        hosts.energy(),
        softRules.cost(hostOf));
  }

  /** Cost of some of the edges, $ per hour. */
  Cost cost(Collection<Entry> some, int[] hostOf) {
    Map<EdgeKind, Double> sums = new EnumMap<>(EdgeKind.class);
    for (Entry entry : some) {
      sums.merge(entry.key().kind(), cost(entry, hostOf), Double::sum);
    }
    return new Cost(
        sums.getOrDefault(EdgeKind.NETWORK, 0.0),
        sums.getOrDefault(EdgeKind.MEMORY, 0.0),
        sums.getOrDefault(EdgeKind.STORAGE, 0.0),
        sums.getOrDefault(EdgeKind.CONFLICT, 0.0),
        0,
        0);
  }

  /** Cost of one edge, $ per hour. */
  double cost(Entry entry, int[] hostOf) {
    return entry.weight().value() * rate(entry, hostOf[entry.from()], hostOf[entry.to()]);
  }

  /** What going from one placement to another gains, $ per hour. */
  Interval gain(int[] before, int[] after) {
    Sum sum = new Sum();
    for (Entry entry : entries) {
      double was = rate(entry, before[entry.from()], before[entry.to()]);
      double is = rate(entry, after[entry.from()], after[entry.to()]);
      sum.add(was - is, entry.weight());
    }
    List<Integer> vertices =
        IntStream.range(0, before.length).filter(at -> before[at] != after[at]).boxed().toList();
    Interval memory = sharedMemory.gain(at -> before[at], at -> after[at], vertices);
    double atHosts = hostCosts.cost(before).total() - hostCosts.cost(after).total();
    return shifted(
        sum.interval().plus(memory), atHosts + softRules.cost(before) - softRules.cost(after));
  }

  /** What hosts cost has no error of its own: their loads are taken as they are. */
  private Interval shifted(Interval interval, double by) {
    return scale.of(new Interval(interval.value() + by, interval.low() + by, interval.high() + by));
  }

  /**
   * The same where only {@code vertices} differ, from their edges alone.
   *
   * @param atHosts what is gained at hosts besides, $ per hour
   */
  Interval gain(
      IntUnaryOperator before,
      IntUnaryOperator after,
      Collection<Integer> vertices,
      double atHosts) {
    NavigableMap<EdgeKey, Entry> touched = new TreeMap<>();
    for (int vertex : vertices) {
      entriesOf(vertex).forEach(entry -> touched.put(entry.key(), entry));
    }
    Sum sum = new Sum();
    for (Entry entry : touched.values()) {
      double was = rate(entry, before.applyAsInt(entry.from()), before.applyAsInt(entry.to()));
      double is = rate(entry, after.applyAsInt(entry.from()), after.applyAsInt(entry.to()));
      sum.add(was - is, entry.weight());
    }
    Interval memory = sharedMemory.gain(before, after, vertices);
    return shifted(sum.interval().plus(memory), atHosts + softRules.gain(before, after, vertices));
  }

  /** What moving some vertices to one host gains, $ per hour. */
  Interval gain(Occupancy now, Collection<Integer> vertices, int target) {
    IntUnaryOperator before = at -> now.hosts()[at];
    IntUnaryOperator after = at -> vertices.contains(at) ? target : now.hosts()[at];
    double atHosts = hostCosts.gain(now::on, vertices, before, after).total();
    return gain(before, after, vertices, atHosts);
  }

  /** What an edge costs at its worst distance, $ per hour. */
  double most(Entry entry) {
    return entry.weight().value() * Arrays.stream(entry.tariff().byTier).max().orElse(0);
  }

  List<Entry> entries() {
    return entries;
  }

  /** The edges at a vertex; a view. */
  List<Entry> entriesOf(int vertex) {
    return new AbstractList<>() {
      @Override
      public Entry get(int place) {
        return entries.get(touching[Objects.checkIndex(place, size()) + first[vertex]]);
      }

      @Override
      public int size() {
        return first[vertex + 1] - first[vertex];
      }
    };
  }

  /** What moving one vertex changes in the rate of one of its edges, $ per hour and unit. */
  double change(Entry entry, int[] hostOf, int vertex, int target) {
    int peer = hostOf[entry.peerOf(vertex)];
    return rate(entry, hostOf[vertex], peer) - rate(entry, target, peer);
  }

  private double rate(Entry entry, int one, int other) {
    return entry.tariff().byTier[sites.table.tier(one, other)];
  }

  /** Costs between units by distance, as the search wants them. */
  ArcTable arcs(int[] unitOf, int unitCount) {
    ArcTable.Links links = new ArcTable.Links(entries.size());
    double[] costs = new double[HostTable.TIERS];
    for (Entry entry : entries) {
      for (int tier = 0; tier < costs.length; tier++) {
        costs[tier] = entry.tariff().byTier[tier] * entry.weight().value();
      }
      links.add(unitOf[entry.from()], unitOf[entry.to()], costs);
    }
    softRules.addLinks(links, unitOf);
    sharedMemory.addLinks(links, unitOf);
    return links.table(unitCount);
  }

  /** A sum of independent terms with signs. */
  private static final class Sum {

    private double value;
    private double below;
    private double above;

    private void add(double factor, Interval weight) {
      double down = factor * (weight.value() - weight.low());
      double up = factor * (weight.high() - weight.value());
      value += factor * weight.value();
      below += factor >= 0 ? down * down : up * up;
      above += factor >= 0 ? up * up : down * down;
    }

    private Interval interval() {
      return new Interval(value, value - Math.sqrt(below), value + Math.sqrt(above));
    }
  }
}
