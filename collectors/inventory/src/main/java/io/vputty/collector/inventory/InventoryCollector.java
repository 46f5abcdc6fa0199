package io.vputty.collector.inventory;

import io.vputty.collector.Collector;
import io.vputty.collector.Counters;
import io.vputty.collector.KafkaOutbox;
import io.vputty.collector.Outbox;
import io.vputty.collector.Ticker;
import io.vputty.collector.http.Health;
import io.vputty.collector.http.Route;
import io.vputty.collector.inventory.file.InventoryFileException;
import io.vputty.collector.inventory.source.Reading;
import io.vputty.collector.metrics.Metrics;
import io.vputty.schema.Inventory;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A running inventory collector: looks at its sources again and again, on a thread of its own. */
public final class InventoryCollector implements Collector {

  private static final double MS_PER_SECOND = 1000;

  private final InventoryConfig config;
  private final Sources sources;
  private final Outbox outbox;
  private final Clock clock;
  private final Counters counters;
  private final Ticker ticker;

  private InventoryCollector(
      InventoryConfig config,
      InventoryFeed feed,
      Sources sources,
      Outbox outbox,
      Clock clock,
      Counters counters) {
    this.config = config;
    this.sources = sources;
    this.outbox = outbox;
    this.clock = clock;
    this.counters = counters;
    ticker = new Ticker("inventory", config.poll(), () -> feed.look(clock.instant()), counters);
  }

  /**
   * Starts one that writes to Kafka, knowing from the topic what it said before; all that the file
   * says has arrived there when this returns.
   *
   * @throws IOException if the file cannot be read, or a source can never answer here
   * @throws InventoryFileException if the file is invalid
   */
  public static InventoryCollector start(InventoryConfig config, Clock clock)
      throws IOException, InventoryFileException {
    Counters counters = new Counters();
    Map<String, Object> kafka = config.kafkaSettings();
    Map<String, Inventory> said = ReadBack.read(kafka, config.source());
    Outbox outbox = new KafkaOutbox(kafka, config.writer(), clock.millis(), counters);
    return start(config, said, outbox, clock, counters);
  }

  /** Starts one that writes elsewhere; the outbox is closed with it. */
  static InventoryCollector start(
      InventoryConfig config,
      Map<String, Inventory> said,
      Outbox outbox,
      Clock clock,
      Counters counters)
      throws IOException, InventoryFileException {
    try {
      Sources sources = Sources.open(config, outbox, clock, counters);
      InventoryFeed feed = new InventoryFeed(config, said, sources, outbox, counters);
      feed.look(clock.instant());
      outbox.flush();
      return new InventoryCollector(config, feed, sources, outbox, clock, counters);
    } catch (IOException | InventoryFileException e) {
      outbox.close();
      throw e;
    }
  }

  @Override
  public Counters counters() {
    return counters;
  }

  @Override
  public Optional<String> deliveryProblem() {
    return outbox.problem();
  }

  /** What is told of it over HTTP beside its counters: how its sources are. */
  static Map<String, Route> operation(InventoryCollector collector, Metrics metrics) {
    for (Reading source : collector.sources()) {
      String name = source.name();
      metrics.gauge(InventoryMetrics.AGE, "source", name, () -> collector.ageSeconds(name));
      metrics.gauge(InventoryMetrics.ENTITIES, "source", name, () -> collector.entities(name));
    }
    Health ready =
        Health.all()
            .and("kafka", collector::deliveryProblem)
            .and("sources", collector::sourceProblem);
    return Map.of("/health/ready", ready);
  }

  /** Which sources do not answer, and why, in one line; empty if all do. */
  private Optional<String> sourceProblem() {
    return sources().stream()
        .flatMap(source -> source.problem(clock.instant(), config.staleAfter()).stream())
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining("; "), all -> Optional.of(all).filter(text -> !text.isEmpty())));
  }

  /** What is known of each source at present. */
  List<Reading> sources() {
    return sources.readings();
  }

  /** How long ago a source knew what it said last; NaN if there is none of that name. */
  private double ageSeconds(String name) {
    return named(name)
        .map(source -> source.age(clock.instant()).toMillis() / MS_PER_SECOND)
        .orElse(Double.NaN);
  }

  /** How many entities a source knew last; NaN if there is none of that name. */
  private double entities(String name) {
    return named(name)
        .map(source -> (double) source.snapshot().records().size())
        .orElse(Double.NaN);
  }

  private Optional<Reading> named(String name) {
    return sources().stream().filter(source -> source.name().equals(name)).findFirst();
  }

  @Override
  public void close() {
    ticker.close();
    sources.close();
    outbox.close();
  }
}
