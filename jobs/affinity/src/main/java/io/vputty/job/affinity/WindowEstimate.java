package io.vputty.job.affinity;

import io.vputty.job.affinity.Sites.Arrived;
import io.vputty.job.affinity.Sites.Stretch;
import io.vputty.model.estimate.Interval;
import io.vputty.model.estimate.SampleSums;
import io.vputty.model.estimate.TrafficEstimate;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.model.graph.EdgeWindow.PaneCount;
import io.vputty.model.graph.EdgeWindow.Writes;
import java.io.Serializable;
import java.util.Arrays;

/**
 * An edge's weight in bytes per second, from the samples of its window. Panes of which nothing
 * arrived are taken to have been like the others, as if fewer samples had been drawn; samples lost
 * within a pane are in its rates already.
 */
final class WindowEstimate implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final double MS = 1000.0;

  private final long paneMs;
  private final long windowMs;

  WindowEstimate(long paneMs, long windowMs) {
    this.paneMs = paneMs;
    this.windowMs = windowMs;
  }

  /**
   * An edge in the window that ends at a time.
   *
   * @param stretch where its ends were then
   * @param revision 0 at the window's end, 1 when it is told again
   */
  EdgeWindow of(EdgeHistory history, Stretch stretch, long endMs, int revision) {
    EdgePane all = new EdgePane();
    SampleSums newest = new SampleSums();
    for (EdgePane pane : history.panes(endMs - windowMs, endMs)) {
      all.add(pane);
      if (pane.paneEndMs == endMs) {
        newest = pane.sums;
      }
    }
    Arrived arrived = stretch.arrived();
    return new EdgeWindow(
        endMs,
        history.edge.kind,
        history.edge.from,
        history.edge.to,
        stretch.from(),
        stretch.to(),
        stretch.tier(),
        windowMs,
        paneMs,
        weight(all.sums, history.rate, arrived.seen()),
        all.sums.sampleCount(),
        pane(newest, history.rate, arrived.now()),
        arrived.share(),
        writes(history.edge.kind, all),
        revision);
  }

  private static Writes writes(EdgeKind kind, EdgePane all) {
    long bytes = Arrays.stream(all.sums.bytes).sum();
    long operations = all.sums.sampleCount();
    if (kind != EdgeKind.STORAGE || operations == 0) {
      return Writes.NONE;
    }
    double bytesShare = bytes == 0 ? 0 : (double) all.writtenBytes / bytes;
    return new Writes(bytesShare, (double) all.writeOperations / operations);
  }

  private Interval weight(SampleSums sums, double rate, double seen) {
    double share = seen > 0 ? seen : 1;
    TrafficEstimate traffic =
        sums.isEmpty()
            ? TrafficEstimate.zero(rate / share)
            : TrafficEstimate.of(share < 1 ? sums.ofShare(share) : sums);
    return traffic.bytesInterval().times(MS / windowMs);
  }

  private PaneCount pane(SampleSums sums, double rate, boolean seen) {
    double seconds = paneMs / MS;
    if (sums.isEmpty()) {
      return new PaneCount(0, 0, 0, 0, seen ? seconds / rate : 0);
    }
    double packets = sums.packets();
    return new PaneCount(
        sums.byteEstimate(),
        packets,
        sums.sampleCount(),
        sums.byteVariance(),
        seconds * sums.sampleCount() / packets);
  }
}
