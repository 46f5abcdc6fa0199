package io.vputty.model.sharing;

import java.util.Arrays;

/**
 * What has changed from one sample of a VM to the next, in one part of the index or all of it.
 *
 * @param removed hashes that only the old one has, ascending as unsigned numbers
 * @param added hashes that only the new one has, ascending as unsigned numbers
 */
public record SampleDifference(long[] removed, long[] added) {

  /** The difference of two samples, each ascending as unsigned numbers. */
  public static SampleDifference of(long[] before, long[] after) {
    long[] removed = new long[before.length];
    long[] added = new long[after.length];
    int removals = 0;
    int additions = 0;
    int i = 0;
    int j = 0;
    while (i < before.length || j < after.length) {
      int order = order(before, i, after, j);
      if (order < 0) {
        removed[removals++] = before[i];
      } else if (order > 0) {
        added[additions++] = after[j];
      }
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return new SampleDifference(Arrays.copyOf(removed, removals), Arrays.copyOf(added, additions));
  }

  /** The same cut into the parts of the index, by {@link ShareKeys#bucket}. */
  public SampleDifference[] byBucket() {
    long[][] removals = byBucket(removed);
    long[][] additions = byBucket(added);
    SampleDifference[] parts = new SampleDifference[ShareKeys.BUCKETS];
    Arrays.setAll(parts, bucket -> new SampleDifference(removals[bucket], additions[bucket]));
    return parts;
  }

  /** Whether nothing has changed. */
  public boolean isEmpty() {
    return removed.length == 0 && added.length == 0;
  }

  private static int order(long[] before, int i, long[] after, int j) {
    if (i == before.length) {
      return 1;
    }
    return j == after.length ? -1 : Long.compareUnsigned(before[i], after[j]);
  }

  private static long[][] byBucket(long[] hashes) {
    int[] sizes = new int[ShareKeys.BUCKETS];
    for (long hash : hashes) {
      sizes[ShareKeys.bucket(hash)]++;
    }
    long[][] parts = new long[ShareKeys.BUCKETS][];
    Arrays.setAll(parts, bucket -> new long[sizes[bucket]]);
    int[] filled = new int[ShareKeys.BUCKETS];
    for (long hash : hashes) {
      int bucket = ShareKeys.bucket(hash);
      parts[bucket][filled[bucket]++] = hash;
    }
    return parts;
  }
}
