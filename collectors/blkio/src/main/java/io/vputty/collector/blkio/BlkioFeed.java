package io.vputty.collector.blkio;

import io.vputty.collector.Counters;
import io.vputty.collector.Outbox;
import io.vputty.schema.BlockIo;
import io.vputty.schema.Load;
import io.vputty.schema.Topics;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/** Sends what each look finds, and marks behind it, so that a VM that is gone reads as gone. */
final class BlkioFeed {

  private final BlkioReader reader;
  private final String host;
  private final String writer;
  private final Outbox outbox;
  private final LongAdder looks;
  private final LongAdder lookNanos;
  private long lastMs = -1;

  /**
   * @param host name of the host
   * @param writer name of the collector
   */
  BlkioFeed(BlkioReader reader, String host, String writer, Outbox outbox, Counters counters) {
    this.reader = reader;
    this.host = host;
    this.writer = writer;
    this.outbox = outbox;
    looks = counters.counter("looks.done");
    lookNanos = counters.counter("looks.nanos");
  }

  /** Looks once; a clock that has not moved on is no time to look at. */
  void look(Instant now) {
    long timeMs = now.toEpochMilli();
    if (timeMs <= lastMs) {
      return;
    }
    lastMs = timeMs;
    long start = System.nanoTime();
    Instant time = Instant.ofEpochMilli(timeMs);
    for (VmInterval interval : reader.look(timeMs)) {
      outbox.send(Topics.BLKIO, interval.vm(), blockIo(interval, time));
      outbox.send(Topics.LOAD, interval.vm(), load(interval, time));
    }
    outbox.mark(Topics.BLKIO, time);
    outbox.mark(Topics.LOAD, time);
    looks.increment();
    lookNanos.add(System.nanoTime() - start);
  }

  private BlockIo blockIo(VmInterval interval, Instant time) {
    return BlockIo.newBuilder()
        .setTime(time)
        .setVm(interval.vm())
        .setHost(host)
        .setIntervalMs(interval.intervalMs())
        .setCollector(writer)
        .setVolumes(interval.volumes())
        .build();
  }

  private Load load(VmInterval interval, Instant time) {
    return Load.newBuilder()
        .setTime(time)
        .setEntity(interval.vm())
        .setIntervalMs(interval.intervalMs())
        .setCollector(writer)
        .setCpuCores(interval.cpuCores())
        .setMemoryBytes(interval.memoryBytes())
        .setReadBytesPerSecond(interval.readBytesPerSecond())
        .setWrittenBytesPerSecond(interval.writtenBytesPerSecond())
        .setCpuPressure(interval.cpuPressure())
        .setMemoryPressure(interval.memoryPressure())
        .setIoPressure(interval.ioPressure())
        .build();
  }
}
