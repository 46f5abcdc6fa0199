package io.vputty.model.load;

/**
 * A VM's load by the hour of the week, UTC: of each of 168 hours how many panes are known, their
 * mean and their peak. Sums are whole numbers, so that the order of hours never shows. A mutable
 * state type with public fields; 12 KB.
 */
public final class WeekProfile {

  /** Hours of a week; the first is that from Monday 00:00 to 01:00 UTC. */
  public static final int HOURS = 168;

  /** The epoch began on a Thursday. */
  private static final int EPOCH_HOUR = 72;

  /** Known panes, at {@code quantity * 168 + hour of the week}. */
  public long[] panes = new long[Quantity.COUNT * HOURS];

  /** Their levels added up, unit of the quantity. */
  public long[] sums = new long[Quantity.COUNT * HOURS];

  /** The highest of them, unit of the quantity. */
  public long[] peaks = new long[Quantity.COUNT * HOURS];

  /** Takes in an hour that has ended. */
  public void add(HourTally tally) {
    for (Quantity quantity : Quantity.values()) {
      int slot = slot(quantity, hourOfWeek(tally.hour * HourTally.HOUR_MS));
      panes[slot] += tally.panes[quantity.index()];
      sums[slot] += tally.sums[quantity.index()];
      peaks[slot] = Math.max(peaks[slot], tally.peaks[quantity.index()]);
    }
  }

  /** The hour of the week that a time is in, 0-167. */
  public static int hourOfWeek(long timeMs) {
    return Math.floorMod(Math.floorDiv(timeMs, HourTally.HOUR_MS) + EPOCH_HOUR, HOURS);
  }

  /** Panes known of an hour of the week, over all weeks. */
  public long paneCount(Quantity quantity, int hourOfWeek) {
    return panes[slot(quantity, hourOfWeek)];
  }

  /** Mean of those panes, unit of the quantity; {@link LoadLevels#UNKNOWN} if there is none. */
  public long mean(Quantity quantity, int hourOfWeek) {
    int slot = slot(quantity, hourOfWeek);
    return panes[slot] == 0 ? LoadLevels.UNKNOWN : Rounding.quotient(sums[slot], panes[slot]);
  }

  /** Highest of those panes, unit of the quantity; {@link LoadLevels#UNKNOWN} if there is none. */
  public long peak(Quantity quantity, int hourOfWeek) {
    int slot = slot(quantity, hourOfWeek);
    return panes[slot] == 0 ? LoadLevels.UNKNOWN : peaks[slot];
  }

  private static int slot(Quantity quantity, int hourOfWeek) {
    return quantity.index() * HOURS + hourOfWeek;
  }
}
