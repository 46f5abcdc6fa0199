package io.vputty.job.runtime;

import io.vputty.model.footprint.Prices;
import io.vputty.schema.Topic;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * What every job is told.
 *
 * @param kafka settings of Kafka clients; at least {@code bootstrap.servers}
 * @param partitions partitions of each topic by its name, as they are on the broker
 * @param pane the slide of the window
 * @param window the size of the window, a multiple of {@code pane}
 * @param idleTimeout processing time after which a partition that nobody marks holds nobody back
 * @param checkpointInterval time between checkpoints, and so between commits to Kafka
 * @param options what one job alone is told, by name
 */
public record JobSettings(
    Map<String, String> kafka,
    Map<String, Integer> partitions,
    Duration pane,
    Duration window,
    Duration idleTimeout,
    Duration checkpointInterval,
    Map<String, String> options)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  public static final Duration DEFAULT_PANE = Duration.ofSeconds(10);
  public static final Duration DEFAULT_WINDOW = Duration.ofSeconds(60);
  public static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofSeconds(30);
  public static final Duration DEFAULT_CHECKPOINT_INTERVAL = Duration.ofSeconds(5);

  static final String OUTPUT_VERSION = "output-version";
  static final String START_FROM = "start-from";

  /** Options that every job knows. */
  static final Set<String> SHARED = Set.of(OUTPUT_VERSION, START_FROM);

  /** Fixed for the life of a job's state: it bounds every later parallelism. */
  public static final int MAX_PARALLELISM = 1024;

  public JobSettings {
    kafka = Map.copyOf(kafka);
    partitions = Map.copyOf(partitions);
    options = Map.copyOf(options);
    if (!kafka.containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
      throw new IllegalArgumentException("bootstrap.servers must be given");
    }
    if (!options.getOrDefault(OUTPUT_VERSION, "v1").matches("v[0-9]+")) {
      throw new IllegalArgumentException(
          "--output-version '%s' must be such as v2".formatted(options.get(OUTPUT_VERSION)));
    }
    positive("pane", pane);
    positive("checkpoint-interval", checkpointInterval);
    positive("idle-timeout", idleTimeout);
    if (window.compareTo(pane) < 0 || window.toMillis() % pane.toMillis() != 0) {
      throw new IllegalArgumentException(
          "window (%s) must be a multiple of pane (%s)".formatted(window, pane));
    }
  }

  /** Defaults against a broker, with the partitions of the contract. */
  public static JobSettings of(String bootstrapServers, Map<String, Integer> partitions) {
    return new JobSettings(
        Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
        partitions,
        DEFAULT_PANE,
        DEFAULT_WINDOW,
        DEFAULT_IDLE_TIMEOUT,
        DEFAULT_CHECKPOINT_INTERVAL,
        Map.of());
  }

  /** These settings with other windows. */
  public JobSettings windows(Duration otherPane, Duration otherWindow) {
    return new JobSettings(
        kafka, partitions, otherPane, otherWindow, idleTimeout, checkpointInterval, options);
  }

  /** These settings with another time between checkpoints. */
  public JobSettings checkpointing(Duration interval) {
    return new JobSettings(kafka, partitions, pane, window, idleTimeout, interval, options);
  }

  /** These settings with another patience for partitions that may be silent. */
  public JobSettings idling(Duration timeout) {
    return new JobSettings(kafka, partitions, pane, window, timeout, checkpointInterval, options);
  }

  /** These settings with one more option. */
  public JobSettings with(String name, String value) {
    Map<String, String> more = new TreeMap<>(options);
    more.put(name, value);
    return new JobSettings(kafka, partitions, pane, window, idleTimeout, checkpointInterval, more);
  }

  /** These settings with other prices. */
  public JobSettings pricing(Prices prices) {
    JobSettings settings = this;
    for (Map.Entry<String, Double> price : prices.byName().entrySet()) {
      settings = settings.with(price.getKey(), Double.toString(price.getValue()));
    }
    return settings;
  }

  /** Names of the options that are prices. */
  public static Set<String> priceNames() {
    return Prices.defaults().byName().keySet();
  }

  /**
   * The default prices, and those among the options.
   *
   * @throws IllegalArgumentException if one is no price
   */
  public Prices prices() {
    Prices prices = Prices.defaults();
    for (String name : priceNames()) {
      String text = options.get(name);
      try {
        prices = text == null ? prices : prices.with(name, Double.parseDouble(text));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("--%s '%s' is no number".formatted(name, text), e);
      }
    }
    return prices;
  }

  /** The topic that a job writes instead of the contract's, in the version that it is told. */
  public Topic output(Topic topic) {
    return topic.inVersion(options.getOrDefault(OUTPUT_VERSION, topic.version()));
  }

  /**
   * From when on telemetry and what other jobs made of it are read; empty reads what is there. What
   * people and inventories said is always read from the beginning.
   */
  public Optional<Instant> startFrom() {
    return Optional.ofNullable(options.get(START_FROM)).map(Instant::parse);
  }

  public long paneMs() {
    return pane.toMillis();
  }

  public long windowMs() {
    return window.toMillis();
  }

  /** Partitions of a topic: the broker's number, or the contract's where it was not asked. */
  public int partitions(Topic topic) {
    return partitions.getOrDefault(topic.name(), topic.partitions());
  }

  private static void positive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("%s (%s) must be positive".formatted(name, duration));
    }
  }
}
