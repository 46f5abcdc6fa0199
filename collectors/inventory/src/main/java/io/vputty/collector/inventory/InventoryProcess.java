package io.vputty.collector.inventory;

import io.vputty.collector.http.CollectorHttp;
import io.vputty.collector.http.Health;
import io.vputty.collector.http.Reply;
import io.vputty.collector.inventory.file.InventoryFileException;
import io.vputty.collector.metrics.Metrics;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A running inventory collector with metrics and health over HTTP for its operators. */
final class InventoryProcess implements AutoCloseable {

  private final InventoryCollector collector;
  private final CollectorHttp http;
  private final Metrics metrics;

  /** Starts a collector. */
  @FunctionalInterface
  interface Start {
    InventoryCollector start() throws IOException, InventoryFileException;
  }

  private InventoryProcess(InventoryCollector collector, CollectorHttp http) {
    this.collector = collector;
    this.http = http;
    metrics = new Metrics(InventoryMetrics.CATALOG, collector.counters());
    http.start(
        Map.of(
            "/metrics", () -> Reply.metrics(metrics.scrape()),
            "/health/live", Health.all(),
            "/health/ready", Health.all().and("kafka", collector::deliveryProblem)));
  }

  /**
   * Takes the port of HTTP first, so that a process that cannot have it publishes nothing either.
   *
   * @throws IOException if the port cannot be had or the file cannot be read
   * @throws InventoryFileException if the file is invalid
   */
  static InventoryProcess start(InventoryConfig config, Start start)
      throws IOException, InventoryFileException {
    CollectorHttp http = CollectorHttp.bind(config.http());
    @Nullable InventoryProcess started = null;
    try {
      started = new InventoryProcess(start.start(), http);
      return started;
    } finally {
      if (started == null) {
        http.close();
      }
    }
  }

  InventoryCollector collector() {
    return collector;
  }

  CollectorHttp http() {
    return http;
  }

  /** Stops looking and flushes; health is told until then. */
  @Override
  public void close() {
    collector.close();
    http.close();
    metrics.close();
  }
}
