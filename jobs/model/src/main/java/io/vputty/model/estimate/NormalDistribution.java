package io.vputty.model.estimate;

/** The standard normal distribution. */
public final class NormalDistribution {

  /** 97.5% quantile: half a two-sided 95% interval, in standard deviations. */
  public static final double Z95 = 1.959963984540054;

  private NormalDistribution() {}

  /**
   * A rough quantile: Abramowitz and Stegun 26.2.23, absolute error under 4.5e-4. It only starts an
   * iteration.
   */
  static double quantile(double probability) {
    double tail = Math.min(probability, 1 - probability);
    double t = Math.sqrt(-2 * Math.log(tail));
    double above = 2.515517 + t * (0.802853 + t * 0.010328);
    double below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
    double z = t - above / below;
    return probability < 0.5 ? -z : z;
  }
}
