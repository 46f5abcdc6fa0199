package io.vputty.job.affinity;

import io.vputty.mapping.FlowSecond;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums of one pane by endpoint pair, sampling point and rate: rows in one array of longs, in the
 * order in which they came, and an index with linear probing. Agents tell of the same pairs in much
 * the same order each second, so that both they and the rows are walked through. A row takes
 * {@value #ROW_BYTES} bytes, and 16 to 32 in the index. Not thread-safe.
 */
final class PairTable {

  /** Bytes of one row. */
  static final int ROW_BYTES = 14 * Long.BYTES;

  private static final int KEYS = 9;
  private static final int STRIDE = 14;
  private static final int FIRST_ROWS = 1 << 10;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;
  private static final long HASH = 0xffffffff00000000L;

  private final List<String> agents = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private long[] cells = new long[FIRST_ROWS * STRIDE];

  /** Upper half of a row's hash, and its number plus 1; 0 where there is none. */
  private long[] index = new long[2 * FIRST_ROWS];

  private int size;

  /** Rows that it holds. */
  int size() {
    return size;
  }

  /** Forgets every row and agent, but keeps the room. */
  void clear() {
    Arrays.fill(cells, 0, size * STRIDE, 0);
    Arrays.fill(index, 0);
    agents.clear();
    numbers.clear();
    size = 0;
  }

  /** The number of an agent in {@link #add}. */
  int agent(String name) {
    return numbers.computeIfAbsent(
        name,
        added -> {
          agents.add(added);
          return agents.size() - 1;
        });
  }

  /** Adds one entry of a second. */
  void add(FlowSecond second, int at, int agent) {
    long point = (long) agent << 1 | (second.egress[at] ? 1 : 0);
    long network = (long) second.vni[at] << Integer.SIZE | (second.subAgent[at] & 0xffffffffL);
    long rate = Double.doubleToRawLongBits(second.rate[at]);
    long hash =
        hash(
            point,
            second.sourceMac[at],
            second.destinationMac[at],
            second.sourceIpLow[at],
            second.destinationIpLow[at]);
    int mask = index.length - 1;
    int slot = (int) hash & mask;
    while (true) {
      long entry = index[slot];
      int cell = ((int) entry - 1) * STRIDE;
      if (entry == 0) {
        cell = size * STRIDE;
        index[slot] = (hash & HASH) | ++size;
        fill(cell, second, at, point, network, rate);
        sum(cell + KEYS, second, at);
        makeRoom();
        return;
      }
      if ((entry & HASH) == (hash & HASH) && isAt(cell, second, at, point, network, rate)) {
        sum(cell + KEYS, second, at);
        return;
      }
      slot = slot + 1 & mask;
    }
  }

  private boolean isAt(int cell, FlowSecond second, int at, long point, long network, long rate) {
    return cells[cell] == point
        && cells[cell + 1] == second.sourceMac[at]
        && cells[cell + 2] == second.destinationMac[at]
        && cells[cell + 3] == second.sourceIpLow[at]
        && cells[cell + 4] == second.destinationIpLow[at]
        && cells[cell + 5] == second.sourceIpHigh[at]
        && cells[cell + 6] == second.destinationIpHigh[at]
        && cells[cell + 7] == network
        && cells[cell + 8] == rate;
  }

  private void fill(int cell, FlowSecond second, int at, long point, long network, long rate) {
    cells[cell] = point;
    cells[cell + 1] = second.sourceMac[at];
    cells[cell + 2] = second.destinationMac[at];
    cells[cell + 3] = second.sourceIpLow[at];
    cells[cell + 4] = second.destinationIpLow[at];
    cells[cell + 5] = second.sourceIpHigh[at];
    cells[cell + 6] = second.destinationIpHigh[at];
    cells[cell + 7] = network;
    cells[cell + 8] = rate;
  }

  private void sum(int cell, FlowSecond second, int at) {
    cells[cell] += second.samples[at];
    cells[cell + 1] += second.bytes[at];
    long low = cells[cell + 2] + second.squaresLow[at];
    long carry = Long.compareUnsigned(low, second.squaresLow[at]) < 0 ? 1 : 0;
    cells[cell + 2] = low;
    cells[cell + 3] += second.squaresHigh[at] + carry;
    cells[cell + 4] += second.excess[at];
  }

  /** Room for one more row; the index is at most half full. */
  private void makeRoom() {
    if (2 * size < index.length) {
      return;
    }
    cells = Arrays.copyOf(cells, 2 * cells.length);
    index = new long[2 * index.length];
    int mask = index.length - 1;
    for (int row = 0; row < size; row++) {
      int cell = row * STRIDE;
      long hash =
          hash(cells[cell], cells[cell + 1], cells[cell + 2], cells[cell + 3], cells[cell + 4]);
      int slot = (int) hash & mask;
      while (index[slot] != 0) {
        slot = slot + 1 & mask;
      }
      index[slot] = (hash & HASH) | (row + 1);
    }
  }

  private static long hash(
      long point, long source, long destination, long sourceIp, long destinationIp) {
    long ends = source + 31 * (destination + 31 * (sourceIp + 31 * destinationIp));
    return Buckets.mix(ends + point * SPREAD);
  }

  /** Where every row is, in the order of their buckets. */
  int[] byBucket() {
    int[] next = new int[Buckets.COUNT + 1];
    for (int row = 0; row < size; row++) {
      next[bucket(row * STRIDE) + 1]++;
    }
    for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
      next[bucket + 1] += next[bucket];
    }
    int[] sorted = new int[size];
    for (int row = 0; row < size; row++) {
      sorted[next[bucket(row * STRIDE)]++] = row * STRIDE;
    }
    return sorted;
  }

  /**
   * The bucket of a row: of what both ends of a path agree on, the IP addresses, or the MAC
   * addresses where there are none.
   */
  int bucket(int cell) {
    long source = cells[cell + 3] + 31 * cells[cell + 5];
    long destination = cells[cell + 4] + 31 * cells[cell + 6];
    return source == 0 || destination == 0
        ? Buckets.of(cells[cell + 1] + 31 * cells[cell + 2])
        : Buckets.of(source + 31 * destination);
  }

  /** Copies a row. */
  void read(int cell, Sighting into) {
    into.agent = agents.get((int) (cells[cell] >> 1));
    into.egress = (cells[cell] & 1) == 1;
    into.sourceMac = cells[cell + 1];
    into.destinationMac = cells[cell + 2];
    into.sourceIpLow = cells[cell + 3];
    into.destinationIpLow = cells[cell + 4];
    into.sourceIpHigh = cells[cell + 5];
    into.destinationIpHigh = cells[cell + 6];
    into.vni = (int) (cells[cell + 7] >> Integer.SIZE);
    into.subAgent = (int) cells[cell + 7];
    into.rate = Double.longBitsToDouble(cells[cell + 8]);
    into.samples = cells[cell + KEYS];
    into.bytes = cells[cell + KEYS + 1];
    into.squaresLow = cells[cell + KEYS + 2];
    into.squaresHigh = cells[cell + KEYS + 3];
    into.excess = cells[cell + KEYS + 4];
  }
}
