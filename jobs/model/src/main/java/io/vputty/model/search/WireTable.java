package io.vputty.model.search;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * Who sends how much to whom, and how much the NICs of hosts bear: what has its ends on two hosts
 * uses the NICs of both. Rates are whole bytes per second of both directions together, so that sums
 * never drift by rounding.
 */
public final class WireTable {

  /** The limit of a host whose NIC nobody knows. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** No NIC is known. */
  public static final WireTable NONE =
      new WireTable(new int[1], new int[0], new long[0], new long[0], new Nics());

  /** Part of a NIC that one migration uses at most: it can be throttled to that. */
  private static final int MIGRATION_PARTS = 4;

  final int[] first;
  final int[] neighbour;
  final long[] bytes;

  /** All that a unit sends and receives; what goes to none of the neighbours is always on wires. */
  final long[] total;

  private final Nics nics;

  /**
   * What hosts' NICs bear, one element a host.
   *
   * @param limit bytes per second; {@link #UNLIMITED} if unknown
   * @param taken what is taken for good, as by VMs under way, bytes per second
   * @param migration bandwidth of one migration, bytes per second
   */
  public record Nics(long[] limit, long[] taken, long migration) {

    private Nics() {
      this(new long[0], new long[0], 0);
    }

    /** What one migration uses of a host's NIC, bytes per second. */
    public long migration(int host) {
      return Math.min(migration, limit[host] / MIGRATION_PARTS);
    }
  }

  private WireTable(int[] first, int[] neighbour, long[] bytes, long[] total, Nics nics) {
    this.first = first;
    this.neighbour = neighbour;
    this.bytes = bytes;
    this.total = total;
    this.nics = nics;
  }

  /**
   * The table of some units.
   *
   * @param links traffic keyed by {@code smaller * units + larger} of the two ends
   * @param outside what each unit exchanges besides, wherever it is
   */
  public static WireTable of(Map<Long, Long> links, long[] outside, Nics nics) {
    int units = outside.length;
    long[] keys = links.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    int[] first = new int[units + 1];
    for (long key : keys) {
      first[(int) (key / units) + 1]++;
      first[(int) (key % units) + 1]++;
    }
    for (int unit = 0; unit < units; unit++) {
      first[unit + 1] += first[unit];
    }
    int[] next = first.clone();
    int[] neighbour = new int[first[units]];
    long[] bytes = new long[first[units]];
    long[] total = outside.clone();
    for (long key : keys) {
      int one = (int) (key / units);
      int other = (int) (key % units);
      long rate = Objects.requireNonNull(links.get(key));
      neighbour[next[one]] = other;
      bytes[next[one]++] = rate;
      neighbour[next[other]] = one;
      bytes[next[other]++] = rate;
      total[one] += rate;
      total[other] += rate;
    }
    return new WireTable(first, neighbour, bytes, total, nics);
  }

  int hosts() {
    return nics.limit.length;
  }

  /** Whether no host has a limit. */
  boolean isEmpty() {
    return nics.limit.length == 0;
  }

  long limit(int host) {
    return nics.limit[host];
  }

  long taken(int host) {
    return nics.taken[host];
  }

  /** What one migration uses of a host's NIC, bytes per second. */
  long migration(int host) {
    return nics.migration(host);
  }

  /**
   * Whether a host could get more traffic than its NIC bears while its cores last: if not, no
   * placement need be checked. O(units * log units + hosts * log units).
   */
  public boolean binds(UnitTable units, HostTable hosts) {
    if (isEmpty()) {
      return false;
    }
    Integer[] order = new Integer[units.count];
    Arrays.setAll(order, unit -> unit);
    Arrays.sort(order, (one, other) -> Double.compare(density(units, other), density(units, one)));
    long[] cpu = new long[order.length];
    long[] traffic = new long[order.length];
    for (int i = 0; i < order.length; i++) {
      cpu[i] = (i == 0 ? 0 : cpu[i - 1]) + units.cpu[order[i]];
      traffic[i] = (i == 0 ? 0 : traffic[i - 1]) + total[order[i]];
    }
    long[] promised = new long[hosts.count];
    for (int unit = 0; unit < units.count; unit++) {
      promised[units.home[unit]] += units.cpu[unit];
    }
    for (int host = 0; host < hosts.count; host++) {
      long cores = Math.max(hosts.cpu[host], promised[host]);
      if (limit(host) != UNLIMITED && taken(host) + most(cpu, traffic, cores) > limit(host)) {
        return true;
      }
    }
    return false;
  }

  private double density(UnitTable units, int unit) {
    return total[unit] / (units.cpu[unit] + 0.5);
  }

  /** Traffic of the densest units that have room, the last of them whole. */
  private static long most(long[] cpu, long[] traffic, long cores) {
    int from = 0;
    int to = cpu.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (cpu[middle] <= cores) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return traffic.length == 0 ? 0 : traffic[Math.min(from, traffic.length - 1)];
  }

  /** The table of clusters: traffic between two of them added up, that inside one left out. */
  WireTable merged(Clusters clusters) {
    if (isEmpty()) {
      return this;
    }
    int[][] members = clusters.members();
    int[] firsts = new int[clusters.count + 1];
    int[] ends = new int[neighbour.length];
    long[] rates = new long[bytes.length];
    long[] totals = new long[clusters.count];
    int[] slot = new int[clusters.count];
    int used = 0;
    for (int cluster = 0; cluster < clusters.count; cluster++) {
      for (int unit : members[cluster]) {
        totals[cluster] += total[unit];
        for (int wire = first[unit]; wire < first[unit + 1]; wire++) {
          int other = clusters.of(neighbour[wire]);
          if (other == cluster) {
            totals[cluster] -= bytes[wire];
            continue;
          }
          if (slot[other] <= firsts[cluster]) {
            ends[used] = other;
            slot[other] = ++used;
          }
          rates[slot[other] - 1] += bytes[wire];
        }
      }
      firsts[cluster + 1] = used;
    }
    return new WireTable(
        firsts, Arrays.copyOf(ends, used), Arrays.copyOf(rates, used), totals, nics);
  }
}
