package io.vputty.model.search;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Units merged into clusters that move as one, so that a search can carry what no single step
 * would.
 *
 * <p>Each unit, in random order, joins the neighbour or the neighbour's cluster with the largest
 * rating, what sharing a host with it saves by the product of their sizes, as far as the cluster
 * stays within a host's size. Merged are only units with the same rules, and, where that is asked
 * for, on the same host. O(arcs).
 *
 * <p>Heavy-edge matching after Karypis and Kumar (SIAM J. Sci. Comput. 1998), ratings after
 * Holtgrewe, Sanders and Schulz (IPDPS 2010).
 */
final class Coarsening {

  /** What may be merged. */
  enum Bond {
    /** Anything that one host could hold. */
    ANYWHERE,
    /** What is on one host. */
    SAME_HOST
  }

  /**
   * Largest cluster.
   *
   * @param cpu thousandths of a core
   * @param memory bytes
   */
  record Limits(long cpu, long memory) {

    /** What is on one host has room there, however much it is. */
    static final Limits NONE = new Limits(Long.MAX_VALUE, Long.MAX_VALUE);
  }

  private final UnitTable units;
  private final ArcTable arcs;
  private final int[] host;
  private final Bond bond;
  private final Limits limits;
  private final int[] leader;
  private final long[] cpu;
  private final long[] memory;
  private final double[] rating;

  private Coarsening(UnitTable units, ArcTable arcs, int[] host, Bond bond, Limits limits) {
    this.units = units;
    this.arcs = arcs;
    this.host = host;
    this.bond = bond;
    this.limits = limits;
    this.leader = new int[units.count];
    this.cpu = units.cpu.clone();
    this.memory = units.memory.clone();
    this.rating = new double[units.count];
    Arrays.setAll(leader, unit -> unit);
  }

  /** Cluster of each unit, numbered from 0. */
  static Clusters clusters(
      UnitTable units,
      ArcTable arcs,
      int[] host,
      Bond bond,
      Limits limits,
      SplittableRandom random) {
    Coarsening coarsening = new Coarsening(units, arcs, host, bond, limits);
    for (int unit : shuffled(units.count, random)) {
      coarsening.join(unit);
    }
    return coarsening.numbered();
  }

  private static int[] shuffled(int count, SplittableRandom random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private void join(int unit) {
    if (leader[unit] != unit || !units.movable[unit] || cpu[unit] != units.cpu[unit]) {
      return;
    }
    int best = -1;
    double most = 0;
    for (int arc = arcs.first[unit]; arc < arcs.first[unit + 1]; arc++) {
      int cluster = leader[arcs.neighbour(arc)];
      if (cluster != unit && fits(unit, cluster)) {
        rating[cluster] += arcs.beyondHost(arc, 2);
      }
    }
    for (int arc = arcs.first[unit]; arc < arcs.first[unit + 1]; arc++) {
      int cluster = leader[arcs.neighbour(arc)];
      double rated = rating[cluster] / ((double) Math.max(1, cpu[cluster]));
      rating[cluster] = 0;
      if (rated > most) {
        most = rated;
        best = cluster;
      }
    }
    if (best >= 0) {
      leader[unit] = best;
      cpu[best] += cpu[unit];
      memory[best] += memory[unit];
    }
  }

  private boolean fits(int unit, int cluster) {
    return cpu[unit] + cpu[cluster] <= limits.cpu
        && memory[unit] + memory[cluster] <= limits.memory
        && units.movable[cluster]
        && units.allowed[unit] == units.allowed[cluster]
        && units.wishTheSame(unit, cluster)
        && units.separations[unit].length == 0
        && units.separations[cluster].length == 0
        && (bond == Bond.ANYWHERE || host[unit] == host[cluster]);
  }

  private Clusters numbered() {
    int[] number = new int[leader.length];
    Arrays.fill(number, -1);
    int[] clusterOf = new int[leader.length];
    int count = 0;
    for (int unit = 0; unit < leader.length; unit++) {
      int top = leader[unit];
      if (number[top] < 0) {
        number[top] = count++;
      }
      clusterOf[unit] = number[top];
    }
    return new Clusters(clusterOf);
  }
}
