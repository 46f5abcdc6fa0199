package io.vputty.model.load;

import java.util.Arrays;

/**
 * One quantity in the newest panes: a ring in which a pane that nobody told is {@link
 * LoadLevels#UNKNOWN}, not zero. A mutable state type with public fields; 8 bytes a pane.
 */
public final class PaneRing {
  /** Length of a pane, ms. */
  public long paneMs;

  /** End of the newest pane that was put, ms; 0 before the first. */
  public long endMs;

  /** Levels in the unit of the quantity; the pane that ends at t is at (t / paneMs) mod length. */
  public long[] levels = {};

  /** Of no length: what Flink fills in. */
  public PaneRing() {}

  /**
   * An empty ring.
   *
   * @param panes how many it holds
   */
  public PaneRing(long paneMs, int panes) {
    if (paneMs <= 0 || panes < 1) {
      throw new IllegalArgumentException(
          "ring needs panes (%d) of a length (%d ms)".formatted(panes, paneMs));
    }
    this.paneMs = paneMs;
    levels = new long[panes];
    Arrays.fill(levels, LoadLevels.UNKNOWN);
  }

  /** Puts the level of a pane; one older than the ring is left out. */
  public void put(long paneEndMs, long level) {
    if (paneEndMs > endMs) {
      forgetUntil(paneEndMs);
    }
    if (paneEndMs > endMs - levels.length * paneMs) {
      levels[index(paneEndMs)] = level;
    }
  }

  /** The level of a pane; unknown outside the ring. */
  public long at(long paneEndMs) {
    return paneEndMs > endMs || paneEndMs <= endMs - levels.length * paneMs
        ? LoadLevels.UNKNOWN
        : levels[index(paneEndMs)];
  }

  /** The levels of as many panes as the ring holds, up to that which ends then; oldest first. */
  public long[] until(long lastEndMs) {
    long[] series = new long[levels.length];
    for (int i = 0; i < series.length; i++) {
      series[i] = at(lastEndMs - (series.length - 1 - i) * paneMs);
    }
    return series;
  }

  /** Whether nothing is known of the panes up to that which ends then. */
  public boolean isSilentUntil(long lastEndMs) {
    return endMs <= lastEndMs - levels.length * paneMs;
  }

  /** An independent copy. */
  public PaneRing copy() {
    PaneRing copy = new PaneRing();
    copy.paneMs = paneMs;
    copy.endMs = endMs;
    copy.levels = levels.clone();
    return copy;
  }

  private void forgetUntil(long paneEndMs) {
    if (isSilentUntil(paneEndMs)) {
      Arrays.fill(levels, LoadLevels.UNKNOWN);
    } else {
      for (long each = endMs + paneMs; each < paneEndMs; each += paneMs) {
        levels[index(each)] = LoadLevels.UNKNOWN;
      }
    }
    endMs = paneEndMs;
  }

  private int index(long paneEndMs) {
    return Math.floorMod(Math.floorDiv(paneEndMs, paneMs), levels.length);
  }
}
