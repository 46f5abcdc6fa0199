package io.vputty.collector.sflow.sums;

import io.vputty.collector.Counters;
import io.vputty.collector.sflow.packet.PacketHeader;
import io.vputty.collector.sflow.wire.Datagram;
import io.vputty.collector.sflow.wire.FlowSample;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys of samples, one thread's own: it keeps what parsing needs so that no sample costs an
 * object. A sample that names no endpoints or no rate is counted as "samples.dropped.REASON".
 */
final class KeyReader {

  private final Counters counters;
  private final LongAdder counted;
  private final LongAdder tableFull;
  private final PacketHeader header = new PacketHeader();
  private final long[] key = new long[FlowKey.WORDS];

  KeyReader(Counters counters) {
    this.counters = counters;
    counted = counters.counter("samples.counted");
    tableFull = counters.counter("samples.dropped.table-full");
  }

  /** Counts a sample whose key was read, by whether there was room for it. */
  void count(boolean added) {
    (added ? counted : tableFull).increment();
  }

  /** The key of a sample, valid until the next call; null if it can not count. */
  long @Nullable [] read(Datagram datagram, FlowSample sample, double rate) {
    if (!sample.hasHeader()) {
      counters.increment("samples.dropped.no-header");
    } else if (rate == 0) {
      counters.increment("samples.dropped.no-rate");
    } else if (!header.parse(
        sample.headerProtocol(), datagram.bytes(), sample.headerOffset(), sample.headerLength())) {
      counters.increment("samples.dropped.header-protocol");
    } else {
      FlowKey.pack(sample, header, datagram.subAgent(), rate, key);
      return key;
    }
    return null;
  }
}
