package io.vputty.model.search;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * Who costs how much at which distance from whom: a compressed sparse row of both directions.
 *
 * <p>An arc is four ints side by side, so that what a difference needs of it lies in one cache
 * line: its other end, and as bits of floats what it costs more in one rack than on one host,
 * across racks, and across zones. What it costs on one host is the same for every placement but for
 * the sum {@link #base}. A float is rounded by less than 1e-7 of itself: what is recommended is
 * priced again, without that.
 */
public final class ArcTable {

  /** Ints of an arc. */
  static final int STRIDE = 4;

  /** Number of the first arc of each unit. */
  final int[] first;

  /** All arcs, {@link #STRIDE} ints each. */
  final int[] packed;

  /** What all arcs would cost with everything on one host, $ per hour. */
  final double base;

  private ArcTable(int[] first, int[] packed, double base) {
    this.first = first;
    this.packed = packed;
    this.base = base;
  }

  /** Rows of ends and of what each distance costs, {@link HostTable#TIERS} of them, packed. */
  private static ArcTable packed(int[] first, int[] ends, double[] costs, double base) {
    int[] packed = new int[STRIDE * first[first.length - 1]];
    for (int at = 0; at < packed.length; at += STRIDE) {
      packed[at] = ends[at / STRIDE];
      for (int tier = 1; tier < HostTable.TIERS; tier++) {
        packed[at + tier] =
            Float.floatToRawIntBits((float) (costs[at + tier] - costs[at + tier - 1]));
      }
    }
    return new ArcTable(first, packed, base);
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
    double base = 0;
    for (int link = 0; link < costs.length; link += HostTable.TIERS) {
      base += costs[link];
    }
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
    return packed(first, neighbour, cost, base);
  }

  int degree(int unit) {
    return first[unit + 1] - first[unit];
  }

  /** The other end of an arc. */
  int neighbour(int arc) {
    return packed[STRIDE * arc];
  }

  /** What an arc costs more from one distance to the next, 1 to 3, $ per hour. */
  float step(int arc, int tier) {
    return Float.intBitsToFloat(packed[STRIDE * arc + tier]);
  }

  /** What an arc costs more at a distance than on one host, $ per hour. */
  double beyondHost(int arc, int tier) {
    double more = 0;
    for (int to = 1; to <= tier; to++) {
      more += step(arc, to);
    }
    return more;
  }

  /** What the distance can make of an arc at most, $ per hour. */
  double range(int arc) {
    double cost = 0;
    double least = 0;
    double most = 0;
    for (int tier = 1; tier < HostTable.TIERS; tier++) {
      cost += step(arc, tier);
      least = Math.min(least, cost);
      most = Math.max(most, cost);
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

  /** Mean of what arcs cost more across racks than on one host, $ per hour. */
  double meanCost() {
    double sum = 0;
    int arcs = packed.length / STRIDE;
    for (int arc = 0; arc < arcs; arc++) {
      sum += Math.abs(beyondHost(arc, 2));
    }
    return arcs == 0 ? 0 : sum / arcs;
  }

  /** The table of clusters: arcs between two of them added up, those inside one left out. */
  ArcTable merged(Clusters clusters) {
    int[][] members = clusters.members();
    int[] firsts = new int[clusters.count + 1];
    int[] ends = new int[packed.length / STRIDE];
    double[] costs = new double[packed.length];
    int[] slot = new int[clusters.count];
    int used = 0;
    for (int cluster = 0; cluster < clusters.count; cluster++) {
      for (int unit : members[cluster]) {
        for (int arc = first[unit]; arc < first[unit + 1]; arc++) {
          int other = clusters.of(neighbour(arc));
          if (other == cluster) {
            continue;
          }
          if (slot[other] <= firsts[cluster]) {
            ends[used] = other;
            slot[other] = ++used;
          }
          for (int tier = 1; tier < HostTable.TIERS; tier++) {
            costs[HostTable.TIERS * (slot[other] - 1) + tier] += beyondHost(arc, tier);
          }
        }
      }
      firsts[cluster + 1] = used;
    }
    return packed(firsts, ends, costs, base);
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
