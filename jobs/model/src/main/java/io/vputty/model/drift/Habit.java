package io.vputty.model.drift;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * When an edge or a VM changed before, so that what it does every night, or every Monday, is not
 * news. A mutable state type of public fields, of what changed at all.
 */
public final class Habit {

  /** Days after which a change is forgotten: two weeks and one. */
  public static final int DAYS = 15;

  private static final long HOUR_MS = 3_600_000;
  private static final long DAY_MS = 24 * HOUR_MS;
  private static final int MOST = 32;

  /** Other days on which the same was seen at the same time of day: twice is a habit. */
  private static final int LEAST_DAYS = 2;

  /** Onsets of changes, in the order in which they were found, ms; the newest. */
  public long[] onsets = new long[0];

  /** By how much each changed: after less before, in the unit of its subject. */
  public double[] steps = new double[0];

  /** Times larger than the other ones that a change is no more the same. */
  private static final double SAME = 3;

  /**
   * Takes in a change.
   *
   * @param onsetMs when it began
   * @param before what there was
   * @param after what there is
   * @return whether it changed by about as much within an hour of this time of day on two other
   *     days of the last {@value #DAYS}
   */
  public boolean isUsual(long onsetMs, double before, double after) {
    double step = after - before;
    boolean usual =
        IntStream.range(0, onsets.length)
                .filter(i -> step / steps[i] > 0 && step / steps[i] < SAME)
                .mapToLong(i -> onsetMs - onsets[i])
                .filter(age -> age <= DAYS * DAY_MS && isSameTimeOfDay(age))
                .map(Habit::days)
                .filter(days -> days > 0)
                .distinct()
                .count()
            >= LEAST_DAYS;
    int kept = Math.min(onsets.length, MOST - 1);
    onsets = Arrays.copyOfRange(onsets, onsets.length - kept, onsets.length + 1);
    steps = Arrays.copyOfRange(steps, steps.length - kept, steps.length + 1);
    onsets[kept] = onsetMs;
    steps[kept] = step;
    return usual;
  }

  /** Until when it is worth keeping, ms. */
  public long untilMs() {
    return Arrays.stream(onsets).max().orElse(0) + DAYS * DAY_MS;
  }

  private static boolean isSameTimeOfDay(long ageMs) {
    return Math.abs(ageMs - days(ageMs) * DAY_MS) <= HOUR_MS;
  }

  private static long days(long ageMs) {
    return Math.floorDiv(ageMs + DAY_MS / 2, DAY_MS);
  }
}
