package io.vputty.collector.sflow.sums;

import io.vputty.collector.Counters;
import io.vputty.collector.sflow.packet.PacketHeader;
import io.vputty.collector.sflow.wire.Datagram;
import io.vputty.collector.sflow.wire.FlowSample;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Adds samples to the row of their key, one thread's own: it keeps what parsing needs so that no
 * sample costs an object. A sample that names no endpoints or no rate is counted as
 * "samples.dropped.REASON".
 */
public final class SampleAdder {

  private final Counters counters;
  private final LongAdder counted;
  private final LongAdder tableFull;
  private final PacketHeader header = new PacketHeader();
  private final long[] key = new long[FlowKey.WORDS];

  public SampleAdder(Counters counters) {
    this.counters = counters;
    counted = counters.counter("samples.counted");
    tableFull = counters.counter("samples.dropped.table-full");
  }

  /** Names a sampling point, as the contract packs class and index. */
  public static long sourceId(FlowSample sample) {
    return FlowKey.sourceId(sample);
  }

  /**
   * Adds a sample to a second.
   *
   * @param rate packets that it stands for
   */
  public void add(Datagram datagram, FlowSample sample, double rate, AgentSecond to) {
    long[] key = read(datagram, sample, rate);
    if (key != null) {
      boolean added = to.add(key, sample.frameBytes() - sample.strippedBytes());
      (added ? counted : tableFull).increment();
    }
  }

  /** The key of a sample, valid until the next call; null if it can not count. */
  private long @Nullable [] read(Datagram datagram, FlowSample sample, double rate) {
    if (!sample.hasHeader() && !sample.hasAddresses()) {
      counters.increment("samples.dropped.no-header");
    } else if (rate == 0) {
      counters.increment("samples.dropped.no-rate");
    } else if (parse(datagram, sample)) {
      FlowKey.pack(sample, header, datagram.subAgent(), rate, key);
      return key;
    }
    return null;
  }

  /** Reads the header of the packet, or takes what its agent read there. */
  private boolean parse(Datagram datagram, FlowSample sample) {
    if (sample.hasHeader()) {
      if (header.parse(
          sample.headerProtocol(),
          datagram.bytes(),
          sample.headerOffset(),
          sample.headerLength())) {
        return true;
      }
      counters.increment("samples.dropped.header-protocol");
      return false;
    }
    header.takeMacs(sample.sourceMac(), sample.destinationMac());
    if (sample.ipVersion() != 0) {
      header.takeAddresses(
          sample.ipVersion(),
          sample.sourceHigh(),
          sample.sourceLow(),
          sample.destinationHigh(),
          sample.destinationLow());
    }
    return true;
  }
}
