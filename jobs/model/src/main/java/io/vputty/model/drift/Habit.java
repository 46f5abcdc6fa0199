package io.vputty.model.drift;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * When an edge or a VM changed before, so that what it does every night, or every Monday, is not
 * news. A mutable state type of public fields, of what changed at all.
 */
public final class Habit {

  /** Days after which a change is forgotten: two weeks and one. */
  public static final int DAYS = 15;

  private static final long HOUR_MS = 3_600_000;
  private static final long DAY_MS = 24 * HOUR_MS;
  private static final int MOST = 16;

  /** Other days on which the same was seen at the same time of day: twice is a habit. */
  private static final int LEAST_DAYS = 2;

  /** Onsets of changes to more, ascending, ms; the newest. */
  public long[] rises = new long[0];

  /** Of changes to less. */
  public long[] falls = new long[0];

  /**
   * Takes in a change.
   *
   * @param onsetMs when it began
   * @param rise whether there is more of it since
   * @return whether it changed in this direction within an hour of this time of day on two other
   *     days of the last {@value #DAYS}
   */
  public boolean isUsual(long onsetMs, boolean rise) {
    long[] known = rise ? rises : falls;
    boolean usual =
        Arrays.stream(known)
                .map(onset -> onsetMs - onset)
                .filter(age -> age <= DAYS * DAY_MS && isSameTimeOfDay(age))
                .map(Habit::days)
                .filter(days -> days > 0)
                .distinct()
                .count()
            >= LEAST_DAYS;
    long[] all = LongStream.concat(Arrays.stream(known), LongStream.of(onsetMs)).toArray();
    long[] newest = Arrays.copyOfRange(all, Math.max(0, all.length - MOST), all.length);
    rises = rise ? newest : rises;
    falls = rise ? falls : newest;
    return usual;
  }

  /** Until when it is worth keeping, ms. */
  public long untilMs() {
    long newest = LongStream.concat(Arrays.stream(rises), Arrays.stream(falls)).max().orElse(0);
    return newest + DAYS * DAY_MS;
  }

  private static boolean isSameTimeOfDay(long ageMs) {
    return Math.abs(ageMs - days(ageMs) * DAY_MS) <= HOUR_MS;
  }

  private static long days(long ageMs) {
    return Math.floorDiv(ageMs + DAY_MS / 2, DAY_MS);
  }
}
