package io.vputty.job.reshape;

import io.vputty.mapping.OutcomeNotice;
import io.vputty.model.footprint.LiveMigration;
import java.util.HashMap;
import java.util.Map;

/**
 * What migrations have shown: how much they sent for their size, and how fast. Older ones count
 * less and less. A Flink POJO.
 */
public final class Experience {

  /** Sums of each size class of VMs. */
  public Map<Integer, Sums> bySize = new HashMap<>();

  /** Faded sum of bytes of the migrations whose time is known. */
  public double bytes;

  /** Faded sum of their times, seconds. */
  public double seconds;

  /** Faded sums of migrations; a Flink POJO. */
  public static final class Sums {
    public double expectedBytes;
    public double sentBytes;
  }

  /** What one more migration leaves of those before. */
  private static final double KEPT = 0.9;

  /** What is expected without measurement weighs as much as this much measured, bytes. */
  private static final double DOUBT_BYTES = 4.0 * (1L << 30);

  private static final double LEAST_FACTOR = 0.5;
  private static final double MOST_FACTOR = 3;
  private static final double MOST_CHANGE = 10;

  /** Takes in a migration that succeeded; figures that its driver does not know are left out. */
  void add(Agenda.OpenMove move, OutcomeNotice outcome) {
    if (outcome.transferredBytes() <= 0 || move.expectedBytes <= 0) {
      return;
    }
    Sums sums =
        bySize.computeIfAbsent(LiveMigration.sizeClass(move.memoryBytes), size -> new Sums());
    sums.expectedBytes = KEPT * sums.expectedBytes + move.expectedBytes;
    sums.sentBytes = KEPT * sums.sentBytes + outcome.transferredBytes();
    if (outcome.durationMs() > 0) {
      bytes = KEPT * bytes + outcome.transferredBytes();
      seconds = KEPT * seconds + outcome.durationMs() / 1000.0;
    }
  }

  /** How the next migrations are expected to go: bounded, and near the default for little seen. */
  LiveMigration migration() {
    double usual = LiveMigration.DEFAULT.bytesPerSecond();
    double speed = (DOUBT_BYTES + bytes) / (DOUBT_BYTES / usual + seconds);
    Map<Integer, Double> factors = new HashMap<>();
    bySize.forEach(
        (size, sums) -> {
          double factor = (DOUBT_BYTES + sums.sentBytes) / (DOUBT_BYTES + sums.expectedBytes);
          factors.put(size, Math.min(MOST_FACTOR, Math.max(LEAST_FACTOR, factor)));
        });
    double bounded = Math.min(usual * MOST_CHANGE, Math.max(usual / MOST_CHANGE, speed));
    return new LiveMigration(bounded, factors);
  }
}
