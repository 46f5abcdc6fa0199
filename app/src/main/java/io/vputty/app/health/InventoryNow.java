package io.vputty.app.health;

import io.vputty.app.topic.TopicScan;
import io.vputty.schema.Inventory;
import io.vputty.schema.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The inventory as its topic has it now. */
final class InventoryNow {

  private InventoryNow() {}

  /**
   * Entities that are not removed, by id.
   *
   * @param client settings of the Kafka client
   */
  static Collection<Inventory> read(Map<String, ?> client) {
    Map<String, Inventory> byEntity = new TreeMap<>();
    TopicScan.records(
        client,
        List.of(Topics.INVENTORY),
        record -> {
          if (record instanceof Inventory entity) {
            byEntity.merge(
                entity.getEntity(),
                entity,
                (one, other) -> other.getTime().isBefore(one.getTime()) ? one : other);
          }
        });
    byEntity.values().removeIf(Inventory::getRemoved);
    return byEntity.values();
  }
}
