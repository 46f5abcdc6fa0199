package io.vputty.collector.sflow.sums;

import io.vputty.collector.Addresses;
import io.vputty.collector.sflow.wire.AgentAddress;
import io.vputty.collector.sflow.wire.Datagram;
import io.vputty.collector.sflow.wire.FlowSample;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one agent between datagrams: its sequences and its sampling points. An
 * agent that names absurdly many of either is not followed in those beyond {@value #MAX_FOLLOWED}.
 */
final class Agent {

  static final int MAX_FOLLOWED = 4096;

  private final String address;
  private final Map<Integer, SequenceTracker> sequences = new HashMap<>();
  private final Map<PointKey, SamplingPoint> points = new HashMap<>();
  private long lastSeenMs;

  private @Nullable PointKey newestKey;
  private @Nullable SamplingPoint newest;

  private record PointKey(int subAgent, long sourceId) {}

  Agent(AgentAddress address) {
    ByteBuffer bytes =
        address.version() == 4
            ? ByteBuffer.allocate(4).putInt((int) address.low())
            : ByteBuffer.allocate(16).putLong(address.high()).putLong(address.low());
    this.address = Addresses.text(bytes.array());
  }

  /** Its address as text. */
  String address() {
    return address;
  }

  long lastSeenMs() {
    return lastSeenMs;
  }

  /** See {@link SequenceTracker#accept}. */
  int lostBefore(Datagram datagram, long timeMs) {
    lastSeenMs = timeMs;
    SequenceTracker sequence = sequences.get(datagram.subAgent());
    if (sequence == null) {
      if (sequences.size() == MAX_FOLLOWED) {
        return 0;
      }
      sequence = new SequenceTracker();
      sequences.put(datagram.subAgent(), sequence);
    }
    return sequence.accept(datagram.sequenceNumber(), datagram.uptimeMs());
  }

  /** See {@link SamplingPoint#droppedUntil}. */
  long droppedUntil(FlowSample sample, int subAgent) {
    SamplingPoint point = point(subAgent, FlowKey.sourceId(sample));
    return point == null ? 0 : point.droppedUntil(sample);
  }

  /** Samples of one point come in a row, so that the last one found is tried first. */
  private @Nullable SamplingPoint point(int subAgent, long sourceId) {
    if (newestKey != null && newestKey.sourceId == sourceId && newestKey.subAgent == subAgent) {
      return newest;
    }
    PointKey key = new PointKey(subAgent, sourceId);
    if (points.size() < MAX_FOLLOWED) {
      points.computeIfAbsent(key, absent -> new SamplingPoint());
    }
    newestKey = key;
    newest = points.get(key);
    return newest;
  }
}
