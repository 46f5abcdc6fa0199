package io.vputty.collector.blkio;

import io.vputty.collector.Collector;
import io.vputty.collector.Counters;
import io.vputty.collector.KafkaOutbox;
import io.vputty.collector.Outbox;
import io.vputty.collector.Ticker;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** A running block I/O collector: looks at the VMs' cgroups again and again, on its own thread. */
public final class BlkioCollector implements Collector {

  private final BlkioReader reader;
  private final Outbox outbox;
  private final Counters counters;
  private final Ticker ticker;

  private BlkioCollector(BlkioReader reader, Outbox outbox, Counters counters, Ticker ticker) {
    this.reader = reader;
    this.outbox = outbox;
    this.counters = counters;
    this.ticker = ticker;
  }

  /**
   * Starts one that writes to Kafka.
   *
   * @throws IOException if this host has no cgroups with block I/O
   */
  public static BlkioCollector start(BlkioConfig config, Clock clock) throws IOException {
    Counters counters = new Counters();
    BlkioReader reader = config.reader(counters);
    Outbox outbox =
        new KafkaOutbox(config.kafkaSettings(), config.writer(), clock.millis(), counters);
    return start(config, reader, outbox, clock, counters);
  }

  /** Starts one that writes elsewhere; reader and outbox are closed with it. */
  static BlkioCollector start(
      BlkioConfig config, BlkioReader reader, Outbox outbox, Clock clock, Counters counters) {
    BlkioFeed feed = new BlkioFeed(reader, config.hostName(), config.writer(), outbox, counters);
    Runnable look = () -> feed.look(clock.instant());
    return new BlkioCollector(
        reader, outbox, counters, new Ticker("blkio", config.interval(), look, counters));
  }

  @Override
  public Counters counters() {
    return counters;
  }

  @Override
  public Optional<String> deliveryProblem() {
    return outbox.problem();
  }

  @Override
  public void close() {
    ticker.close();
    reader.close();
    outbox.close();
  }
}
