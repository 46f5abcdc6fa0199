package io.vputty.model.drift;

import java.util.Random;

/** Negative-binomial counts: Poisson counts of a gamma-distributed rate. */
final class BurstyCounts {

  private static final double CHUNK = 20;

  private final Random random;
  private final double size;

  /** Counts with variance mean + mean^2 / size. */
  BurstyCounts(long seed, double size) {
    this.random = new Random(seed);
    this.size = size;
  }

  long next(double mean) {
    return mean == 0 ? 0 : poisson(mean * gamma() / size);
  }

  /** Marsaglia and Tsang (2000), for shapes of at least 1. */
  private double gamma() {
    double d = size - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = Math.pow(1 + c * x, 3);
      if (v > 0 && Math.log(random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }

  private long poisson(double mean) {
    long count = 0;
    for (double left = mean; left > 0; left -= CHUNK) {
      double limit = Math.exp(-Math.min(left, CHUNK));
      double product = random.nextDouble();
      while (product > limit) {
        count++;
        product *= random.nextDouble();
      }
    }
    return count;
  }
}
