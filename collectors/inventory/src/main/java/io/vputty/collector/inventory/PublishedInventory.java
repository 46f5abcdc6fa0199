package io.vputty.collector.inventory;

import io.vputty.collector.Counters;
import io.vputty.collector.Outbox;
import io.vputty.schema.Inventory;
import io.vputty.schema.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What this collector has said on {@code vputty.inventory.v1}, and how it says what changed: only
 * records that differ are sent, what is gone becomes a record with {@code removed}, and long
 * removed keys end. Not thread-safe.
 */
final class PublishedInventory {

  private final Map<String, Inventory> published;
  private final Outbox outbox;
  private final String source;
  private final Counters counters;

  /**
   * @param published newest record of each entity that this source wrote, as read from the topic
   */
  PublishedInventory(
      Map<String, Inventory> published, Outbox outbox, String source, Counters counters) {
    this.published = new TreeMap<>(published);
    this.outbox = outbox;
    this.source = source;
    this.counters = counters;
  }

  /** What was said and not removed, by entity. */
  Map<String, Inventory> present() {
    Map<String, Inventory> present = new TreeMap<>(published);
    present.values().removeIf(Inventory::getRemoved);
    return present;
  }

  /**
   * Makes the topic say what is wanted.
   *
   * @param wanted what is so now, by entity
   * @param earliest no record may have an earlier time: it is marked
   * @param now time of what changed without saying since when
   */
  void reconcile(Map<String, Inventory> wanted, Instant earliest, Instant now) {
    for (Inventory record : wanted.values()) {
      boolean timely = !record.getTime().isBefore(earliest) && !record.getTime().isAfter(now);
      say(record, timely ? record.getTime() : now);
    }
    for (Inventory record : List.copyOf(published.values())) {
      if (!record.getRemoved() && !wanted.containsKey(record.getEntity())) {
        send(Inventory.newBuilder(record).setRemoved(true).setTime(now).build());
        counters.increment("entities.removed");
      }
    }
  }

  /** Sends a record with a time of its own, unless the topic says the same already. */
  void say(Inventory record, Instant time) {
    Inventory said = published.get(record.getEntity());
    Instant since = said == null ? time : said.getTime();
    Inventory same = Inventory.newBuilder(record).setSource(source).setTime(since).build();
    if (said == null || !same.equals(said)) {
      same.setTime(time);
      send(same);
      counters.increment(said == null ? "entities.added" : "entities.changed");
    }
  }

  /** Ends the keys of what was removed long ago. */
  void bury(Instant now, Duration after) {
    for (Inventory record : List.copyOf(published.values())) {
      if (record.getRemoved() && !record.getTime().plus(after).isAfter(now)) {
        outbox.tombstone(Topics.INVENTORY, record.getEntity(), now);
        published.remove(record.getEntity());
        counters.increment("entities.buried");
      }
    }
  }

  private void send(Inventory record) {
    outbox.send(Topics.INVENTORY, record.getEntity(), record);
    published.put(record.getEntity(), record);
  }
}
