package io.vputty.collector.inventory;

import io.vputty.collector.http.HttpAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How an inventory collector runs.
 *
 * @param bootstrap Kafka's addresses
 * @param source name of this collector, stable over restarts; it removes only what it said itself
 * @param file the inventory, as YAML
 * @param poll how often the file is looked at
 * @param tombstoneAfter how long the record of a removal stays before its key ends
 * @param kafka further settings of the Kafka client
 * @param http address and port of metrics and health, or "off"
 */
public record InventoryConfig(
    String bootstrap,
    String source,
    Path file,
    Duration poll,
    Duration tombstoneAfter,
    Map<String, String> kafka,
    String http) {

  /** A collector of {@code inventory.yaml} on this machine. */
  public static final InventoryConfig DEFAULTS =
      new InventoryConfig(
          "localhost:9092",
          "yaml",
          Path.of("inventory.yaml"),
          Duration.ofMillis(500),
          Duration.ofDays(7),
          Map.of(),
          "127.0.0.1:9644");

  public InventoryConfig {
    if (source.isBlank()) {
      throw new IllegalArgumentException("source must have a name");
    }
    if (poll.isNegative() || poll.isZero()) {
      throw new IllegalArgumentException("poll (%s) must be positive".formatted(poll));
    }
    if (tombstoneAfter.isNegative()) {
      throw new IllegalArgumentException(
          "tombstone-after (%s) must not be negative".formatted(tombstoneAfter));
    }
    kafka = Map.copyOf(kafka);
    Optional<HttpAddress> unused = HttpAddress.parse(http);
  }

  /** The same with another broker and file, as an embedding program chooses them. */
  public InventoryConfig at(String bootstrap, Path file) {
    return new InventoryConfig(bootstrap, source, file, poll, tombstoneAfter, kafka, http);
  }

  /** Settings of the Kafka client. */
  Map<String, Object> kafkaSettings() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("bootstrap.servers", bootstrap);
    return settings;
  }

  /** Name in marks. */
  String writer() {
    return "inventory/" + source;
  }
}
