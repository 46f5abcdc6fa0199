package io.vputty.model.verdict;

/**
 * An edge's newest panes: sums over the current stretch of panes and the one before, so that the
 * last stretch is always told whole, with up to one more. O(1) a pane. A mutable state type with
 * public fields.
 */
public final class RecentPanes {

  /** Number of the current stretch: the end of its panes over its length. */
  public long stretch;

  public PaneSums current = new PaneSums();
  public PaneSums previous = new PaneSums();

  /** Takes in a pane; panes must come in order. */
  public void add(long paneEndMs, double bytes, double variance, long samples, long stretchMs) {
    advance(stretchOf(paneEndMs, stretchMs));
    current.add(bytes, variance, samples);
  }

  /** What there was from {@link #startMs} to now. */
  public PaneSums until(long nowMs, long stretchMs) {
    PaneSums sums = new PaneSums();
    long now = stretchOf(nowMs, stretchMs);
    if (now - stretch <= 1) {
      sums.add(current);
    }
    if (now == stretch) {
      sums.add(previous);
    }
    return sums;
  }

  /** Start of the panes that are told at a time, ms. */
  public static long startMs(long nowMs, long stretchMs) {
    return (stretchOf(nowMs, stretchMs) - 1) * stretchMs;
  }

  private static long stretchOf(long paneEndMs, long stretchMs) {
    return Math.floorDiv(paneEndMs - 1, stretchMs);
  }

  private void advance(long to) {
    if (to > stretch) {
      previous.clear();
      if (to == stretch + 1) {
        previous.add(current);
      }
      current.clear();
      stretch = to;
    }
  }
}
