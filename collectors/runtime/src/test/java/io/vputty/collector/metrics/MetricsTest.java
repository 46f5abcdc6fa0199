package io.vputty.collector.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vputty.collector.Counters;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private static final Gauge WAITING = new Gauge("vputty_test_waiting_bytes", "What waits.");
  private static final Gauge LOST = new Gauge("vputty_test_lost_total", "What was lost.");
  private static final Catalog CATALOG =
      new Catalog(
          List.of(
              CounterFamily.of("vputty_test_datagrams_total", "Datagrams.", "outcome", "reason")
                  .from("datagrams.decoded", "decoded", "")
                  .from("datagrams.malformed.*", "malformed", "*"),
              CounterFamily.of("vputty_test_received_total", "All of them.")
                  .from("datagrams.received")),
          List.of(WAITING, LOST));

  private final Counters counters = new Counters();
  private final Metrics metrics = new Metrics(CATALOG, counters);

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void showsCountersUnderTheirNamesAndLabels() {
    counters.add("datagrams.decoded", 7);
    counters.add("datagrams.malformed.truncated", 2);
    counters.add("records.delivered.flows", 5);
    assertThat(metrics.scrape())
        .contains(
            "# HELP vputty_test_datagrams_total Datagrams.",
            "# TYPE vputty_test_datagrams_total counter",
            "vputty_test_datagrams_total{outcome=\"decoded\",reason=\"\"} 7.0",
            "vputty_test_datagrams_total{outcome=\"malformed\",reason=\"truncated\"} 2.0",
            "vputty_collector_records_total{outcome=\"delivered\",topic=\"flows\"} 5.0");
  }

  @Test
  void showsZeroBeforeAnythingHappens() {
    assertThat(metrics.scrape())
        .contains(
            "vputty_test_received_total 0.0",
            "vputty_test_datagrams_total{outcome=\"decoded\",reason=\"\"} 0.0");
  }

  @Test
  void showsWhatHappensBetweenScrapes() {
    counters.increment("datagrams.received");
    assertThat(metrics.scrape()).contains("vputty_test_received_total 1.0");
    counters.increment("datagrams.received");
    assertThat(metrics.scrape()).contains("vputty_test_received_total 2.0");
  }

  @Test
  void showsCountersThatTheCatalogForgot() {
    counters.add("datagrams.odd", 3);
    assertThat(metrics.scrape())
        .contains("vputty_collector_other_total{counter=\"datagrams.odd\"} 3.0");
  }

  @Test
  void asksGaugesAtEachScrape() {
    AtomicLong bytes = new AtomicLong(10);
    metrics.gauge(WAITING, bytes::get);
    metrics.gauge(LOST, bytes::get);
    assertThat(metrics.scrape())
        .contains("# HELP vputty_test_waiting_bytes What waits.", "vputty_test_waiting_bytes 10.0")
        .contains("# TYPE vputty_test_lost_total counter", "vputty_test_lost_total 10.0");
    bytes.set(20);
    assertThat(metrics.scrape())
        .contains("vputty_test_waiting_bytes 20.0", "vputty_test_lost_total 20.0");
  }

  @Test
  void refusesAGaugeThatTheCatalogDoesNotName() {
    assertThatThrownBy(() -> metrics.gauge(new Gauge("other", "Other."), () -> 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be in the catalog");
  }

  @Test
  void showsTheJvm() {
    assertThat(metrics.scrape())
        .contains(
            "jvm_memory_used_bytes{area=\"heap\"",
            "jvm_threads_live_threads",
            "process_cpu_usage",
            "process_uptime_seconds",
            "process_start_time_seconds");
  }

  @Test
  void refusesTwoMetricsOfOneName() {
    CounterFamily family = CounterFamily.of("vputty_test_twice_total", "Twice.");
    assertThatThrownBy(() -> new Catalog(List.of(family, family), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("names must differ");
  }
}
