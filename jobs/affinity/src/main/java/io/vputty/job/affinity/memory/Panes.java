package io.vputty.job.affinity.memory;

/** Arithmetic of panes. */
final class Panes {

  private Panes() {}

  /**
   * End of the pane in which something counts: that of its own time, or the open one if that is
   * over, ms.
   */
  static long endMs(long timeMs, long paneMs, long watermarkMs) {
    long ownMs = Math.floorDiv(timeMs, paneMs) * paneMs + paneMs;
    return ownMs - 1 > watermarkMs
        ? ownMs
        : Math.floorDiv(watermarkMs + 1, paneMs) * paneMs + paneMs;
  }

  /** The first end of a pane at a time or later, ms. */
  static long notBeforeMs(long timeMs, long paneMs) {
    return -Math.floorDiv(-timeMs, paneMs) * paneMs;
  }
}
