package io.vputty.model.drift;

/**
 * Counts whose variance is mean + dispersion * mean^2: Poisson sampling of a rate that itself
 * fluctuates, as bursty edges do.
 */
final class NegativeBinomial {

  private NegativeBinomial() {}

  /**
   * Log-likelihood ratio of {@code count} under a mean {@code factor} times as large, nats. It is
   * linear in the count: its weight is less the more bursts are expected.
   */
  static double logRatio(double count, double mean, double factor, double dispersion) {
    double size = 1 / dispersion;
    double shrink = Math.log((size + mean) / (size + factor * mean));
    return count * (Math.log(factor) + shrink) + size * shrink;
  }

  /** Variance at {@code mean}. */
  static double variance(double mean, double dispersion) {
    return mean + dispersion * mean * mean;
  }
}
