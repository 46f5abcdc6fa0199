package io.vputty.model.search;

/** Hosts as numbers: where they stand and what they hold. */
public final class HostTable {

  /** Number of distances: same host, same rack, same zone, beyond. */
  public static final int TIERS = 4;

  final int count;
  final int[] rack;
  final int[] zone;
  final long[] cpu;
  final long[] memory;
  final boolean[] accepts;

  /**
   * Takes the arrays, which must not change afterwards, one element a host.
   *
   * @param rack racks, equal numbers for one rack; a rack lies in one zone
   * @param zone zones
   * @param cpu capacity, thousandths of a core
   * @param memory capacity, bytes
   * @param accepts whether anything may be moved there
   */
  public HostTable(int[] rack, int[] zone, long[] cpu, long[] memory, boolean[] accepts) {
    this.count = rack.length;
    this.rack = rack;
    this.zone = zone;
    this.cpu = cpu;
    this.memory = memory;
    this.accepts = accepts;
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
