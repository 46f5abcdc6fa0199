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
    int[] one = new int[keys.length];
    int[] other = new int[keys.length];
    double[] costs = new double[HostTable.TIERS * keys.length];
    for (int link = 0; link < keys.length; link++) {
      one[link] = (int) (keys[link] / unitCount);
      other[link] = (int) (keys[link] % unitCount);
      double[] byTier = Objects.requireNonNull(links.get(keys[link]));
      System.arraycopy(byTier, 0, costs, HostTable.TIERS * link, HostTable.TIERS);
    }
    return of(unitCount, one, other, costs);
  }

  /**
   * The table of {@code unitCount} units, by two passes of a counting sort. O(units + links).
   *
   * @param one one end of each link
   * @param other its other end; links between the same two add up, in their order
   * @param costs cost of each link by distance, one after the other
   */
  private static ArcTable of(int unitCount, int[] one, int[] other, double[] costs) {
    int arcs = 2 * one.length;
    int[] starts = starts(unitCount, one, other);
    int[] next = starts.clone();
    int[] byEnd = new int[arcs];
    for (int link = 0; link < one.length; link++) {
      byEnd[next[one[link]]++] = 2 * link;
      byEnd[next[other[link]]++] = 2 * link + 1;
    }
    System.arraycopy(starts, 0, next, 0, next.length);
    int[] linkOf = new int[arcs];
    int[] ends = new int[arcs];
    for (int end = 0; end < unitCount; end++) {
      for (int at = starts[end]; at < starts[end + 1]; at++) {
        int link = byEnd[at] / 2;
        int unit = byEnd[at] % 2 == 0 ? other[link] : one[link];
        ends[next[unit]] = end;
        linkOf[next[unit]++] = link;
      }
    }
    return summed(starts, ends, linkOf, costs);
  }

  private static int[] starts(int unitCount, int[] one, int[] other) {
    int[] starts = new int[unitCount + 1];
    for (int link = 0; link < one.length; link++) {
      starts[one[link] + 1]++;
      starts[other[link] + 1]++;
    }
    for (int unit = 0; unit < unitCount; unit++) {
      starts[unit + 1] += starts[unit];
    }
    return starts;
  }

  /** Arcs that lie side by side and have the same ends become one. */
  private static ArcTable summed(int[] starts, int[] ends, int[] linkOf, double[] costs) {
    int[] first = new int[starts.length];
    int[] neighbour = new int[ends.length];
    double[] cost = new double[HostTable.TIERS * ends.length];
    int used = 0;
    for (int unit = 0; unit + 1 < starts.length; unit++) {
      for (int at = starts[unit]; at < starts[unit + 1]; at++) {
        if (used == first[unit] || neighbour[used - 1] != ends[at]) {
          neighbour[used++] = ends[at];
        }
        for (int tier = 0; tier < HostTable.TIERS; tier++) {
          cost[HostTable.TIERS * (used - 1) + tier] += costs[HostTable.TIERS * linkOf[at] + tier];
        }
      }
      first[unit + 1] = used;
    }
    return new ArcTable(
        first, Arrays.copyOf(neighbour, used), Arrays.copyOf(cost, HostTable.TIERS * used));
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

  /** Links between units, as they are found; one of a unit with itself is left out. */
  public static final class Links {
    private int[] one;
    private int[] other;
    private double[] costs;
    private int count;

    /** Room for so many before it grows. */
    public Links(int expected) {
      int room = Math.max(1, expected);
      one = new int[room];
      other = new int[room];
      costs = new double[HostTable.TIERS * room];
    }

    /** One more, with its cost by distance, $ per hour. */
    public void add(int from, int to, double[] byTier) {
      if (from == to) {
        return;
      }
      if (count == one.length) {
        one = Arrays.copyOf(one, 2 * count);
        other = Arrays.copyOf(other, 2 * count);
        costs = Arrays.copyOf(costs, 2 * HostTable.TIERS * count);
      }
      one[count] = from;
      other[count] = to;
      System.arraycopy(byTier, 0, costs, HostTable.TIERS * count, HostTable.TIERS);
      count++;
    }

    /** The table of them. */
    public ArcTable table(int unitCount) {
      return of(
          unitCount,
          Arrays.copyOf(one, count),
          Arrays.copyOf(other, count),
          Arrays.copyOf(costs, HostTable.TIERS * count));
    }
  }
}
