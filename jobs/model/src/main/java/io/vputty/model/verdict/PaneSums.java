package io.vputty.model.verdict;

import io.vputty.model.estimate.Interval;
import io.vputty.model.estimate.NormalDistribution;
import io.vputty.model.estimate.PoissonLimits;

/**
 * One edge's panes summed: estimated bytes, their sampling variance, the samples behind them. A
 * mutable state type with public fields.
 */
public final class PaneSums {

  /** From so many samples on, estimates are as good as normal. */
  private static final long NORMAL_FROM = 30;

  private static final double CONFIDENCE = 0.95;

  public double bytes;

  /** Variance of {@code bytes}, bytes squared; 0 where bytes were counted. */
  public double variance;

  public long samples;

  /** Takes in a pane. */
  public void add(double paneBytes, double paneVariance, long paneSamples) {
    bytes += paneBytes;
    variance += paneVariance;
    samples += paneSamples;
  }

  /** Takes in all of another's panes. */
  public void add(PaneSums other) {
    add(other.bytes, other.variance, other.samples);
  }

  /** Empties it. */
  public void clear() {
    bytes = 0;
    variance = 0;
    samples = 0;
  }

  /**
   * Bytes per second over a time, with its 95% interval: sampling error alone, since what is asked
   * for is the traffic of just these panes.
   */
  public Interval rate(double seconds) {
    if (!(bytes > 0) || !(variance > 0)) {
      return Interval.exactly(bytes / seconds);
    }
    Interval total;
    if (samples >= NORMAL_FROM) {
      double half = NormalDistribution.Z95 * Math.sqrt(variance);
      total = new Interval(bytes, Math.max(0, bytes - half), bytes + half);
    } else {
      Interval limits = PoissonLimits.weighted(bytes, variance, variance / bytes, CONFIDENCE);
      total = new Interval(bytes, Math.min(bytes, limits.low()), Math.max(bytes, limits.high()));
    }
    return total.times(1 / seconds);
  }
}
