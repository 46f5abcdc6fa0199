package io.vputty.model.search;

import java.util.Arrays;

/** Hosts as numbers: where they stand and what they hold. */
public final class HostTable {

  /** Number of distances: same host, same rack, same zone, beyond. */
  public static final int TIERS = 4;

  final int count;
  final int[] rack;
  final int[] zone;
  final int racks;
  final int zones;
  final long[] cpu;
  final long[] memory;
  final boolean[] accepts;

  /**
   * Takes the arrays, which must not change afterwards, one element a host.
   *
   * @param rack racks, numbered from 0; a rack lies in one zone
   * @param zone zones, numbered from 0
   * @param cpu capacity, thousandths of a core
   * @param memory capacity, bytes
   * @param accepts whether anything may be moved there
   */
  public HostTable(int[] rack, int[] zone, long[] cpu, long[] memory, boolean[] accepts) {
    this.count = rack.length;
    this.rack = rack;
    this.zone = zone;
    this.racks = 1 + Arrays.stream(rack).max().orElse(-1);
    this.zones = 1 + Arrays.stream(zone).max().orElse(-1);
    this.cpu = cpu;
    this.memory = memory;
    this.accepts = accepts;
  }

  /** Hosts that accept units by rack, ascending. */
  int[][] acceptingByRack() {
    int[] counts = new int[racks];
    for (int host = 0; host < count; host++) {
      counts[rack[host]] += accepts[host] ? 1 : 0;
    }
    int[][] found = new int[racks][];
    for (int number = 0; number < racks; number++) {
      found[number] = new int[counts[number]];
    }
    for (int host = count - 1; host >= 0; host--) {
      if (accepts[host]) {
        found[rack[host]][--counts[rack[host]]] = host;
      }
    }
    return found;
  }

  /** Distance between two hosts, 0 to 3. */
  public int tier(int one, int other) {
    if (one == other) {
      return 0;
    }
    if (rack[one] == rack[other]) {
      return 1;
    }
    return zone[one] == zone[other] ? 2 : 3;
  }
}
