package io.vputty.bench.drift;

import io.vputty.bench.drift.contender.Contender;
import io.vputty.bench.drift.contender.Counts;
import io.vputty.bench.drift.contender.Traffic;
import io.vputty.bench.drift.contender.Watch;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What became of a change that was planted many times.
 *
 * @param delays windows from the change to the alarm, in rising order, {@link #MISSED} ones last
 * @param onsetErrors estimated onset minus the true one, windows, of those that were found
 * @param early edges with an alarm before the change, which are left out
 */
record Delays(int[] delays, int[] onsetErrors, int early) {

  private static final int MISSED = Integer.MAX_VALUE;

  /** Plants it so many times. */
  static Delays measure(
      Contender contender, Traffic traffic, Change change, double threshold, int trials) {
    Counts before = traffic.counts(change.before());
    Counts after = traffic.counts(change.after());
    int[] delays = new int[trials];
    int[] errors = new int[trials];
    int taken = 0;
    int found = 0;
    for (int trial = 0; trial < trials; trial++) {
      SplittableRandom random = new SplittableRandom(trial);
      double factor = change.after() / Math.max(change.before(), 1e-3);
      Watch watch = contender.watch(traffic, factor, threshold);
      if (run(watch, before, 0, change.learned(), change.missing(), random, threshold) == MISSED) {
        int from = change.learned();
        int delay = run(watch, after, from, Change.HORIZON, change.missing(), random, threshold);
        delays[taken++] = delay;
        if (delay != MISSED) {
          errors[found++] = watch.onset() - from;
        }
      }
    }
    Arrays.sort(delays, 0, taken);
    Arrays.sort(errors, 0, found);
    return new Delays(Arrays.copyOf(delays, taken), Arrays.copyOf(errors, found), trials - taken);
  }

  private static int run(
      Watch watch,
      Counts counts,
      int from,
      int windows,
      double missing,
      SplittableRandom random,
      double threshold) {
    for (int window = 1; window <= windows; window++) {
      double count = counts.next(random);
      boolean known = missing == 0 || random.nextDouble() >= missing;
      if (known && watch.take(from + window, count) >= threshold) {
        return window;
      }
    }
    return MISSED;
  }

  /** The delay that so large a share of the edges does not exceed; infinite if it is a miss. */
  double quantile(double share) {
    int delay = delays[Math.min(delays.length - 1, (int) (share * delays.length))];
    return delay == MISSED ? Double.POSITIVE_INFINITY : delay;
  }

  /** Share of changes that were not found. */
  double missedShare() {
    return (double) Arrays.stream(delays).filter(delay -> delay == MISSED).count() / delays.length;
  }

  /** The error of the onset that so large a share does not exceed. */
  double onsetError(double share) {
    return onsetErrors.length == 0
        ? Double.NaN
        : onsetErrors[Math.min(onsetErrors.length - 1, (int) (share * onsetErrors.length))];
  }
}
