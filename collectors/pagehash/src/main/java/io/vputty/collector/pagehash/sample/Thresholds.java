package io.vputty.collector.pagehash.sample;

import io.vputty.schema.HashGaps;
import java.util.Arrays;

/** Arithmetic of thresholds: unsigned 64-bit numbers below which hashes are kept; 0 keeps all. */
final class Thresholds {

  private static final double TWO_TO_64 = 0x1p64;

  /** Of Rice's code, above log2 of the mean gap; measured, and a little more. */
  private static final double BITS_ABOVE_ENTROPY = 1.65;

  private Thresholds() {}

  static boolean keeps(long threshold, long hash) {
    return threshold == 0 || Long.compareUnsigned(hash, threshold) < 0;
  }

  /** Share of all contents that are kept, 0-1. */
  static double share(long threshold) {
    return threshold == 0 ? 1 : toDouble(threshold) / TWO_TO_64;
  }

  /** How many contents there are, of which so many were kept. */
  static double contents(int kept, long threshold) {
    return kept / share(threshold);
  }

  /** The threshold that keeps so many times as many. */
  static long scale(long threshold, double factor) {
    double scaled = share(threshold) * factor;
    return scaled >= 1 ? 0 : (long) (scaled * 0x1p62) << 2;
  }

  /** How many hashes fit, by the size of their gaps. */
  static int capacity(int bytes, double contents) {
    double bits =
        HashGaps.BITS + BITS_ABOVE_ENTROPY - Math.log(Math.max(1, contents)) / Math.log(2);
    return (int) ((double) bytes * Byte.SIZE / bits);
  }

  /** Each hash once, ascending as unsigned numbers; changes its argument. */
  static long[] distinct(long[] hashes) {
    flip(hashes);
    Arrays.sort(hashes);
    flip(hashes);
    int length = 0;
    for (int i = 0; i < hashes.length; i++) {
      if (length == 0 || hashes[i] != hashes[length - 1]) {
        hashes[length++] = hashes[i];
      }
    }
    return Arrays.copyOf(hashes, length);
  }

  private static void flip(long[] hashes) {
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] ^= Long.MIN_VALUE;
    }
  }

  private static double toDouble(long unsigned) {
    return unsigned < 0 ? unsigned + TWO_TO_64 : unsigned;
  }
}
