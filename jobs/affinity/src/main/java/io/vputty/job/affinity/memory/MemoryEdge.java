package io.vputty.job.affinity.memory;

import io.vputty.job.runtime.Whereabouts;
import io.vputty.model.estimate.Interval;
import io.vputty.model.estimate.PageSample;
import io.vputty.model.estimate.PageSharing;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.model.graph.EdgeWindow.PaneCount;
import io.vputty.model.graph.EdgeWindow.Writes;
import io.vputty.model.sharing.PairTable;

/**
 * What two VMs have in common by the newest key by which both have a sample.
 *
 * @param common hashes that both samples have
 * @param row row of the table that counts them; -1 if there is none
 * @param bytes bytes that one copy of what both hold would save
 * @param coverage share of their memory that was looked at, of the VM of which less was, 0-1
 */
record MemoryEdge(int common, int row, Interval bytes, double coverage) {

  private static final PaneCount NO_FLOW = new PaneCount(0, 0, 0, 0, 0);

  /** By the rows of one pair, {@code start} to {@code end}, exclusive. */
  static MemoryEdge of(SampledVm one, SampledVm other, PairTable table, int start, int end) {
    for (int i = one.groups.length - 1; i >= 0; i--) {
      int j = other.indexOf(one.groups[i]);
      if (j >= 0) {
        int row = row(table, start, end, one.groups[i]);
        return estimate(one, i, other, j, row < 0 ? 0 : table.counts[row], row);
      }
    }
    return new MemoryEdge(0, -1, Interval.ZERO, 1);
  }

  private static MemoryEdge estimate(
      SampledVm one, int i, SampledVm other, int j, int common, int row) {
    Interval pages =
        PageSharing.intersection(
            common,
            PageSample.lower(one.thresholds[i], other.thresholds[j]),
            one.coverages[i] * other.coverages[j]);
    Interval bytes = pages.times(Math.min(one.pageBytes[i], other.pageBytes[j]));
    return new MemoryEdge(common, row, bytes, Math.min(one.coverages[i], other.coverages[j]));
  }

  private static int row(PairTable table, int start, int end, long group) {
    for (int row = start; row < end; row++) {
      if (table.groups[row] == group) {
        return row;
      }
    }
    return -1;
  }

  /** With weight 0, which retires it; what so few samples leave open stays its upper limit. */
  MemoryEdge retired() {
    return new MemoryEdge(common, -1, new Interval(0, 0, bytes.high()), coverage);
  }

  /** As a window of one pane: it is a level, not a flow. */
  EdgeWindow window(String from, String to, Whereabouts where, long endMs, long paneMs) {
    return new EdgeWindow(
        endMs,
        EdgeKind.MEMORY,
        from,
        to,
        where.from(),
        where.to(),
        where.tier(),
        paneMs,
        paneMs,
        bytes,
        common,
        NO_FLOW,
        coverage,
        Writes.NONE,
        0);
  }
}
