package io.vputty.model.estimate;

/**
 * The mean of a series whose neighbours go together, with its 95% interval, by non-overlapping
 * batch means: the series is cut into {@value #BATCHES} batches, whose means are taken to be
 * independent and normal, and Student's t is put on their spread. The lower limit of what cannot be
 * negative is at least 0.
 *
 * <p>That holds where what lasts is short beside a batch and comes often. Of 360 values that are
 * high a quarter of the time, in spells of 1, 6, 12 and 30 on average, it held the mean in 95, 94,
 * 92 and 82%; high a tenth of the time in 95, 87, 79 and 61%: an hour with one long peak says
 * little about the next, and the interval does not know it.
 *
 * <p>Sums are whole numbers; O(length). After Law and Kelton, Simulation Modeling and Analysis,
 * chapter 9.
 */
public final class BatchMeans {

  /** Few, so that each is long: 12 held the mean in 91, 89 and 76% of the longer spells above. */
  public static final int BATCHES = 6;

  /** 97.5% quantile of Student's t with 5 degrees of freedom. */
  private static final double T95 = 2.5705818366147395;

  private BatchMeans() {}

  /**
   * The mean and its interval.
   *
   * @param values not negative; as many as make whole batches
   */
  public static Interval of(long[] values) {
    if (values.length == 0 || values.length % BATCHES != 0) {
      throw new IllegalArgumentException(
          "values (%d) must make %d batches".formatted(values.length, BATCHES));
    }
    int length = values.length / BATCHES;
    long[] sums = new long[BATCHES];
    long total = 0;
    for (int i = 0; i < values.length; i++) {
      sums[i / length] += values[i];
      total += values[i];
    }
    double mean = (double) total / values.length;
    double squares = 0;
    for (long sum : sums) {
      double off = (double) sum / length - mean;
      squares += off * off;
    }
    double half = T95 * Math.sqrt(squares / (BATCHES - 1) / BATCHES);
    return new Interval(mean, Math.max(0, mean - half), mean + half);
  }
}
