package io.vputty.app.simulator.traffic;

import java.util.SplittableRandom;

/**
 * Seeded random numbers from the distributions that traffic and sampling need.
 *
 * <p>A stream is named by a path of numbers below a seed (edge 17 in second 42, say), so that what
 * one edge sends never depends on how many numbers another edge drew.
 */
public final class Draws {
  private static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;
  private static final double NORMAL_FROM_MEAN = 60;
  private static final double NORMAL_FROM_BINOMIAL_VARIANCE = 1000;

  private final SplittableRandom random;

  private Draws(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** The stream of this path below the seed. */
  public static Draws of(long seed, long... path) {
    long state = mix(seed);
    for (long step : path) {
      state = mix(state + GOLDEN_GAMMA * (step + 1));
    }
    return new Draws(state);
  }

  /** Uniform in [0, 1). */
  public double uniform() {
    return random.nextDouble();
  }

  /** Uniform in 0..bound-1. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** Exponential with this mean. */
  public double exponential(double mean) {
    return -mean * Math.log(1 - random.nextDouble());
  }

  /**
   * Negative binomial: a Poisson count whose rate is itself gamma distributed, which is how bursty
   * traffic looks from second to second. Variance is mean + mean^2 / shape.
   *
   * @param shape whole shape of the gamma, at least 1; the gamma is then a sum of exponentials
   */
  public long negativeBinomial(double mean, int shape) {
    double rate = 0;
    for (int i = 0; i < shape; i++) {
      rate += exponential(mean / shape);
    }
    return poisson(rate);
  }

  /**
   * Poisson count; from a mean of 60 the normal approximation, whose skew is then of no matter here
   * because the truth counts what was drawn. O(mean) below, O(1) above.
   */
  public long poisson(double mean) {
    if (mean >= NORMAL_FROM_MEAN) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    long count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  /**
   * Binomial count. Exact up to a variance of 1,000, by skipping from success to success as a
   * sampling switch does, O(successes); the normal approximation above, O(1).
   */
  public long binomial(long trials, double probability) {
    if (probability >= 1) {
      return trials;
    }
    double mean = trials * probability;
    double variance = mean * (1 - probability);
    if (variance > NORMAL_FROM_BINOMIAL_VARIANCE) {
      long draw = Math.round(mean + Math.sqrt(variance) * random.nextGaussian());
      return Math.max(0, Math.min(trials, draw));
    }
    double scale = 1 / Math.log1p(-probability);
    long successes = 0;
    double position = Math.floor(Math.log(1 - random.nextDouble()) * scale) + 1;
    while (position <= trials) {
      successes++;
      position += Math.floor(Math.log(1 - random.nextDouble()) * scale) + 1;
    }
    return successes;
  }

  /** Finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
  private static long mix(long value) {
    long z = value + GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return z ^ (z >>> 31);
  }
}
