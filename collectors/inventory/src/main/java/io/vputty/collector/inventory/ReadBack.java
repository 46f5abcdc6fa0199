package io.vputty.collector.inventory;

import io.vputty.schema.Inventory;
import io.vputty.schema.TopicReader;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the inventory topic from its beginning: what a source had said before it restarted. */
final class ReadBack {

  private static final Duration PAUSE = Duration.ofMillis(100);

  private ReadBack() {}

  /** The newest record of each entity that the source wrote, by entity. */
  static Map<String, Inventory> read(Map<String, ?> kafka, String source) {
    Map<String, Inventory> newest = new HashMap<>();
    try (TopicReader reader =
        new TopicReader(kafka, List.of(Topics.INVENTORY), TopicReader.Start.BEGINNING)) {
      while (!reader.caughtUp()) {
        reader.poll(PAUSE).forEach(record -> apply(record, source, newest));
      }
    }
    return newest;
  }

  private static void apply(TopicRecord record, String source, Map<String, Inventory> newest) {
    if (record instanceof TopicRecord.Tombstone) {
      newest.remove(record.key());
    } else if (record instanceof TopicRecord.Decoded decoded
        && decoded.value() instanceof Inventory inventory
        && inventory.getSource().equals(source)) {
      newest.put(inventory.getEntity(), inventory);
    }
  }
}
