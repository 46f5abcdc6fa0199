package io.vputty.collector.inventory;

import io.vputty.collector.Counters;
import io.vputty.collector.KafkaOutbox;
import io.vputty.collector.Outbox;
import io.vputty.collector.inventory.file.Declaration;
import io.vputty.collector.inventory.file.InventoryFileException;
import io.vputty.collector.inventory.file.InventoryReader;
import io.vputty.schema.Inventory;
import io.vputty.schema.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Publishes a file once, with its history, for a replay: what was so at the start has the start's
 * time, later placements have their own, and the last mark holds nobody back.
 */
public final class InventoryReplay {

  private InventoryReplay() {}

  /**
   * Publishes and returns when all of it has arrived.
   *
   * @param start event time before the first telemetry
   * @param end no record has a later time; that of the last mark
   * @return what was delivered, by counter
   */
  public static Map<String, Long> run(
      InventoryConfig config, Instant start, Instant end, Clock clock)
      throws IOException, InventoryFileException {
    Declaration declaration =
        InventoryReader.read(config.file().toString(), Files.readString(config.file()));
    Counters counters = new Counters();
    try (Outbox outbox =
        new KafkaOutbox(config.kafkaSettings(), config.writer(), clock.millis(), counters)) {
      publish(declaration, config.source(), start, end, outbox, counters);
      outbox.flush();
    }
    return counters.snapshot();
  }

  static void publish(
      Declaration declaration,
      String source,
      Instant start,
      Instant end,
      Outbox outbox,
      Counters counters) {
    PublishedInventory published = new PublishedInventory(Map.of(), outbox, source, counters);
    outbox.mark(Topics.INVENTORY, start);
    published.reconcile(declaration.asOf(start), start, start);
    Stream<Inventory> later =
        declaration
            .history()
            .filter(record -> record.getTime().isAfter(start) && !record.getTime().isAfter(end));
    later.forEach(record -> published.say(record, record.getTime()));
    outbox.lastMark(Topics.INVENTORY, end);
  }
}
