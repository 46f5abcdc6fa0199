package io.vputty.collector.sflow;

import io.vputty.collector.Counters;
import io.vputty.collector.sflow.sums.FlowAggregator;
import io.vputty.collector.sflow.sums.FlowSecond;
import io.vputty.collector.sflow.wire.Datagram;
import io.vputty.collector.sflow.wire.DatagramDecoder;
import io.vputty.collector.sflow.wire.MalformedDatagramException;
import io.vputty.collector.sflow.wire.TagCounts;
import io.vputty.schema.Rejected;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * The one way in for datagrams, from a socket or a capture: decodes them, adds them up, and hands
 * seconds that are over to whoever publishes, without ever waiting.
 *
 * <p>Every datagram counts once: "datagrams.received" is the sum of "datagrams.decoded",
 * "datagrams.malformed.REASON" and "datagrams.dropped.REASON". When {@value #SECONDS_WAITING}
 * seconds wait for Kafka, datagrams are dropped before they are decoded; the gap in their sequence
 * numbers then tells readers what is missing. Thread-safe.
 */
final class FlowIntake {

  static final int SECONDS_WAITING = 8;
  static final int REJECTED_WAITING = 1000;

  private final String reader;
  private final Counters counters;
  private final LongAdder received;
  private final LongAdder decoded;
  private final TagCounts structures = new TagCounts();
  private final DatagramDecoder decoder = new DatagramDecoder(structures);
  private final FlowAggregator aggregator;
  private final BlockingQueue<FlowSecond> seconds = new ArrayBlockingQueue<>(SECONDS_WAITING);
  private final BlockingQueue<Rejected> rejected = new ArrayBlockingQueue<>(REJECTED_WAITING);

  /**
   * @param reader name of this process in what it rejects
   */
  FlowIntake(String reader, Counters counters) {
    this.reader = reader;
    this.counters = counters;
    received = counters.counter("datagrams.received");
    decoded = counters.counter("datagrams.decoded");
    aggregator = new FlowAggregator(counters);
  }

  /**
   * Takes a datagram.
   *
   * @param source who sent it; asked only if it cannot be read
   * @param timeMs when it came
   */
  synchronized void accept(
      byte[] bytes, int offset, int length, Supplier<String> source, long timeMs) {
    received.increment();
    if (seconds.remainingCapacity() == 0) {
      counters.increment("datagrams.dropped.kafka-slow");
      return;
    }
    advance(timeMs);
    try {
      Datagram datagram = decoder.decode(bytes, offset, length);
      if (aggregator.add(datagram)) {
        decoded.increment();
      }
    } catch (MalformedDatagramException e) {
      counters.increment("datagrams.malformed." + e.reason());
      reject(e, Arrays.copyOfRange(bytes, offset, offset + length), source.get(), timeMs);
    }
  }

  private void reject(MalformedDatagramException why, byte[] payload, String source, long timeMs) {
    Rejected record =
        Rejected.newBuilder()
            .setTime(Instant.ofEpochMilli(timeMs))
            .setReader(reader)
            .setSource(source)
            .setReason(why.reason())
            .setDetail(String.valueOf(why.getMessage()))
            .setPayload(ByteBuffer.wrap(payload))
            .setPayloadLength(payload.length)
            .build();
    if (!rejected.offer(record)) {
      counters.increment("rejected.dropped.kafka-slow");
    }
  }

  /**
   * Moves on to the second that holds a time, unless too many wait already.
   *
   * @return start of the second that is open now, ms; all before it are handed over
   */
  synchronized long advance(long timeMs) {
    if (seconds.remainingCapacity() > 0) {
      aggregator.advance(timeMs).ifPresent(seconds::add);
    }
    return aggregator.openSecondMs();
  }

  /** Start of the second that is open, ms. */
  synchronized long openSecondMs() {
    return aggregator.openSecondMs();
  }

  /** The next second that is over. */
  Optional<FlowSecond> nextSecond() {
    return Optional.ofNullable(seconds.poll());
  }

  /** The next datagram that could not be read. */
  Optional<Rejected> nextRejected() {
    return Optional.ofNullable(rejected.poll());
  }

  /** How often each structure was met. */
  Map<String, Long> structures() {
    return structures.snapshot();
  }
}
