package io.vputty.model.load;

/**
 * A VM's load in the hour that has not ended. A mutable state type with public fields; the arrays
 * have a place for each {@link Quantity}.
 */
public final class HourTally {

  static final long HOUR_MS = 3_600_000;

  /** The hour, counted from the epoch; -1 before the first pane. */
  public long hour = -1;

  /** Panes whose level is known. */
  public long[] panes = new long[Quantity.COUNT];

  /** Their levels added up, unit of the quantity. */
  public long[] sums = new long[Quantity.COUNT];

  /** The highest of them, unit of the quantity. */
  public long[] peaks = new long[Quantity.COUNT];

  /** Adds a pane; it belongs to the hour in which it ends. Panes come in order. */
  public void add(long paneEndMs, LoadLevels levels) {
    hour = Math.floorDiv(paneEndMs - 1, HOUR_MS);
    for (Quantity quantity : Quantity.values()) {
      long level = levels.of(quantity);
      if (level != LoadLevels.UNKNOWN) {
        int index = quantity.index();
        panes[index]++;
        sums[index] += level;
        peaks[index] = Math.max(peaks[index], level);
      }
    }
  }

  /** Whether every pane of its hour ends at that time or before. */
  public boolean isOverAt(long timeMs) {
    return hour >= 0 && timeMs >= (hour + 1) * HOUR_MS;
  }
}
