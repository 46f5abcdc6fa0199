package io.vputty.collector.sflow.sums;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Sums by {@link FlowKey} in one array of longs: open addressing with linear probing over row
 * numbers, rows in order of arrival, O(1) expected for each sample and no object for any. A slot
 * holds half of the key's hash above the number of its row, so that hardly ever a row is looked at
 * in vain. The hash is multilinear with random factors (Lemire and Kaser, "Strongly universal
 * string hashing is fast", 2014): its products do not wait for each other, and nobody outside can
 * choose keys that collide.
 *
 * <p>A row is the key, then the number of samples, the sum of frame lengths, the sum of their
 * squares as an unsigned 128-bit number, the number of ordered pairs of samples that came in one
 * datagram, and the last datagram with how many samples were in it. It grows to {@value #MAX_ROWS}
 * rows; then {@link #add} refuses new keys.
 */
final class FlowTable {

  static final int MAX_ROWS = 1 << 17;

  private static final int SAMPLES = FlowKey.WORDS;
  private static final int BYTES = SAMPLES + 1;
  private static final int SQUARES_LOW = SAMPLES + 2;
  private static final int SQUARES_HIGH = SAMPLES + 3;
  private static final int CLUSTERED = SAMPLES + 4;
  private static final int LAST = SAMPLES + 5;
  private static final int ROW_WORDS = SAMPLES + 6;
  private static final int IN_LAST_BITS = 20;
  private static final int LEAST_ROWS = 4;
  private static final long HASH_HALF = 0xFFFF_FFFF_0000_0000L;
  private static final long[] FACTORS = new SecureRandom().longs(FlowKey.WORDS).toArray();

  private long[] rows;
  private long[] slots;
  private int size;

  /**
   * @param expectedRows room for as many rows is made at once
   */
  FlowTable(int expectedRows) {
    int room = Integer.highestOneBit(Math.max(LEAST_ROWS, Math.min(expectedRows, MAX_ROWS)));
    rows = new long[room * ROW_WORDS];
    slots = new long[2 * room];
  }

  /**
   * Adds one sample.
   *
   * @param frameBytes length of the sampled frame, below 2^32
   * @param datagram number of its datagram, from 1 on
   * @return false if the key is new and the table is full
   */
  boolean add(long[] key, long frameBytes, long datagram) {
    long hash = hash(key, 0);
    int row = find(key, hash);
    if (row < 0) {
      if (size == MAX_ROWS) {
        return false;
      }
      row = insert(key, hash);
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
    long last = rows[at + LAST];
    long before = last >>> IN_LAST_BITS == datagram ? last & (1L << IN_LAST_BITS) - 1 : 0;
    rows[at + CLUSTERED] += 2 * before;
    rows[at + LAST] = (datagram << IN_LAST_BITS) + before + 1;
    return true;
  }

  /** Rows there is room for. */
  int capacity() {
    return rows.length / ROW_WORDS;
  }

  /** Memory of its arrays, bytes. */
  long memoryBytes() {
    return 8L * (rows.length + slots.length);
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

  /** Ordered pairs of a row's samples that came in one datagram. */
  long clustered(int row) {
    return rows[row * ROW_WORDS + CLUSTERED];
  }

  private int find(long[] key, long hash) {
    int mask = slots.length - 1;
    int slot = (int) hash & mask;
    for (long found = slots[slot]; found != 0; found = slots[slot]) {
      int row = (int) found - 1;
      if (((found ^ hash) & HASH_HALF) == 0 && isKey(row, key)) {
        return row;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  private boolean isKey(int row, long[] key) {
    int at = row * ROW_WORDS;
    long difference = 0;
    for (int word = 0; word < FlowKey.WORDS; word++) {
      difference |= rows[at + word] ^ key[word];
    }
    return difference == 0;
  }

  private int insert(long[] key, long hash) {
    if (2 * (size + 1) > slots.length) {
      grow();
    }
    System.arraycopy(key, 0, rows, size * ROW_WORDS, FlowKey.WORDS);
    link(size, hash);
    return size++;
  }

  private void grow() {
    rows = Arrays.copyOf(rows, 2 * rows.length);
    slots = new long[2 * slots.length];
    for (int row = 0; row < size; row++) {
      link(row, hash(rows, row * ROW_WORDS));
    }
  }

  private void link(int row, long hash) {
    int mask = slots.length - 1;
    int slot = (int) hash & mask;
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = (hash & HASH_HALF) | (row + 1);
  }

  private static long hash(long[] words, int from) {
    long sum = 0;
    for (int word = 0; word < FlowKey.WORDS; word++) {
      long mixed = words[from + word] ^ (words[from + word] >>> 32);
      sum += mixed * FACTORS[word];
    }
    return sum ^ (sum >>> 32);
  }
}
