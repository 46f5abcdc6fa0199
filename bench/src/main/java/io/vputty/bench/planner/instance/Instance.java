package io.vputty.bench.planner.instance;

import io.vputty.model.search.ArcTable;
import io.vputty.model.search.HostTable;
import io.vputty.model.search.Placement;
import io.vputty.model.search.UnitTable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * VMs of one size on racks of equal hosts, and the traffic between them. The cost of a placement is
 * the sum of weight x hops: 0 on one host, 2 in one rack, 4 across racks.
 *
 * @param hostsPerRack hosts in each rack; hosts are numbered rack by rack
 * @param slots VMs that a host holds at most
 * @param home host of each VM at the start
 * @param from one end of each edge
 * @param to the other end of each edge
 * @param weight weight of each edge, bytes per second
 */
public record Instance(
    String name,
    int racks,
    int hostsPerRack,
    int slots,
    int[] home,
    int[] from,
    int[] to,
    double[] weight) {

  private static final int CORE = 1000;

  public int vms() {
    return home.length;
  }

  public int hosts() {
    return racks * hostsPerRack;
  }

  public int edges() {
    return from.length;
  }

  /** Hops between two hosts. */
  public int hops(int one, int other) {
    return one == other ? 0 : one / hostsPerRack == other / hostsPerRack ? 2 : 4;
  }

  /** Cost of a placement, weight x hops. O(edges). */
  public double cost(int[] hosts) {
    double cost = 0;
    for (int edge = 0; edge < from.length; edge++) {
      cost += weight[edge] * hops(hosts[from[edge]], hosts[to[edge]]);
    }
    return cost;
  }

  /** VMs that are not at home. */
  public int moves(int[] hosts) {
    int moves = 0;
    for (int vm = 0; vm < home.length; vm++) {
      moves += hosts[vm] == home[vm] ? 0 : 1;
    }
    return moves;
  }

  /** Moves that a share of the VMs is, at least one. */
  public int budget(double percent) {
    return percent >= 100 ? vms() : (int) Math.max(1, vms() * percent / 100);
  }

  /** The same VMs and traffic from another start. */
  public Instance from(String otherName, int[] start) {
    return new Instance(otherName, racks, hostsPerRack, slots, start, from, to, weight);
  }

  /**
   * Holds a placement against the rules.
   *
   * @throws IllegalStateException if a host is overfull or more VMs moved than may
   */
  public void check(int[] hosts, int migrations) {
    int[] held = new int[hosts()];
    for (int host : hosts) {
      if (++held[host] > slots) {
        throw new IllegalStateException(name + ": host " + host + " is overfull");
      }
    }
    if (moves(hosts) > migrations) {
      throw new IllegalStateException(name + ": " + moves(hosts) + " moves, allowed " + migrations);
    }
  }

  /** The start as the planner's search takes it. */
  public Placement placement() {
    return new Placement(hostTable(), unitTable(), arcTable());
  }

  private HostTable hostTable() {
    int[] rack = new int[hosts()];
    Arrays.setAll(rack, host -> host / hostsPerRack);
    return new HostTable(
        rack,
        new int[hosts()],
        filled(hosts(), (long) CORE * slots),
        filled(hosts(), slots),
        allTrue(hosts()));
  }

  private UnitTable unitTable() {
    boolean[][] allowed = new boolean[vms()][];
    Arrays.fill(allowed, allTrue(hosts()));
    int[] ones = new int[vms()];
    Arrays.fill(ones, 1);
    return new UnitTable(
        home.clone(),
        allTrue(vms()),
        ones,
        filled(vms(), CORE),
        filled(vms(), 1),
        new double[vms()],
        new int[vms()][0],
        allowed);
  }

  private ArcTable arcTable() {
    Map<Long, double[]> links = new HashMap<>();
    for (int edge = 0; edge < from.length; edge++) {
      long smaller = Math.min(from[edge], to[edge]);
      long larger = Math.max(from[edge], to[edge]);
      if (smaller != larger) {
        double[] cost = links.computeIfAbsent(smaller * vms() + larger, key -> new double[4]);
        cost[1] += 2 * weight[edge];
        cost[2] += 4 * weight[edge];
        cost[3] += 4 * weight[edge];
      }
    }
    return ArcTable.of(vms(), links);
  }

  private static long[] filled(int count, long value) {
    long[] all = new long[count];
    Arrays.fill(all, value);
    return all;
  }

  private static boolean[] allTrue(int count) {
    boolean[] all = new boolean[count];
    Arrays.fill(all, true);
    return all;
  }
}
