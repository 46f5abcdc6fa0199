package io.vputty.job.affinity;

import io.vputty.mapping.VolumeInterval;
import io.vputty.mapping.VolumeInterval.IoCount;
import io.vputty.mapping.VolumeInterval.VolumeCount;
import io.vputty.model.graph.EdgeKind;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Counted block I/O, cut at the ends of panes: operations evenly over the interval, and with each
 * its part of the bytes. Parts are whole numbers that add up to what was counted. What was counted
 * in full is taken as samples at a rate of 1.
 */
final class SplitIntervals implements FlatMapFunction<VolumeInterval, EdgePane> {

  private static final long serialVersionUID = 1L;

  private final long paneMs;

  SplitIntervals(long paneMs) {
    this.paneMs = paneMs;
  }

  @Override
  public void flatMap(VolumeInterval interval, Collector<EdgePane> out) {
    long fromMs = interval.startMs();
    while (fromMs < interval.endMs()) {
      long paneEndMs = Panes.end(fromMs, paneMs);
      long toMs = Math.min(paneEndMs, interval.endMs());
      for (VolumeCount count : interval.volumes()) {
        IoCount read = part(count.read(), interval, fromMs, toMs);
        IoCount written = part(count.written(), interval, fromMs, toMs);
        if (read.operations() + written.operations() > 0) {
          EdgePane pane = pane(interval.vm(), count.volume(), paneEndMs, read, written);
          pane.atMs = Panes.effect(paneEndMs, interval.clockMs(), paneMs);
          out.collect(pane);
        }
      }
      fromMs = toMs;
    }
  }

  private static IoCount part(IoCount whole, VolumeInterval interval, long fromMs, long toMs) {
    long before = operationsUntil(whole, interval, fromMs);
    long after = operationsUntil(whole, interval, toMs);
    return new IoCount(bytesOfFirst(whole, after) - bytesOfFirst(whole, before), after - before);
  }

  private static long operationsUntil(IoCount whole, VolumeInterval interval, long timeMs) {
    double share = (double) (timeMs - interval.startMs()) / (interval.endMs() - interval.startMs());
    return (long) Math.floor(share * whole.operations());
  }

  private static long bytesOfFirst(IoCount whole, long operations) {
    return operations == whole.operations()
        ? whole.bytes()
        : (long) ((double) whole.bytes() * operations / whole.operations());
  }

  private static EdgePane pane(
      String vm, String volume, long paneEndMs, IoCount read, IoCount written) {
    EdgePane pane = new EdgePane();
    pane.kind = EdgeKind.STORAGE;
    pane.paneEndMs = paneEndMs;
    pane.from = vm;
    pane.to = volume;
    pane.sums.add(
        1, read.operations() + written.operations(), read.bytes() + written.bytes(), 0, 0);
    pane.writtenBytes = written.bytes();
    pane.writeOperations = written.operations();
    return pane;
  }
}
