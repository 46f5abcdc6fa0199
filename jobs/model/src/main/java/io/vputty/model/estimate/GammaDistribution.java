package io.vputty.model.estimate;

/**
 * Quantiles of the gamma distribution with scale 1, which give exact limits of Poisson counts.
 *
 * <p>The regularised incomplete gamma function is summed as a series below its mean and as a
 * continued fraction above (Abramowitz and Stegun 6.5.29, 6.5.31; Lentz's method); its inverse
 * starts from Wilson and Hilferty's cube and takes Newton steps kept inside a bracket. Relative
 * error under 1e-9 for shapes from 0.01 to 1e6; O(sqrt(shape)) terms per evaluation.
 */
final class GammaDistribution {

  private static final double EPSILON = 1e-16;
  private static final double TINY = 1e-300;
  private static final int MAX_TERMS = 100_000;
  private static final int MAX_STEPS = 200;

  private GammaDistribution() {}

  /** The x at which the distribution function reaches {@code probability}. */
  static double quantile(double shape, double probability) {
    if (!(shape > 0) || !(probability > 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "shape (%s) must be positive, probability (%s) between 0 and 1"
              .formatted(shape, probability));
    }
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double x = start(shape, probability);
    for (int step = 0; step < MAX_STEPS; step++) {
      double error = cumulative(shape, x) - probability;
      low = error < 0 ? x : low;
      high = error < 0 ? high : x;
      double next = x - error / density(shape, x);
      if (!(next > low && next < high)) {
        next = high < Double.POSITIVE_INFINITY ? (low + high) / 2 : 2 * x;
      }
      if (Math.abs(next - x) <= 1e-14 * next) {
        return next;
      }
      x = next;
    }
    return x;
  }

  /** Probability of a value up to {@code x}. */
  static double cumulative(double shape, double x) {
    if (x <= 0) {
      return 0;
    }
    return x < shape + 1 ? series(shape, x) : 1 - fraction(shape, x);
  }

  private static double density(double shape, double x) {
    return Math.exp((shape - 1) * Math.log(x) - x - logGamma(shape));
  }

  private static double series(double shape, double x) {
    double term = 1 / shape;
    double sum = term;
    for (int n = 1; n < MAX_TERMS && term > sum * EPSILON; n++) {
      term *= x / (shape + n);
      sum += term;
    }
    return sum * Math.exp(shape * Math.log(x) - x - logGamma(shape));
  }

  private static double fraction(double shape, double x) {
    double b = x + 1 - shape;
    double c = 1 / TINY;
    double d = 1 / b;
    double product = d;
    for (int n = 1; n < MAX_TERMS; n++) {
      double a = -n * (n - shape);
      b += 2;
      d = 1 / awayFromZero(a * d + b);
      c = awayFromZero(b + a / c);
      product *= d * c;
      if (Math.abs(d * c - 1) < EPSILON) {
        break;
      }
    }
    return product * Math.exp(shape * Math.log(x) - x - logGamma(shape));
  }

  private static double awayFromZero(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }

  /** Wilson and Hilferty (1931); for small shapes the leading term of the series. */
  private static double start(double shape, double probability) {
    double spread = 1 / (9 * shape);
    double root = 1 - spread + NormalDistribution.quantile(probability) * Math.sqrt(spread);
    double cube = shape * root * root * root;
    double leading = Math.exp((Math.log(probability) + logGamma(shape + 1)) / shape);
    return Math.max(TINY, cube > 0.01 * shape ? cube : leading);
  }

  /** Stirling's series, reached by recurrence; absolute error about 1e-14 times the value. */
  static double logGamma(double x) {
    double shifted = x;
    double product = 1;
    while (shifted < 15) {
      product *= shifted;
      shifted++;
    }
    double inverse = 1 / shifted;
    double square = inverse * inverse;
    double tail =
        inverse * (1 / 12.0 - square * (1 / 360.0 - square * (1 / 1260.0 - square / 1680)));
    return (shifted - 0.5) * Math.log(shifted)
        - shifted
        + 0.5 * Math.log(2 * Math.PI)
        + tail
        - Math.log(product);
  }
}
