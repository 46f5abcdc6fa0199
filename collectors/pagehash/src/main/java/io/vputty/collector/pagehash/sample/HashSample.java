package io.vputty.collector.pagehash.sample;

import io.vputty.collector.pagehash.key.PageHasher;
import io.vputty.collector.pagehash.key.PageKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The hashes of one VM under one key that are below a threshold, by slice of its memory, so that a
 * slice that is looked at again replaces what it held before.
 *
 * <p>Which hashes are kept depends on nothing but their value, hence samples of different VMs keep
 * the same contents: a coordinated sample (bottom-k, theta sketch). The threshold falls when more
 * contents are found than the byte budget holds; it never rises, since what was left out is not
 * known any more: {@link #successorThreshold} tells when it is time for a new sample.
 *
 * <p>Memory: 8 bytes for each hash of each slice, 12,000 or fewer of them for 32 KiB unless
 * contents repeat in many slices. Source: Cohen, Kaplan, Summarizing Data using Bottom-k Sketches,
 * PODC 2007; Dasgupta et al., A Framework for Estimating Stream Expression Cardinalities, 2016. Not
 * thread-safe.
 */
public final class HashSample {

  private static final double FILL = 0.98;
  private static final double SPARSE = 0.75;

  private final PageKey key;
  private final PageHasher hasher;
  private final int budgetBytes;
  private final Map<Long, long[]> slices = new HashMap<>();
  private long threshold;
  private int entries;
  private int entriesToFit;

  /**
   * @param threshold hashes below it are kept, as unsigned numbers; 0 keeps all
   * @param budgetBytes size of the published hashes, bytes
   */
  public HashSample(PageKey key, PageHasher hasher, long threshold, int budgetBytes) {
    this.key = key;
    this.hasher = hasher;
    this.threshold = threshold;
    this.budgetBytes = budgetBytes;
    entriesToFit = budgetBytes / 2;
  }

  PageKey key() {
    return key;
  }

  PageHasher hasher() {
    return hasher;
  }

  /**
   * Takes the pages of a slice in place of those it held before.
   *
   * @param hashes of its pages, in any order; changed by this
   * @return how many of them are of zeros
   */
  public int put(long slice, long[] hashes, int count) {
    drop(slice);
    int zeros = 0;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (hashes[i] == hasher.zero()) {
        zeros++;
      } else if (Thresholds.keeps(threshold, hashes[i])) {
        hashes[kept++] = hashes[i];
      }
    }
    if (kept > 0) {
      long[] distinct = Thresholds.distinct(Arrays.copyOf(hashes, kept));
      slices.put(slice, distinct);
      entries += distinct.length;
      if (entries > entriesToFit) {
        fit();
      }
    }
    return zeros;
  }

  void drop(long slice) {
    long[] before = slices.remove(slice);
    if (before != null) {
      entries -= before.length;
    }
  }

  /** The sample as it is now, within its budget. */
  public Sketch sketch() {
    fit();
    return new Sketch(key, threshold, distinct());
  }

  /** The threshold that a new sample should have to use the budget better; the same if none. */
  long successorThreshold() {
    int distinct = distinct().length;
    int capacity = Thresholds.capacity(budgetBytes, Thresholds.contents(distinct, threshold));
    return threshold == 0 || distinct >= capacity * SPARSE
        ? threshold
        : Thresholds.scale(threshold, FILL * capacity / Math.max(1, distinct));
  }

  private void fit() {
    long[] distinct = distinct();
    int capacity =
        Thresholds.capacity(budgetBytes, Thresholds.contents(distinct.length, threshold));
    if (distinct.length > capacity) {
      threshold = distinct[(int) (capacity * FILL)];
      slices.replaceAll((slice, kept) -> below(kept));
      slices.values().removeIf(kept -> kept.length == 0);
      entries = slices.values().stream().mapToInt(kept -> kept.length).sum();
    }
    entriesToFit = Math.max(capacity + capacity / 2, 2 * entries);
  }

  private long[] below(long[] kept) {
    int length = 0;
    while (length < kept.length && Thresholds.keeps(threshold, kept[length])) {
      length++;
    }
    return length == kept.length ? kept : Arrays.copyOf(kept, length);
  }

  private long[] distinct() {
    long[] all = new long[entries];
    int length = 0;
    for (long[] kept : slices.values()) {
      System.arraycopy(kept, 0, all, length, kept.length);
      length += kept.length;
    }
    return Thresholds.distinct(all);
  }
}
