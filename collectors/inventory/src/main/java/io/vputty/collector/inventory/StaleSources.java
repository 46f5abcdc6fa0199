package io.vputty.collector.inventory;

import io.vputty.collector.Counters;
import io.vputty.collector.inventory.source.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells, once each time, that a source has gone silent or answers again. Not thread-safe. */
final class StaleSources {

  private static final Logger LOG = LoggerFactory.getLogger(StaleSources.class);

  private final Duration after;
  private final Counters counters;
  private final Set<String> stale = new HashSet<>();

  /**
   * @param after how long a source may be silent
   */
  StaleSources(Duration after, Counters counters) {
    this.after = after;
    this.counters = counters;
  }

  void look(List<Reading> readings, Instant now) {
    for (Reading reading : readings) {
      boolean silent = reading.isStale(now, after);
      if (silent && stale.add(reading.name())) {
        LOG.warn(
            "{}; what it said last stays in force, marked stale",
            reading.problem(now, after).orElse(reading.name()));
        counters.increment("sources.stale." + reading.kind());
      } else if (!silent && stale.remove(reading.name())) {
        LOG.info("{}: answers again", reading.name());
      }
    }
  }
}
