package io.vputty.collector.sflow;

import io.vputty.collector.Counters;
import io.vputty.collector.KafkaOutbox;
import io.vputty.collector.Outbox;
import io.vputty.collector.sflow.pcap.Capture;
import io.vputty.collector.sflow.pcap.PcapException;
import io.vputty.collector.sflow.pcap.UdpDatagram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a capture through the collector as fast as it goes, with the capture's times as event
 * times, and leaves with a last mark, so that every window closes.
 */
public final class PcapReplay {

  /** The port assigned to sFlow. */
  public static final int SFLOW_PORT = 6343;

  private static final Logger LOG = LoggerFactory.getLogger(PcapReplay.class);

  private final Options options;
  private final FlowIntake intake;
  private final FlowIntake.Lane lane;
  private final FlowPublisher publisher;
  private final Counters counters;
  private @Nullable Instant first;
  private @Nullable Instant last;

  /**
   * What to replay.
   *
   * @param file a capture in pcap format
   * @param anyPort take every UDP datagram, not only those to port {@value #SFLOW_PORT}
   * @param beyond how far behind the end of the last second the last mark stands
   */
  public record Options(Path file, boolean anyPort, Duration beyond) {

    public Options {
      if (beyond.isNegative()) {
        throw new IllegalArgumentException("beyond (%s) must not be negative".formatted(beyond));
      }
    }

    private IntPredicate ports() {
      return anyPort ? port -> true : port -> port == SFLOW_PORT;
    }
  }

  /**
   * What was replayed.
   *
   * @param first time of the first datagram
   * @param last time of the last datagram
   * @param counts all counters
   * @param structures how often each sFlow structure was met
   */
  public record Summary(
      Instant first, Instant last, Map<String, Long> counts, Map<String, Long> structures) {}

  PcapReplay(Options options, SflowConfig config, Outbox outbox, long epoch, Counters counters) {
    this.options = options;
    this.counters = counters;
    intake = config.intake(counters);
    lane = intake.lane();
    publisher = new FlowPublisher(intake, outbox, config.collector(), epoch);
  }

  /**
   * Replays a capture into Kafka and returns when all of it has arrived there.
   *
   * @throws PcapException if the file is no capture or holds no datagram that counts
   */
  public static Summary run(Options options, SflowConfig config, Clock clock)
      throws IOException, PcapException {
    Counters counters = new Counters();
    long epoch = clock.millis();
    try (Outbox outbox =
        new KafkaOutbox(config.kafkaSettings(), config.writer(), epoch, counters)) {
      Summary summary = new PcapReplay(options, config, outbox, epoch, counters).run();
      outbox.flush();
      return summary;
    }
  }

  /** Time of the first datagram that counts, if there is one. */
  public static Optional<Instant> start(Options options) throws IOException, PcapException {
    try (Capture capture = new Capture(options.file(), options.ports(), new Counters())) {
      return capture.next().map(UdpDatagram::time);
    }
  }

  Summary run() throws IOException, PcapException {
    try (Capture capture = new Capture(options.file(), options.ports(), counters)) {
      replay(capture);
    }
    if (first == null || last == null) {
      throw new PcapException("%s holds no sFlow datagram".formatted(options.file()));
    }
    publisher.leave(options.beyond());
    return new Summary(first, last, counters.snapshot(), intake.structures());
  }

  private void replay(Capture capture) throws IOException {
    try {
      Optional<UdpDatagram> next = capture.next();
      while (next.isPresent()) {
        accept(next.get());
        next = capture.next();
      }
    } catch (PcapException e) {
      counters.increment("captures.broken-off");
      LOG.warn("{}: {}; what came before it counts", options.file(), e.getMessage());
    }
  }

  private void accept(UdpDatagram datagram) {
    first = first == null ? datagram.time() : first;
    last = datagram.time();
    long timeMs = datagram.time().toEpochMilli();
    publisher.publishUntil(timeMs);
    lane.accept(datagram.bytes(), datagram.offset(), datagram.length(), datagram::source, timeMs);
  }
}
