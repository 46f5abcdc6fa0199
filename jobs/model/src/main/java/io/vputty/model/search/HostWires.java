package io.vputty.model.search;

/**
 * How much of each host's NIC is used: the traffic between what is on it and what is not. Moving a
 * unit changes that at the two hosts alone: its source may get more, where it leaves peers behind.
 * Differences are O(degree).
 *
 * <p>A host bears what its limit allows, or no more than it has already.
 */
final class HostWires {

  private final WireTable table;
  private final int[] host;
  private final long[] used;
  private final long[] start;

  /**
   * The units where they are.
   *
   * @param host host of each unit, kept up to date by the caller
   */
  HostWires(WireTable table, int[] host) {
    this.table = table;
    this.host = host;
    this.used = table.isEmpty() ? new long[0] : used();
    this.start = used.clone();
  }

  private long[] used() {
    long[] sums = new long[table.hosts()];
    for (int at = 0; at < sums.length; at++) {
      sums[at] = table.taken(at);
    }
    for (int unit = 0; unit < host.length; unit++) {
      sums[host[unit]] += table.total[unit] - with(unit, host[unit]);
    }
    return sums;
  }

  WireTable table() {
    return table;
  }

  boolean isEmpty() {
    return table.isEmpty();
  }

  /** Traffic that uses the NIC of a host, bytes per second. */
  long used(int at) {
    return used[at];
  }

  /** Traffic of a unit with those on a host, bytes per second. */
  private long with(int unit, int at) {
    long sum = 0;
    for (int wire = table.first[unit]; wire < table.first[unit + 1]; wire++) {
      sum += host[table.neighbour[wire]] == at ? table.bytes[wire] : 0;
    }
    return sum;
  }

  private long between(int one, int other) {
    for (int wire = table.first[one]; wire < table.first[one + 1]; wire++) {
      if (table.neighbour[wire] == other) {
        return table.bytes[wire];
      }
    }
    return 0;
  }

  /** Whether both NICs bear it if a unit moves. */
  boolean bearMove(int unit, int target) {
    if (isEmpty() || host[unit] == target) {
      return true;
    }
    int source = host[unit];
    long all = table.total[unit];
    return bears(source, 2 * with(unit, source) - all)
        && bears(target, all - 2 * with(unit, target));
  }

  /** Whether both NICs bear it if two units on different hosts change places. */
  boolean bearSwap(int one, int other) {
    if (isEmpty()) {
      return true;
    }
    int here = host[one];
    int there = host[other];
    long more = table.total[other] - table.total[one];
    long both = between(one, other);
    return bears(here, more + 2 * (with(one, here) - with(other, here) + both))
        && bears(there, -more + 2 * (with(other, there) - with(one, there) + both));
  }

  private boolean bears(int at, long more) {
    return more <= 0 || used[at] + more <= table.limit(at);
  }

  /** Whether every NIC bears what is on its host, or no more than when this was made. */
  boolean bearAll() {
    for (int at = 0; at < used.length; at++) {
      if (used[at] > table.limit(at) && used[at] > start[at]) {
        return false;
      }
    }
    return true;
  }

  /** Takes note that a unit moves, before it does; {@link Placement#NOWHERE} uses no NIC. */
  void moved(int unit, int source, int target) {
    if (isEmpty()) {
      return;
    }
    if (source != Placement.NOWHERE) {
      used[source] += 2 * with(unit, source) - table.total[unit];
    }
    if (target != Placement.NOWHERE) {
      used[target] += table.total[unit] - 2 * with(unit, target);
    }
  }
}
