package io.vputty.model.verdict;

import io.vputty.model.estimate.Interval;
import io.vputty.model.estimate.NormalDistribution;
import io.vputty.model.plan.GainScale;

/**
 * What predictions were worth, wave by wave: the least-squares ratio of measured to predicted gain
 * and how far waves stray from it. Older waves count less and less; little seen changes little. A
 * mutable state type with public fields.
 */
public final class TrackRecord {

  /** Faded number of waves. */
  public double waves;

  /** Faded sum of squares of predicted gains. */
  public double squares;

  /** Faded sum of predicted times measured gains. */
  public double products;

  /** Faded sum of squares of measured gains. */
  public double measuredSquares;

  /** Faded sum of the variances that the intervals of both foresaw. */
  public double foreseen;

  /** What one more wave leaves of those before. */
  private static final double KEPT = 0.9;

  /** That predictions come true weighs as much as so many waves. */
  private static final double DOUBT_WAVES = 3;

  private static final double LEAST_FACTOR = 0.25;
  private static final double MOST_FACTOR = 2;

  /** Of the factor: what gains much still moves, or nothing more would ever be learnt. */
  private static final double MOST_SPREAD = 0.4;

  /**
   * Takes in a wave.
   *
   * @param predicted its gain before experience corrected it, of the terms that are measured
   * @param measured its attributed gain
   */
  public void add(Interval predicted, Interval measured) {
    waves = KEPT * waves + 1;
    squares = KEPT * squares + predicted.value() * predicted.value();
    products = KEPT * products + predicted.value() * measured.value();
    measuredSquares = KEPT * measuredSquares + measured.value() * measured.value();
    foreseen = KEPT * foreseen + variance(predicted) + variance(measured);
  }

  /** How the next predictions are to be read. */
  public GainScale scale() {
    if (!(squares > 0)) {
      return GainScale.NONE;
    }
    double doubt = DOUBT_WAVES * squares / waves;
    double ratio = (doubt + products) / (doubt + squares);
    double factor = Math.min(MOST_FACTOR, Math.max(LEAST_FACTOR, ratio));
    double stray = measuredSquares - 2 * factor * products + factor * factor * squares;
    double unforeseen = Math.max(0, stray - foreseen) / (doubt + squares);
    return new GainScale(factor, Math.min(MOST_SPREAD * factor, Math.sqrt(unforeseen)));
  }

  private static double variance(Interval interval) {
    double deviation = (interval.high() - interval.low()) / 2 / NormalDistribution.Z95;
    return deviation * deviation;
  }
}
