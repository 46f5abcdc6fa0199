package io.vputty.collector.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vputty.collector.Counters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/**
 * The metrics of a running process in Prometheus's text format: every counter it has, under the
 * name that its catalog gives it, gauges, and the JVM's memory, collections, threads and CPU.
 * Thread-safe.
 */
public final class Metrics implements AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Catalog catalog;
  private final Counters counters;
  private final Set<String> published = ConcurrentHashMap.newKeySet();

  /**
   * @param catalog of this process alone; {@link Catalog#SHARED} is added to it
   */
  public Metrics(Catalog catalog, Counters counters) {
    this.catalog = Catalog.SHARED.and(catalog);
    this.counters = counters;
    this.catalog.counters().forEach(family -> family.fixedCounters().forEach(this::publish));
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /**
   * Publishes a gauge of the catalog.
   *
   * @param value asked at each scrape, by any thread; NaN where there is none
   */
  public void gauge(Gauge gauge, DoubleSupplier value) {
    gauge(gauge, List.of(), value);
  }

  /**
   * Publishes one of several values of a gauge, which a label tells apart; each of them has that
   * label.
   */
  public void gauge(Gauge gauge, String label, String labelValue, DoubleSupplier value) {
    gauge(gauge, List.of(Tag.of(label, labelValue)), value);
  }

  private void gauge(Gauge gauge, List<Tag> tags, DoubleSupplier value) {
    if (!catalog.gauges().contains(gauge)) {
      throw new IllegalArgumentException(gauge + " must be in the catalog");
    }
    if (gauge.onlyGrows()) {
      FunctionCounter.builder(gauge.name(), value, DoubleSupplier::getAsDouble)
          .description(gauge.help())
          .tags(tags)
          .register(registry);
    } else {
      io.micrometer.core.instrument.Gauge.builder(gauge.name(), value::getAsDouble)
          .description(gauge.help())
          .tags(tags)
          .register(registry);
    }
  }

  /** All metrics, as Prometheus's text format 0.0.4 has them. */
  public String scrape() {
    counters.snapshot().keySet().forEach(this::publish);
    return registry.scrape();
  }

  private void publish(String counter) {
    if (!published.add(counter)) {
      return;
    }
    CounterFamily family = catalog.familyOf(counter).orElse(null);
    if (family == null) {
      register(counter, Catalog.OTHER, "", List.of(Tag.of("counter", counter)));
    } else {
      List<String> values = family.labelsOf(counter).orElseThrow();
      List<Tag> tags = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        tags.add(Tag.of(family.labels().get(i), values.get(i)));
      }
      register(counter, family.name(), family.help(), tags);
    }
  }

  private void register(String counter, String name, String help, List<Tag> tags) {
    FunctionCounter.builder(name, counters.counter(counter), LongAdder::sum)
        .description(help)
        .tags(tags)
        .register(registry);
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
