package io.vputty.bench.drift.contender;

/**
 * What the counts of an edge are like.
 *
 * @param mean samples a window
 * @param size burstiness: the variance is mean + mean^2 / size
 */
public record Traffic(double mean, double size) {

  /** Counts of a mean that is so many times as large. */
  public Counts counts(double factor) {
    return new Counts(mean * factor, size);
  }

  /**
   * Windows that no detector's mean delay can undercut by more than a constant, to first order, at
   * one false alarm per {@code windows}: ln(windows) / KL (Lorden, Ann. Math. Stat. 42, 1971).
   */
  public double bound(double factor, double windows) {
    double divergence = logRatio(mean * factor, factor);
    return Math.log(windows) / divergence;
  }

  /** Log-likelihood ratio of a count under {@code factor} times the mean, nats. */
  double logRatio(double count, double factor) {
    if (factor == 0) {
      return count > 0 ? Double.NEGATIVE_INFINITY : atNothing();
    }
    if (size == Counts.POISSON) {
      return count * Math.log(factor) - mean * (factor - 1);
    }
    double shrink = Math.log((size + mean) / (size + factor * mean));
    return count * (Math.log(factor) + shrink) + size * shrink;
  }

  private double atNothing() {
    return size == Counts.POISSON ? mean : size * Math.log1p(mean / size);
  }

  /** How bursty it is, for people. */
  public String burstiness() {
    return size == Counts.POISSON ? "Poisson" : "NB(%.0f)".formatted(size);
  }
}
