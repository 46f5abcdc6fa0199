package io.vputty.collector.inventory;

import io.vputty.collector.Counters;
import io.vputty.collector.Outbox;
import io.vputty.collector.inventory.file.Declaration;
import io.vputty.collector.inventory.file.InventoryFileException;
import io.vputty.collector.inventory.file.InventoryReader;
import io.vputty.schema.Inventory;
import io.vputty.schema.Rejected;
import io.vputty.schema.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From file to topic, one look at a time: publishes what changed, and marks each second that is
 * over. Event time never goes back.
 *
 * <p>A file that turns invalid changes nothing: what was read last stays in force, the problems are
 * logged and put on {@code vputty.rejected.v1}, and "files.refused" counts. Not thread-safe.
 */
final class InventoryFeed {

  private static final Logger LOG = LoggerFactory.getLogger(InventoryFeed.class);

  private static final Instant NEVER = Instant.MIN;
  private static final int MAX_REJECTED_BYTES = 100_000;

  private final InventoryConfig config;
  private final WatchedFile file;
  private final Outbox outbox;
  private final PublishedInventory published;
  private final Counters counters;
  private Declaration declaration;
  private Instant marked = NEVER;
  private boolean unreadable;

  /**
   * Reads the file; nothing is published before the first {@link #look}.
   *
   * @param said newest record of each entity that this source wrote before
   */
  InventoryFeed(
      InventoryConfig config, Map<String, Inventory> said, Outbox outbox, Counters counters)
      throws IOException, InventoryFileException {
    this.config = config;
    this.outbox = outbox;
    this.counters = counters;
    file = new WatchedFile(config.file());
    declaration = InventoryReader.read(config.file().toString(), file.contents());
    published = new PublishedInventory(said, outbox, config.source(), counters);
  }

  /** Looks at the file and publishes what is so at a time. */
  void look(Instant time) {
    Instant now = time.isBefore(marked) ? marked : time.truncatedTo(ChronoUnit.MILLIS);
    refresh(now);
    Instant earliest = marked.equals(NEVER) ? now : marked;
    published.reconcile(declaration.asOf(now), earliest, now);
    published.bury(now, config.tombstoneAfter());
    Instant second = now.truncatedTo(ChronoUnit.SECONDS);
    if (second.isAfter(marked)) {
      outbox.mark(Topics.INVENTORY, second);
      marked = second;
    }
  }

  private void refresh(Instant now) {
    try {
      file.poll().ifPresent(text -> load(text, now));
      unreadable = false;
    } catch (IOException e) {
      if (!unreadable) {
        LOG.warn("{} cannot be read; what it said last stays in force: {}", config.file(), e);
        counters.increment("files.unreadable");
      }
      unreadable = true;
    }
  }

  private void load(String text, Instant now) {
    try {
      declaration = InventoryReader.read(config.file().toString(), text);
      counters.increment("files.read");
      LOG.info("{} has changed", config.file());
    } catch (InventoryFileException e) {
      LOG.warn(
          "what the file said last stays in force:{}{}", System.lineSeparator(), e.getMessage());
      counters.increment("files.refused");
      outbox.send(Topics.REJECTED, config.file().toString(), rejected(text, e, now));
    }
  }

  private Rejected rejected(String text, InventoryFileException why, Instant now) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int kept = Math.min(bytes.length, MAX_REJECTED_BYTES);
    return Rejected.newBuilder()
        .setTime(now)
        .setReader(config.writer())
        .setSource(config.file().toString())
        .setReason("inventory")
        .setDetail(String.valueOf(why.getMessage()))
        .setPayload(ByteBuffer.wrap(bytes, 0, kept))
        .setPayloadLength(bytes.length)
        .build();
  }
}
