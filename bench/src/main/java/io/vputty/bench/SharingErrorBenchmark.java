package io.vputty.bench;

import io.vputty.collector.pagehash.key.PageHasher;
import io.vputty.collector.pagehash.key.PageKey;
import io.vputty.collector.pagehash.key.TrustDomain;
import io.vputty.collector.pagehash.sample.HashSample;
import io.vputty.collector.pagehash.sample.Sketch;
import io.vputty.model.estimate.PageSample;
import io.vputty.model.estimate.PageSharing;
import io.vputty.schema.HashGaps;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * How far the estimate of shared pages is from the truth, by how many are shared and by the size of
 * the published samples: two VMs of 65,536 distinct pages each, root mean square of the relative
 * error. Prints a table; always the same one.
 */
public final class SharingErrorBenchmark {

  private static final int PAGES = 65_536;
  private static final int SLICE = 512;
  private static final int TRIALS = 300;
  private static final int[] SAMPLE_BYTES = {8 << 10, 16 << 10, 32 << 10, 64 << 10, 128 << 10};
  private static final double[] JACCARD = {0.33, 0.1, 0.05, 0.01, 0.001};

  private final TrustDomain domain =
      new TrustDomain("bench", "a secret for bench".getBytes(StandardCharsets.UTF_8));
  private final PageKey key = domain.keyAt(Instant.EPOCH, Duration.ofDays(7));
  private final PageHasher hasher = domain.hasher(key);
  private int largest;

  private SharingErrorBenchmark() {}

  /** Prints the table. */
  public static void main(String[] arguments) {
    StringBuilder head = new StringBuilder("| Jaccard (shared pages) |");
    for (int bytes : SAMPLE_BYTES) {
      head.append(" %d KiB |".formatted(bytes >> 10));
    }
    System.out.println(
        head + System.lineSeparator() + "|---|" + "---|".repeat(SAMPLE_BYTES.length));
    SharingErrorBenchmark benchmark = new SharingErrorBenchmark();
    for (double jaccard : JACCARD) {
      System.out.println(benchmark.row(jaccard));
    }
    System.out.printf("largest sample of 32 KiB: %d bytes%n", benchmark.largest);
  }

  private String row(double jaccard) {
    int shared = (int) Math.round(2 * PAGES * jaccard / (1 + jaccard));
    StringBuilder row = new StringBuilder("| %s (%,d) |".formatted(jaccard, shared));
    for (int bytes : SAMPLE_BYTES) {
      row.append(String.format(Locale.ROOT, " %.3f |", error(shared, bytes)));
    }
    return row.toString();
  }

  private double error(int shared, int bytes) {
    double squares = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      PageSample one = sample(trial, trial + 1_000_003L, shared, bytes);
      PageSample other = sample(trial, trial + 2_000_003L, shared, bytes);
      double error = PageSharing.intersection(one, other).value() / shared - 1;
      squares += error * error;
    }
    return Math.sqrt(squares / TRIALS);
  }

  /** A VM whose first contents are those of one seed, the others those of another. */
  private PageSample sample(long sharedSeed, long ownSeed, int shared, int bytes) {
    SplittableRandom common = new SplittableRandom(sharedSeed);
    SplittableRandom own = new SplittableRandom(ownSeed);
    HashSample sample = new HashSample(key, hasher, 0, bytes);
    long[] hashes = new long[SLICE];
    for (int page = 0; page < PAGES; page += SLICE) {
      for (int i = 0; i < SLICE; i++) {
        hashes[i] = (page + i < shared ? common.nextLong() : own.nextLong()) & HashGaps.MASK;
      }
      sample.put(page, hashes, SLICE);
    }
    Sketch sketch = sample.sketch();
    if (bytes == 32 << 10) {
      largest = Math.max(largest, HashGaps.encode(sketch.hashes()).remaining());
    }
    return new PageSample(sketch.threshold(), sketch.hashes(), 1);
  }
}
