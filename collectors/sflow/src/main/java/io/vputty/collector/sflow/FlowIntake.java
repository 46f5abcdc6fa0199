package io.vputty.collector.sflow;

import io.vputty.collector.Counters;
import io.vputty.collector.sflow.agents.Admission;
import io.vputty.collector.sflow.agents.AgentReport;
import io.vputty.collector.sflow.agents.FlowAggregator;
import io.vputty.collector.sflow.hosts.Finding;
import io.vputty.collector.sflow.hosts.Hosts;
import io.vputty.collector.sflow.sums.AgentSecond;
import io.vputty.collector.sflow.sums.Backlog;
import io.vputty.collector.sflow.wire.Datagram;
import io.vputty.collector.sflow.wire.DatagramDecoder;
import io.vputty.collector.sflow.wire.TagCounts;
import io.vputty.collector.sflow.wire.xdr.MalformedDatagramException;
import io.vputty.schema.Rejected;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * The one way in for datagrams, from a socket or a capture: decodes them, adds them up, and hands
 * seconds that are over to whoever publishes, without ever waiting.
 *
 * <p>Every datagram counts once: "datagrams.received" is the sum of "datagrams.decoded",
 * "datagrams.malformed.REASON", "datagrams.duplicate", "datagrams.shed.REASON" and
 * "datagrams.refused.REASON". A malformed one is kept as far as it holds together, and goes to the
 * rejected ones whole. Thread-safe; each receiving thread has a {@link Lane} of its own.
 */
final class FlowIntake {

  static final int REJECTED_WAITING = 1000;

  private final String reader;
  private final Counters counters;
  private final Backlog backlog;
  private final FlowAggregator aggregator;
  private final List<TagCounts> structures = new CopyOnWriteArrayList<>();
  private final Hosts hosts;
  private final BlockingQueue<Rejected> rejected = new ArrayBlockingQueue<>(REJECTED_WAITING);

  /**
   * @param reader name of this process in what it rejects
   * @param backlogBytes most memory for what Kafka has not taken
   * @param hosts takes what agents tell of hosts and virtual machines
   */
  FlowIntake(
      String reader, Admission admission, long backlogBytes, Hosts hosts, Counters counters) {
    this.reader = reader;
    this.hosts = hosts;
    this.counters = counters;
    backlog = new Backlog(backlogBytes);
    aggregator = new FlowAggregator(admission, backlog, counters);
  }

  /** One thread's way in. */
  final class Lane {

    private final LongAdder received = counters.counter("datagrams.received");
    private final LongAdder decoded = counters.counter("datagrams.decoded");
    private final FlowAggregator.Adder adder = aggregator.adder();
    private final DatagramDecoder decoder;

    private Lane(TagCounts structures) {
      decoder = new DatagramDecoder(structures);
    }

    /**
     * Takes a datagram.
     *
     * @param source who sent it; asked only if it cannot be read
     * @param timeMs when it came
     */
    void accept(byte[] bytes, int offset, int length, Supplier<String> source, long timeMs) {
      received.increment();
      MalformedDatagramException fault;
      try {
        Datagram datagram = decoder.decode(bytes, offset, length);
        if (!adder.add(datagram, timeMs)) {
          return;
        }
        if (datagram.counterSampleCount() > 0) {
          hosts.take(datagram, timeMs);
        }
        fault = datagram.fault();
      } catch (MalformedDatagramException e) {
        fault = e;
      }
      if (fault == null) {
        decoded.increment();
      } else {
        counters.increment("datagrams.malformed." + fault.reason());
        reject(fault, Arrays.copyOfRange(bytes, offset, offset + length), source.get(), timeMs);
      }
    }
  }

  /** A new way in, for one thread. */
  Lane lane() {
    TagCounts counts = new TagCounts();
    structures.add(counts);
    return new Lane(counts);
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
   * Moves on to the second that holds a time.
   *
   * @return start of the second that is open now, ms; all before it are handed over
   */
  long advance(long timeMs) {
    return aggregator.advance(timeMs);
  }

  /** Start of the second that is open, ms. */
  long openSecondMs() {
    return aggregator.openSecondMs();
  }

  /** The next second of an agent that is over; to be released by its taker. */
  Optional<AgentSecond> nextSecond() {
    return aggregator.next();
  }

  /** The next thing that was found out about hosts and virtual machines. */
  Optional<Finding> nextFinding() {
    return hosts.next();
  }

  /** The next datagram that could not be read. */
  Optional<Rejected> nextRejected() {
    return Optional.ofNullable(rejected.poll());
  }

  /** Memory for what Kafka has not taken, bytes. */
  long backlogBytes() {
    return backlog.bytes();
  }

  /** What is known of each agent. */
  List<AgentReport> agents() {
    return aggregator.reports();
  }

  /** How often each structure was met. */
  Map<String, Long> structures() {
    Map<String, Long> sums = new TreeMap<>();
    for (TagCounts counts : structures) {
      counts.snapshot().forEach((name, count) -> sums.merge(name, count, Long::sum));
    }
    return sums;
  }
}
