package io.vputty.model.plan;

import io.vputty.model.estimate.Interval;
import io.vputty.model.estimate.NormalDistribution;
import java.io.Serializable;

/**
 * What predictions of a domain have been worth so far.
 *
 * @param factor measured over predicted gain, not negative
 * @param spread standard deviation of that ratio from wave to wave beyond what the intervals
 *     foresaw
 */
public record GainScale(double factor, double spread) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Nothing is known of earlier predictions. */
  public static final GainScale NONE = new GainScale(1, 0);

  public GainScale {
    if (!(factor >= 0) || !(spread >= 0)) {
      throw new IllegalArgumentException(
          "factor (%s) and spread (%s) must not be negative".formatted(factor, spread));
    }
  }

  /** A gain as experience corrects it, with a wider interval. */
  public Interval of(Interval gain) {
    if (factor == 1 && spread == 0) {
      return gain;
    }
    double value = factor * gain.value();
    double doubt = NormalDistribution.Z95 * spread * Math.abs(gain.value());
    return new Interval(
        value,
        value - Math.hypot(factor * (gain.value() - gain.low()), doubt),
        value + Math.hypot(factor * (gain.high() - gain.value()), doubt));
  }
}
