package io.vputty.job.affinity.conflict;

import java.io.Serializable;

/**
 * When load is settled, and how much of it is looked at. At the end of each pane, at its last
 * millisecond, the pane that ended {@code lagMs} before is settled: what was told of it is known by
 * then, whenever it came.
 *
 * @param paneMs length of a pane, ms
 * @param panes panes of the hour; a multiple of what an interval is made from, so a little more
 *     than an hour where panes do not fit
 * @param lagMs a multiple of the pane, ms
 */
record LoadClock(long paneMs, int panes, long lagMs) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Length of the hour, ms. */
  long windowMs() {
    return panes * paneMs;
  }
}
