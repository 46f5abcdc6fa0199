package io.vputty.collector.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All metrics of one process: from which counter each comes, and what it means. The one place where
 * this is said; {@code docs/metrics.md} is written from it.
 *
 * @param counters each counter feeds the first family that knows it
 * @param gauges what is looked up
 */
public record Catalog(List<CounterFamily> counters, List<Gauge> gauges) {

  /** What every collector has. */
  public static final Catalog SHARED =
      new Catalog(
          List.of(
              CounterFamily.of(
                      "vputty_collector_records_total",
                      "Records and marks sent to Kafka, by whether they arrived.",
                      "outcome",
                      "topic")
                  .from("records.delivered.*", "delivered", "*")
                  .from("records.undelivered.*", "undelivered", "*"),
              CounterFamily.of(
                      "vputty_collector_ticks_failed_total",
                      "Rounds of a periodic task that ended in an error; each is logged.")
                  .from("ticks.failed"),
              CounterFamily.of(
                  "vputty_collector_other_total",
                  "Counters that have no metric of their own yet, by name.",
                  "counter")),
          List.of());

  static final String OTHER = "vputty_collector_other_total";

  public Catalog {
    counters = List.copyOf(counters);
    gauges = List.copyOf(gauges);
    List<String> names = new ArrayList<>();
    counters.forEach(family -> names.add(family.name()));
    gauges.forEach(gauge -> names.add(gauge.name()));
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException("names must differ: " + names);
    }
  }

  /** Both together, this one's first. */
  public Catalog and(Catalog other) {
    List<CounterFamily> allCounters = new ArrayList<>(counters);
    allCounters.addAll(other.counters);
    List<Gauge> allGauges = new ArrayList<>(gauges);
    allGauges.addAll(other.gauges);
    return new Catalog(allCounters, allGauges);
  }

  /** The family that a counter feeds. */
  public Optional<CounterFamily> familyOf(String counter) {
    return counters.stream().filter(family -> family.labelsOf(counter).isPresent()).findFirst();
  }
}
