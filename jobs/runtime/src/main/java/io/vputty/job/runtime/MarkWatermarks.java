package io.vputty.job.runtime;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Watermarks of one partition, from its clock. Where every writer marks, nothing is claimed before
 * the first mark; topics that people write to by hand advance with their records until somebody
 * marks them.
 */
final class MarkWatermarks implements WatermarkGenerator<Arrival> {

  private final PartitionClock clock = new PartitionClock();
  private final boolean recordsAdvance;

  MarkWatermarks(boolean recordsAdvance) {
    this.recordsAdvance = recordsAdvance;
  }

  @Override
  public void onEvent(Arrival arrival, long timestampMs, WatermarkOutput output) {
    long before = clock.timeMs();
    if (arrival.mark != null) {
      clock.onMark(arrival.mark);
    } else if (recordsAdvance) {
      clock.onRecord(arrival.timestampMs);
    }
    if (clock.timeMs() > before) {
      output.emitWatermark(new Watermark(clock.timeMs() - 1));
    }
  }

  /** Marks alone advance time, so there is nothing to do between them. */
  @Override
  public void onPeriodicEmit(WatermarkOutput output) {}
}
