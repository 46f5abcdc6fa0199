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

  /**
   * Log-likelihood ratio of two rates against one, for two stretches of panes, nats: what evidence
   * of a change is left when neither rate is known.
   */
  static double twoSamples(
      double samples, double panes, double laterSamples, double laterPanes, double dispersion) {
    double pooled = (samples + laterSamples) / (panes + laterPanes);
    double mean = samples / panes;
    double later = laterSamples / laterPanes;
    return panes * divergence(mean, pooled, dispersion)
        + laterPanes * divergence(later, pooled, dispersion);
  }

  /** Kullback-Leibler divergence of a pane of one mean from another mean, nats. */
  private static double divergence(double mean, double other, double dispersion) {
    double size = 1 / dispersion;
    double shrink = Math.log((size + other) / (size + mean));
    return (mean == 0 ? 0 : mean * (Math.log(mean / other) + shrink)) + size * shrink;
  }

  /** Variance at {@code mean}. */
  static double variance(double mean, double dispersion) {
    return mean + dispersion * mean * mean;
  }
}
