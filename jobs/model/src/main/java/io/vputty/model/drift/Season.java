package io.vputty.model.drift;

import io.vputty.model.load.WeekProfile;

/**
 * How one VM's traffic goes up and down with the hour of the week, UTC; all edges of a sender share
 * it, so that an edge has no more state for it. A mutable state type of public fields, 3.5 KB.
 *
 * <p>Each hour of the week keeps the sum and the squares of its mean rates, one a week, the newest
 * {@value #MEMORY_WEEKS} or so. An expected rate is the mean of that hour of the day once each hour
 * of the day was seen on three days, and that of the hour of the week, once seen in two weeks,
 * moves it further. Both moves are shrunk as far as their own error asks for (empirical Bayes:
 * Efron and Morris, JASA 70, 1975): what differs between hours no more than between days is no
 * season. Hours count as alike, however many samples they have: what a VM does varies far more than
 * sampling does.
 */
public final class Season {

  private static final long HOUR_MS = 3_600_000;
  private static final int HOURS_A_DAY = 24;
  private static final int LEAST_DAYS = 3;
  private static final int LEAST_WEEKS = 2;
  private static final int MEMORY_WEEKS = 8;
  private static final double MOST = 8;

  /** The hour that has not ended, counted from the epoch; -1 before the first pane. */
  public long hour = -1;

  /** Samples in it. */
  public double count;

  /** Exposure in it: samples expected at a rate of one. */
  public double exposure;

  /** Weeks in which an hour of the week was seen; old ones fade. */
  public int[] weeks = new int[WeekProfile.HOURS];

  /** Mean rates of these hours added up. */
  public double[] rates = new double[WeekProfile.HOURS];

  /** Their squares added up. */
  public double[] squares = new double[WeekProfile.HOURS];

  /** Takes a pane; it belongs to the hour in which it ends. Panes come in order. */
  public void add(long paneEndMs, double paneCount, double paneExposure) {
    long now = Math.floorDiv(paneEndMs - 1, HOUR_MS);
    if (now != hour) {
      end();
      hour = now;
    }
    count += paneCount;
    exposure += paneExposure;
  }

  private void end() {
    if (exposure > 0) {
      int slot = WeekProfile.hourOfWeek(hour * HOUR_MS);
      if (weeks[slot] == MEMORY_WEEKS) {
        double kept = (MEMORY_WEEKS - 1.0) / MEMORY_WEEKS;
        weeks[slot]--;
        rates[slot] *= kept;
        squares[slot] *= kept;
      }
      double rate = count / exposure;
      weeks[slot]++;
      rates[slot] += rate;
      squares[slot] += rate * rate;
    }
    count = 0;
    exposure = 0;
  }

  /**
   * Expected rate in the hour in which a pane ends, as a multiple of the average one: 1 until
   * enough is known, else from 1 / {@value #MOST} to {@value #MOST}.
   */
  public double factor(long paneEndMs) {
    if (!isKnown()) {
      return 1;
    }
    Spread days = new Spread();
    for (int hourOfDay = 0; hourOfDay < HOURS_A_DAY; hourOfDay++) {
      days.add(sum(rates, hourOfDay), sum(squares, hourOfDay), daysSeen(hourOfDay), 0);
    }
    double average = days.meanRate();
    if (average <= 0) {
      return 1;
    }
    int slot = WeekProfile.hourOfWeek(Math.floorDiv(paneEndMs - 1, HOUR_MS) * HOUR_MS);
    double expected = rate(slot, days, average);
    return Math.max(1 / MOST, Math.min(MOST, expected / average));
  }

  /** Whether each hour of the day was seen on enough days. */
  public boolean isKnown() {
    for (int hourOfDay = 0; hourOfDay < HOURS_A_DAY; hourOfDay++) {
      if (daysSeen(hourOfDay) < LEAST_DAYS) {
        return false;
      }
    }
    return true;
  }

  /** Expected rate in an hour of the week. */
  private double rate(int slot, Spread days, double average) {
    double rate = dayRate(slot, days, average);
    if (weeks[slot] < LEAST_WEEKS) {
      return rate;
    }
    Spread hours = new Spread();
    for (int other = 0; other < WeekProfile.HOURS; other++) {
      if (weeks[other] >= LEAST_WEEKS) {
        double expected = dayRate(other, days, average);
        hours.add(rates[other], squares[other], weeks[other], expected);
      }
    }
    return rate + (rates[slot] / weeks[slot] - rate) * hours.trust(0, weeks[slot]);
  }

  /** Expected rate in an hour of the day. */
  private double dayRate(int slot, Spread days, double average) {
    int hourOfDay = slot % HOURS_A_DAY;
    int seen = daysSeen(hourOfDay);
    return average + (sum(rates, hourOfDay) / seen - average) * days.trust(average, seen);
  }

  private int daysSeen(int hourOfDay) {
    int seen = 0;
    for (int slot = hourOfDay; slot < WeekProfile.HOURS; slot += HOURS_A_DAY) {
      seen += weeks[slot];
    }
    return seen;
  }

  private static double sum(double[] values, int hourOfDay) {
    double sum = 0;
    for (int slot = hourOfDay; slot < WeekProfile.HOURS; slot += HOURS_A_DAY) {
      sum += values[slot];
    }
    return sum;
  }

  /** How far the means of some groups are apart, and the rates within a group. */
  private static final class Spread {
    private int groups;
    private double means;
    private double squaredMeans;
    private double within;
    private double freedom;
    private double inverses;

    /** Adds a group of which as much is expected. */
    void add(double sum, double squaredSum, int seen, double expected) {
      double mean = sum / seen - expected;
      groups++;
      means += mean;
      squaredMeans += mean * mean;
      within += Math.max(0, squaredSum - sum * sum / seen);
      freedom += seen - 1;
      inverses += 1.0 / seen;
    }

    double meanRate() {
      return means / groups;
    }

    /** Share of a mean's distance from the centre that is no error, if it was seen so often. */
    double trust(double centre, int seen) {
      double error = within / freedom;
      double apart = squaredMeans / groups - centre * centre;
      double signal = Math.max(0, apart - error * inverses / groups);
      return signal == 0 ? 0 : signal / (signal + error / seen);
    }
  }
}
