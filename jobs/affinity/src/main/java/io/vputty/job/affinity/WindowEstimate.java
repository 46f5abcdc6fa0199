package io.vputty.job.affinity;

import io.vputty.model.estimate.Interval;
import io.vputty.model.estimate.SampleSums;
import io.vputty.model.estimate.TrafficEstimate;
import io.vputty.model.footprint.Tier;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.model.graph.EdgeWindow.PaneCount;
import io.vputty.model.graph.EdgeWindow.Place;
import io.vputty.model.graph.EdgeWindow.Writes;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An edge's weight in bytes per second, from the samples of its window. What did not arrive is
 * taken to have been like what did: each sample stands for more by the completeness, as if fewer
 * had been drawn.
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

  /** The window that ends at {@code endMs}, of the panes inside it; {@code any} names the edge. */
  EdgeWindow of(
      EdgePane any, List<EdgePane> inside, long endMs, Place from, Place to, @Nullable Tier tier) {
    EdgePane all = new EdgePane();
    SampleSums newest = new SampleSums();
    for (EdgePane pane : inside) {
      all.add(pane);
      if (pane.paneEndMs == endMs) {
        newest = pane.sums;
      }
    }
    double completeness = all.completeness();
    double rate = rate(any.sums);
    return new EdgeWindow(
        endMs,
        any.kind,
        any.from,
        any.to,
        from,
        to,
        tier,
        windowMs,
        paneMs,
        weight(all.sums, rate, completeness),
        all.sums.sampleCount(),
        pane(newest, rate, completeness),
        completeness,
        writes(any.kind, all));
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

  private Interval weight(SampleSums sums, double rate, double completeness) {
    TrafficEstimate traffic =
        sums.isEmpty()
            ? TrafficEstimate.zero(rate / completeness)
            : TrafficEstimate.of(sums.ofShare(completeness));
    return traffic.bytesInterval().times(MS / windowMs);
  }

  private PaneCount pane(SampleSums sums, double rate, double completeness) {
    double seconds = paneMs / MS;
    if (sums.isEmpty()) {
      return new PaneCount(0, 0, 0, 0, seconds / rate * completeness);
    }
    TrafficEstimate traffic = TrafficEstimate.of(sums.ofShare(completeness));
    return new PaneCount(
        traffic.bytes(),
        traffic.packets(),
        traffic.samples(),
        traffic.bytesVariance(),
        seconds * traffic.samples() / traffic.packets());
  }

  /** Packets that one sample stood for on average. */
  private static double rate(SampleSums sums) {
    return TrafficEstimate.of(sums).packets() / sums.sampleCount();
  }
}
