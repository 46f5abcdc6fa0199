package io.vputty.model.search;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/** Who costs how much at which distance from whom: a compressed sparse row of both directions. */
public final class ArcTable {

  final int[] first;
  final int[] neighbour;

  /** Cost of each arc at each distance, $ per hour. */
  final double[] cost;

  private ArcTable(int[] first, int[] neighbour, double[] cost) {
    this.first = first;
    this.neighbour = neighbour;
    this.cost = cost;
  }

  /**
   * The table of {@code unitCount} units.
   *
   * @param links cost by distance, keyed by {@code smaller * unitCount + larger} of the two ends
   */
  public static ArcTable of(int unitCount, Map<Long, double[]> links) {
    long[] keys = links.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    int[] first = new int[unitCount + 1];
    for (long key : keys) {
      first[(int) (key / unitCount) + 1]++;
      first[(int) (key % unitCount) + 1]++;
    }
    for (int unit = 0; unit < unitCount; unit++) {
      first[unit + 1] += first[unit];
    }
    int[] next = first.clone();
    int[] neighbour = new int[first[unitCount]];
    double[] cost = new double[HostTable.TIERS * neighbour.length];
    for (long key : keys) {
      int one = (int) (key / unitCount);
      int other = (int) (key % unitCount);
      double[] byTier = Objects.requireNonNull(links.get(key));
      put(next[one]++, other, byTier, neighbour, cost);
      put(next[other]++, one, byTier, neighbour, cost);
    }
    return new ArcTable(first, neighbour, cost);
  }

  int degree(int unit) {
    return first[unit + 1] - first[unit];
  }

  /** What the distance can make of an arc at most, $ per hour. */
  double range(int arc) {
    double least = cost[HostTable.TIERS * arc];
    double most = least;
    for (int tier = 1; tier < HostTable.TIERS; tier++) {
      least = Math.min(least, cost[HostTable.TIERS * arc + tier]);
      most = Math.max(most, cost[HostTable.TIERS * arc + tier]);
    }
    return most - least;
  }

  /** What the distances can make of all arcs of a unit at most, $ per hour. */
  double rangeOf(int unit) {
    double sum = 0;
    for (int arc = first[unit]; arc < first[unit + 1]; arc++) {
      sum += range(arc);
    }
    return sum;
  }

  /** Mean of what arcs across racks cost, $ per hour. */
  double meanCost() {
    double sum = 0;
    for (int arc = 0; arc < neighbour.length; arc++) {
      sum += Math.abs(cost[HostTable.TIERS * arc + 2]);
    }
    return neighbour.length == 0 ? 0 : sum / neighbour.length;
  }

  private static void put(int at, int end, double[] byTier, int[] neighbour, double[] cost) {
    neighbour[at] = end;
    System.arraycopy(byTier, 0, cost, HostTable.TIERS * at, HostTable.TIERS);
  }

  /** The table of clusters: arcs between two of them added up, those inside one left out. */
  ArcTable merged(Clusters clusters) {
    int[][] members = clusters.members();
    int[] firsts = new int[clusters.count + 1];
    int[] ends = new int[neighbour.length];
    double[] costs = new double[cost.length];
    int[] slot = new int[clusters.count];
    int used = 0;
    for (int cluster = 0; cluster < clusters.count; cluster++) {
      for (int unit : members[cluster]) {
        for (int arc = first[unit]; arc < first[unit + 1]; arc++) {
          int other = clusters.of(neighbour[arc]);
          if (other == cluster) {
            continue;
          }
          if (slot[other] <= firsts[cluster]) {
            ends[used] = other;
            slot[other] = ++used;
          }
          for (int tier = 0; tier < HostTable.TIERS; tier++) {
            costs[HostTable.TIERS * (slot[other] - 1) + tier] += cost[HostTable.TIERS * arc + tier];
          }
        }
      }
      firsts[cluster + 1] = used;
    }
    return new ArcTable(
        firsts, Arrays.copyOf(ends, used), Arrays.copyOf(costs, HostTable.TIERS * used));
  }
}
