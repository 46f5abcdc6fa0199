package io.vputty.collector.inventory;

import io.vputty.collector.Counters;
import io.vputty.collector.Outbox;
import io.vputty.collector.inventory.merge.Merge;
import io.vputty.collector.inventory.merge.Standing;
import io.vputty.collector.inventory.merge.Statement;
import io.vputty.collector.inventory.source.Reading;
import io.vputty.collector.inventory.source.Snapshot;
import io.vputty.schema.Inventory;
import io.vputty.schema.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * From the sources to the topic, one look at a time: publishes what changed of what they say
 * together, and marks each second that is over. Event time never goes back.
 *
 * <p>Until every source has answered once, what was said in an earlier run stays in force where
 * nobody says otherwise: who is silent has not said that anything is gone. Not thread-safe.
 */
final class InventoryFeed {

  private static final Instant NEVER = Instant.MIN;

  private final InventoryConfig config;
  private final Sources sources;
  private final StaleSources stale;
  private final Snapshot before;
  private final Outbox outbox;
  private final PublishedInventory published;
  private List<Statement> statements = List.of();
  private Map<String, Inventory> merged = Map.of();
  private Instant marked = NEVER;

  /**
   * Nothing is published before the first {@link #look}.
   *
   * @param said newest record of each entity that this collector wrote before
   */
  InventoryFeed(
      InventoryConfig config,
      Map<String, Inventory> said,
      Sources sources,
      Outbox outbox,
      Counters counters) {
    this.config = config;
    this.sources = sources;
    this.outbox = outbox;
    stale = new StaleSources(config.staleAfter(), counters);
    published = new PublishedInventory(said, outbox, config.source(), counters);
    before = new Snapshot(published.present(), Set.of());
  }

  /** Looks at all sources and publishes what is so at a time. */
  void look(Instant time) {
    Instant now = time.isBefore(marked) ? marked : time.truncatedTo(ChronoUnit.MILLIS);
    merge(sources.look(now), now);
    Instant earliest = marked.equals(NEVER) ? now : marked;
    published.reconcile(merged, earliest, now);
    published.bury(now, config.tombstoneAfter());
    Instant second = now.truncatedTo(ChronoUnit.SECONDS);
    if (second.isAfter(marked)) {
      outbox.mark(Topics.INVENTORY, second);
      marked = second;
    }
  }

  private void merge(List<Reading> readings, Instant now) {
    stale.look(readings, now);
    List<Statement> latest = statements(readings, now);
    if (!latest.equals(statements)) {
      statements = latest;
      merged = Merge.of(statements, config.domain());
    }
  }

  private List<Statement> statements(List<Reading> readings, Instant now) {
    List<Statement> latest = new ArrayList<>();
    boolean pending = false;
    boolean overdue = false;
    for (Reading reading : readings) {
      boolean silent = reading.isStale(now, config.staleAfter());
      Standing standing = silent ? Standing.STALE : Standing.FRESH;
      latest.add(new Statement(rank(reading), standing, reading.snapshot()));
      pending |= reading.answered().isEmpty();
      overdue |= reading.answered().isEmpty() && silent;
    }
    if (pending) {
      Standing standing = overdue ? Standing.LOST : Standing.REMEMBERED;
      latest.add(new Statement(config.sources().size(), standing, before));
    }
    return latest;
  }

  private int rank(Reading reading) {
    return config.sources().indexOf(reading.kind());
  }
}
