package io.vputty.bench.drift.nab;

/**
 * The upper tail of the standard normal distribution.
 *
 * <p>Below {@value #SPLIT} the power series of the distribution, above Laplace's continued fraction
 * (Abramowitz and Stegun 26.2.11 and 26.2.14); relative error below 10^-12 of the tail.
 */
final class NormalTail {

  private static final double SPLIT = 3;
  private static final int TERMS = 200;

  private NormalTail() {}

  /** Probability of more than {@code z}, which must not be negative. */
  static double above(double z) {
    double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    return z < SPLIT ? 0.5 - density * series(z) : density / fraction(z);
  }

  private static double series(double z) {
    double term = z;
    double sum = z;
    for (int odd = 3; term > 1e-18 * sum; odd += 2) {
      term *= z * z / odd;
      sum += term;
    }
    return sum;
  }

  private static double fraction(double z) {
    double value = z;
    for (int term = TERMS; term > 0; term--) {
      value = z + term / value;
    }
    return value;
  }
}
