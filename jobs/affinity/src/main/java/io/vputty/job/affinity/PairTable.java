package io.vputty.job.affinity;

import io.vputty.mapping.FlowSecond;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums of one pane by endpoint pair, sampling point and rate: a hash table with linear probing,
 * every row in one array of longs. A row takes {@value #ROW_BYTES} bytes, twice that with the free
 * ones. Not thread-safe.
 */
final class PairTable {

  /** Bytes of one row. */
  static final int ROW_BYTES = 13 * Long.BYTES;

  private static final int KEYS = 9;
  private static final int STRIDE = 13;
  private static final int FIRST_ROWS = 1 << 10;

  /** A bit of a row's point that is set in every row. */
  private static final long TAKEN = 1L << 62;

  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final List<String> agents = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private long[] cells = new long[FIRST_ROWS * STRIDE];
  private int mask = FIRST_ROWS - 1;
  private int size;

  /** Rows that it holds. */
  int size() {
    return size;
  }

  /** Forgets every row and agent, but keeps the room. */
  void clear() {
    Arrays.fill(cells, 0);
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
    long point = TAKEN | (long) agent << 1 | (second.egress[at] ? 1 : 0);
    long network = (long) second.vni[at] << Integer.SIZE | (second.subAgent[at] & 0xffffffffL);
    long rate = Double.doubleToRawLongBits(second.rate[at]);
    int row =
        row(
            point,
            second.sourceMac[at],
            second.destinationMac[at],
            second.sourceIpLow[at],
            second.destinationIpLow[at]);
    while (!isAt(row * STRIDE, second, at, point, network, rate)) {
      if (cells[row * STRIDE] == 0) {
        fill(row * STRIDE, second, at, point, network, rate);
        break;
      }
      row = row + 1 & mask;
    }
    sum(row * STRIDE + KEYS, second, at);
    if (size > mask / 2) {
      grow();
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
    size++;
  }

  private void sum(int cell, FlowSecond second, int at) {
    cells[cell] += second.samples[at];
    cells[cell + 1] += second.bytes[at];
    long low = cells[cell + 2] + second.squaresLow[at];
    long carry = Long.compareUnsigned(low, second.squaresLow[at]) < 0 ? 1 : 0;
    cells[cell + 2] = low;
    cells[cell + 3] += second.squaresHigh[at] + carry;
  }

  private void grow() {
    long[] old = cells;
    cells = new long[old.length * 2];
    mask = cells.length / STRIDE - 1;
    for (int cell = 0; cell < old.length; cell += STRIDE) {
      if (old[cell] != 0) {
        int row = row(old[cell], old[cell + 1], old[cell + 2], old[cell + 3], old[cell + 4]);
        while (cells[row * STRIDE] != 0) {
          row = row + 1 & mask;
        }
        System.arraycopy(old, cell, cells, row * STRIDE, STRIDE);
      }
    }
  }

  private int row(long point, long source, long destination, long sourceIp, long destinationIp) {
    long ends = source + 31 * (destination + 31 * (sourceIp + 31 * destinationIp));
    return (int) Buckets.mix(ends + point * SPREAD) & mask;
  }

  /** Where every row is, in the order of their buckets. */
  int[] byBucket() {
    int[] starts = new int[Buckets.COUNT + 1];
    for (int cell = 0; cell < cells.length; cell += STRIDE) {
      if (cells[cell] != 0) {
        starts[bucket(cell) + 1]++;
      }
    }
    for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
      starts[bucket + 1] += starts[bucket];
    }
    int[] sorted = new int[size];
    int[] next = Arrays.copyOf(starts, Buckets.COUNT);
    for (int cell = 0; cell < cells.length; cell += STRIDE) {
      if (cells[cell] != 0) {
        sorted[next[bucket(cell)]++] = cell;
      }
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
    into.agent = agents.get((int) ((cells[cell] & ~TAKEN) >> 1));
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
  }
}
