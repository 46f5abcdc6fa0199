package io.vputty.collector.command;

import io.vputty.collector.Collector;
import io.vputty.collector.http.CollectorHttp;
import io.vputty.collector.http.Health;
import io.vputty.collector.http.Reply;
import io.vputty.collector.http.Route;
import io.vputty.collector.metrics.Catalog;
import io.vputty.collector.metrics.Metrics;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A running collector with metrics and health over HTTP for its operators.
 *
 * @param <C> the collector
 */
public final class CollectorProcess<C extends Collector> implements AutoCloseable {

  private final C collector;
  private final CollectorHttp http;
  private final Metrics metrics;

  /**
   * Starts a collector.
   *
   * @param <C> the collector
   * @param <E> what may go wrong beside input and output
   */
  @FunctionalInterface
  public interface Start<C extends Collector, E extends Exception> {
    C start() throws IOException, E;
  }

  /**
   * What a collector tells its operators beside its counters.
   *
   * @param <C> the collector
   */
  @FunctionalInterface
  public interface Operation<C extends Collector> {

    /**
     * Adds the collector's gauges.
     *
     * @return what is answered beside metrics and health, or instead of what all collectors answer
     */
    Map<String, Route> of(C collector, Metrics metrics);
  }

  private CollectorProcess(
      C collector, CollectorHttp http, Catalog catalog, Operation<C> operation) {
    this.collector = collector;
    this.http = http;
    metrics = new Metrics(catalog, collector.counters());
    Map<String, Route> routes = new HashMap<>();
    routes.put("/metrics", () -> Reply.metrics(metrics.scrape()));
    routes.put("/health/live", Health.all());
    routes.put("/health/ready", Health.all().and("kafka", collector::deliveryProblem));
    routes.putAll(operation.of(collector, metrics));
    http.start(routes);
  }

  /** The same for a collector that has nothing to tell but its counters. */
  public static <C extends Collector, E extends Exception> CollectorProcess<C> start(
      String http, Catalog catalog, Start<C, E> start) throws IOException, E {
    return start(http, catalog, start, (collector, metrics) -> Map.of());
  }

  /**
   * Takes the port of HTTP first, so that a process that cannot have it publishes nothing either.
   *
   * @param http address and port, or "off"
   * @param catalog the collector's own metrics
   * @throws IOException if the port cannot be had or the collector cannot read what it needs
   * @throws E if the collector cannot start
   */
  public static <C extends Collector, E extends Exception> CollectorProcess<C> start(
      String http, Catalog catalog, Start<C, E> start, Operation<C> operation)
      throws IOException, E {
    CollectorHttp bound = CollectorHttp.bind(http);
    @Nullable CollectorProcess<C> started = null;
    try {
      started = new CollectorProcess<>(start.start(), bound, catalog, operation);
      return started;
    } finally {
      if (started == null) {
        bound.close();
      }
    }
  }

  /** What runs. */
  public C collector() {
    return collector;
  }

  /** Where it answers. */
  public CollectorHttp http() {
    return http;
  }

  /** Stops the collector; health is told until then. */
  @Override
  public void close() {
    collector.close();
    http.close();
    metrics.close();
  }
}
