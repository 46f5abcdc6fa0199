package io.vputty.model.estimate;

/**
 * Limits of the mean of counted events that hold at every count.
 *
 * <p>For a plain count these are Garwood's (Biometrika 28, 1936): the two means at which the count
 * seen would be as far out as the confidence allows. For a weighted sum of Poisson counts, as of
 * packets of several sizes, they are the gamma limits of Fay and Feuer (Statistics in Medicine 16,
 * 1997), which become Garwood's when all weights are equal and are wider than needed otherwise.
 */
public final class PoissonLimits {

  private PoissonLimits() {}

  /** Garwood's limits of the mean of {@code count} events; the low one is 0 for no event. */
  public static Interval exact(long count, double confidence) {
    if (count < 0 || !(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "count (%s) must not be negative, confidence (%s) between 0 and 1"
              .formatted(count, confidence));
    }
    double events = (double) count;
    return weighted(events, events, 1, confidence);
  }

  /**
   * Limits of the mean of a weighted sum.
   *
   * @param sum the sum seen
   * @param squares sum of the squared weights seen: the sum's variance
   * @param largest the largest weight there could have been; it stands for what was not seen
   */
  public static Interval weighted(double sum, double squares, double largest, double confidence) {
    double tail = (1 - confidence) / 2;
    double low =
        sum > 0 ? squares / sum * GammaDistribution.quantile(sum * sum / squares, tail) : 0;
    double mean = sum + largest;
    double variance = squares + largest * largest;
    double high = variance / mean * GammaDistribution.quantile(mean * mean / variance, 1 - tail);
    return new Interval(sum, low, high);
  }
}
