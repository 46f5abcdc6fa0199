package io.vputty.bench.drift.contender;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Counts of one distribution by its table: Poisson, or negative-binomial with variance mean +
 * mean^2 / size. A draw is one random number and about two steps; what is beyond the table is rarer
 * than one in 10^12.
 */
public final class Counts {

  /** Size of counts that are not bursty at all. */
  public static final double POISSON = Double.POSITIVE_INFINITY;

  private static final double BEYOND = 1e-12;
  private static final int GUIDES = 1024;

  private final double[] cumulative;
  private final int[] guides = new int[GUIDES];

  /** Makes the table. */
  public Counts(double mean, double size) {
    cumulative = cumulative(mean, size);
    int value = 0;
    for (int guide = 0; guide < GUIDES; guide++) {
      while (cumulative[value] < (double) guide / GUIDES) {
        value++;
      }
      guides[guide] = value;
    }
  }

  /** Draws one. */
  public int next(SplittableRandom random) {
    double uniform = random.nextDouble();
    int value = guides[(int) (uniform * GUIDES)];
    while (value < cumulative.length - 1 && cumulative[value] < uniform) {
      value++;
    }
    return value;
  }

  private static double[] cumulative(double mean, double size) {
    double[] sums = new double[64];
    double probability =
        size == POISSON ? Math.exp(-mean) : Math.exp(-size * Math.log1p(mean / size));
    double sum = probability;
    int value = 0;
    while (sum < 1 - BEYOND && !(value > mean && probability < BEYOND * BEYOND)) {
      sums[value] = sum;
      double growth = size == POISSON ? mean : (size + value) * mean / (size + mean);
      probability *= growth / (value + 1);
      sum += probability;
      value++;
      if (value == sums.length) {
        sums = Arrays.copyOf(sums, 2 * value);
      }
    }
    sums[value] = 1;
    return Arrays.copyOf(sums, value + 1);
  }
}
