package io.vputty.job.affinity;

/** Panes of time, each named by its end. */
final class Panes {

  private Panes() {}

  /** End of the pane that a time is in, ms. */
  static long end(long timeMs, long paneMs) {
    return Math.floorDiv(timeMs, paneMs) * paneMs + paneMs;
  }

  /**
   * When a pane's record takes effect that came when its partition had been marked so far, ms: with
   * its pane, or with the first that may still be open if it came late.
   */
  static long effect(long paneEndMs, long clockMs, long paneMs) {
    return clockMs < paneEndMs ? paneEndMs : end(clockMs, paneMs);
  }
}
