package io.vputty.model.search;

import java.util.SortedMap;

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
  public static ArcTable of(int unitCount, SortedMap<Long, double[]> links) {
    int[] first = new int[unitCount + 1];
    for (long key : links.keySet()) {
      first[(int) (key / unitCount) + 1]++;
      first[(int) (key % unitCount) + 1]++;
    }
    for (int unit = 0; unit < unitCount; unit++) {
      first[unit + 1] += first[unit];
    }
    int[] next = first.clone();
    int[] neighbour = new int[first[unitCount]];
    double[] cost = new double[HostTable.TIERS * neighbour.length];
    links.forEach(
        (key, byTier) -> {
          int one = (int) (key / unitCount);
          int other = (int) (key % unitCount);
          put(next[one]++, other, byTier, neighbour, cost);
          put(next[other]++, one, byTier, neighbour, cost);
        });
    return new ArcTable(first, neighbour, cost);
  }

  private static void put(int at, int end, double[] byTier, int[] neighbour, double[] cost) {
    neighbour[at] = end;
    System.arraycopy(byTier, 0, cost, HostTable.TIERS * at, HostTable.TIERS);
  }
}
