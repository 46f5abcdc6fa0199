package io.vputty.collector.sflow.sums;

import java.util.Arrays;

/**
 * Sums by {@link FlowKey} in one array of longs: open addressing with linear probing over row
 * numbers, rows in order of arrival, O(1) expected for each sample and no object for any.
 *
 * <p>A row is the key, then the number of samples, the sum of frame lengths, and the sum of their
 * squares as an unsigned 128-bit number. It grows to {@value #MAX_ROWS} rows; then {@link #add}
 * refuses new keys.
 */
final class FlowTable {

  static final int MAX_ROWS = 1 << 17;

  private static final int SAMPLES = FlowKey.WORDS;
  private static final int BYTES = SAMPLES + 1;
  private static final int SQUARES_LOW = SAMPLES + 2;
  private static final int SQUARES_HIGH = SAMPLES + 3;
  private static final int ROW_WORDS = SAMPLES + 4;
  private static final int FIRST_ROWS = 4;
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private long[] rows = new long[FIRST_ROWS * ROW_WORDS];
  private int[] slots = new int[2 * FIRST_ROWS];
  private int size;

  /**
   * Adds one sample.
   *
   * @param frameBytes length of the sampled frame, below 2^32
   * @return false if the key is new and the table is full
   */
  boolean add(long[] key, long frameBytes) {
    int row = find(key);
    if (row < 0) {
      if (size == MAX_ROWS) {
        return false;
      }
      row = insert(key);
    }
    int at = row * ROW_WORDS;
    long square = frameBytes * frameBytes;
    long low = rows[at + SQUARES_LOW] + square;
    rows[at + SAMPLES]++;
    rows[at + BYTES] += frameBytes;
    rows[at + SQUARES_LOW] = low;
    if (Long.compareUnsigned(low, square) < 0) {
      rows[at + SQUARES_HIGH]++;
    }
    return true;
  }

  /** Rows there is room for. */
  int capacity() {
    return rows.length / ROW_WORDS;
  }

  /** Memory of its arrays, bytes. */
  long memoryBytes() {
    return 8L * rows.length + 4L * slots.length;
  }

  /** Rows so far. */
  int size() {
    return size;
  }

  /** One word of a row's key. */
  long key(int row, int word) {
    return rows[row * ROW_WORDS + word];
  }

  long samples(int row) {
    return rows[row * ROW_WORDS + SAMPLES];
  }

  long bytes(int row) {
    return rows[row * ROW_WORDS + BYTES];
  }

  long squaresLow(int row) {
    return rows[row * ROW_WORDS + SQUARES_LOW];
  }

  long squaresHigh(int row) {
    return rows[row * ROW_WORDS + SQUARES_HIGH];
  }

  private int find(long[] key) {
    int mask = slots.length - 1;
    for (int slot = hash(key, 0) & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
      int row = slots[slot] - 1;
      int at = row * ROW_WORDS;
      if (Arrays.equals(rows, at, at + FlowKey.WORDS, key, 0, FlowKey.WORDS)) {
        return row;
      }
    }
    return -1;
  }

  private int insert(long[] key) {
    if (2 * (size + 1) > slots.length) {
      grow();
    }
    System.arraycopy(key, 0, rows, size * ROW_WORDS, FlowKey.WORDS);
    link(size);
    return size++;
  }

  private void grow() {
    rows = Arrays.copyOf(rows, 2 * rows.length);
    slots = new int[2 * slots.length];
    for (int row = 0; row < size; row++) {
      link(row);
    }
  }

  private void link(int row) {
    int mask = slots.length - 1;
    int slot = hash(rows, row * ROW_WORDS) & mask;
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = row + 1;
  }

  private static int hash(long[] words, int from) {
    long hash = 0;
    for (int i = from; i < from + FlowKey.WORDS; i++) {
      hash = (hash ^ words[i]) * MIX;
      hash ^= hash >>> 29;
    }
    return (int) (hash ^ (hash >>> 32));
  }
}
