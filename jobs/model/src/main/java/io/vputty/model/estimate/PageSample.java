package io.vputty.model.estimate;

import java.util.Arrays;

/**
 * A coordinated sample of the page contents of one VM: the distinct keyed hashes below a threshold.
 * Samples compare if the same key made them.
 *
 * @param threshold hashes below it, as unsigned 64-bit numbers, were kept; 0 kept all
 * @param hashes distinct, ascending as unsigned numbers
 * @param coverage share of the VM's memory that was looked at, in parts taken at random, 0-1
 */
public record PageSample(long threshold, long[] hashes, double coverage) {

  private static final double TWO_TO_64 = 0x1p64;

  public PageSample {
    if (!(coverage > 0 && coverage <= 1)) {
      throw new IllegalArgumentException("coverage (%s) must be in (0, 1]".formatted(coverage));
    }
    for (int i = 0; i < hashes.length; i++) {
      if ((i > 0 && Long.compareUnsigned(hashes[i - 1], hashes[i]) >= 0)
          || (threshold != 0 && Long.compareUnsigned(hashes[i], threshold) >= 0)) {
        throw new IllegalArgumentException(
            "hashes must ascend and be below the threshold, at " + i);
      }
    }
  }

  /** The same with so many hashes at most, those below a lower threshold. */
  public PageSample atMost(int count) {
    return hashes.length <= count
        ? this
        : new PageSample(hashes[count], Arrays.copyOf(hashes, count), coverage);
  }

  /** Share of all contents that it keeps, 0-1. */
  public double share() {
    return share(threshold);
  }

  /** Share of all contents below a threshold, of which 0 keeps all; 0-1. */
  public static double share(long threshold) {
    double value = threshold < 0 ? threshold + TWO_TO_64 : threshold;
    return threshold == 0 ? 1 : value / TWO_TO_64;
  }

  /** The lower of two thresholds, of which 0 is the highest. */
  public static long lower(long one, long other) {
    return Long.compareUnsigned(one - 1, other - 1) <= 0 ? one : other;
  }

  /** How many hashes are below a threshold. */
  public int countBelow(long bound) {
    if (bound == 0) {
      return hashes.length;
    }
    int low = 0;
    int high = hashes.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(hashes[middle], bound) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PageSample sample
        && threshold == sample.threshold
        && coverage == sample.coverage
        && Arrays.equals(hashes, sample.hashes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hashes) * 31 + Long.hashCode(threshold);
  }

  @Override
  public String toString() {
    return "%d hashes below %016x, coverage %s".formatted(hashes.length, threshold, coverage);
  }
}
