package io.vputty.bench.drift.nab;

import io.vputty.bench.drift.nab.faults.EdgeWatch;
import io.vputty.model.drift.EdgeDrift;
import java.util.Arrays;

/**
 * The job's detector of persistent changes on a series of values, one row a pane.
 *
 * <p>It takes counts, so values are divided by a unit: variance over mean of the rows on probation,
 * with which they vary as Poisson counts of the same mean would. Where the values go below zero,
 * zero is at the lowest on probation. Values that hardly vary are counts of {@value #LARGEST_MEAN}
 * at most. What it says of a change is its evidence as a share x of the threshold, as x / (1 + x):
 * one half at the threshold; of all else, nothing.
 */
final class EdgeContender implements Contender.Rows {

  private static final double LARGEST_MEAN = 10_000;

  private final EdgeWatch watch;
  private final double zero;
  private final double unit;

  /**
   * Starts on a series.
   *
   * @param threshold evidence that the detector wants, nats
   */
  EdgeContender(LabelledSeries series, double threshold) {
    this.watch = new EdgeWatch(threshold);
    double[] known = Arrays.copyOf(series.values(), series.probation());
    zero = Math.min(0, Arrays.stream(known).min().orElse(0));
    unit = unit(known, zero);
  }

  @Override
  public double anomaly(long timeMs, double value) {
    EdgeDrift drift = watch.take(timeMs, Math.max(0, value - zero) / unit);
    return drift == null ? 0 : drift.score() / (drift.threshold() + drift.score());
  }

  /** Variance over mean of values above {@code zero}; 1 if there are none. */
  static double unit(double[] values, double zero) {
    double mean = Arrays.stream(values).map(value -> value - zero).average().orElse(0);
    if (mean == 0) {
      return 1;
    }
    double variance =
        Arrays.stream(values).map(value -> Math.pow(value - zero - mean, 2)).average().orElse(0);
    return Math.max(variance / mean, mean / LARGEST_MEAN);
  }
}
