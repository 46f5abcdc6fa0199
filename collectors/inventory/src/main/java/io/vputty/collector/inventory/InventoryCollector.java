package io.vputty.collector.inventory;

import io.vputty.collector.Collector;
import io.vputty.collector.Counters;
import io.vputty.collector.KafkaOutbox;
import io.vputty.collector.Outbox;
import io.vputty.collector.Ticker;
import io.vputty.collector.inventory.file.InventoryFileException;
import io.vputty.schema.Inventory;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** A running inventory collector: looks at its file again and again, on a thread of its own. */
public final class InventoryCollector implements Collector {

  private final Outbox outbox;
  private final Counters counters;
  private final Ticker ticker;

  private InventoryCollector(Outbox outbox, Counters counters, Ticker ticker) {
    this.outbox = outbox;
    this.counters = counters;
    this.ticker = ticker;
  }

  /**
   * Starts one that writes to Kafka, knowing from the topic what it said before; all that the file
   * says has arrived there when this returns.
   *
   * @throws IOException if the file cannot be read
   * @throws InventoryFileException if the file is invalid
   */
  public static InventoryCollector start(InventoryConfig config, Clock clock)
      throws IOException, InventoryFileException {
    Counters counters = new Counters();
    Map<String, Object> kafka = config.kafkaSettings();
    Map<String, Inventory> said = ReadBack.read(kafka, config.source());
    Outbox outbox = new KafkaOutbox(kafka, config.writer(), clock.millis(), counters);
    return start(config, said, outbox, clock, counters);
  }

  /** Starts one that writes elsewhere; the outbox is closed with it. */
  static InventoryCollector start(
      InventoryConfig config,
      Map<String, Inventory> said,
      Outbox outbox,
      Clock clock,
      Counters counters)
      throws IOException, InventoryFileException {
    try {
      InventoryFeed feed = new InventoryFeed(config, said, outbox, counters);
      feed.look(clock.instant());
      outbox.flush();
      Runnable look = () -> feed.look(clock.instant());
      return new InventoryCollector(
          outbox, counters, new Ticker("inventory", config.poll(), look, counters));
    } catch (IOException | InventoryFileException e) {
      outbox.close();
      throw e;
    }
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
    outbox.close();
  }
}
