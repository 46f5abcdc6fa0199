package io.vputty.app.command;

import io.vputty.schema.access.KafkaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where the broker is: named, or found in the data directory of a running {@code vputty run}; and
 * how to talk to it.
 */
public final class BrokerOptions {
  private static final String SERVERS = "bootstrap.servers";
  private static final String ADDRESS_FILE = "bootstrap";
  private static final int ANSWER_WITHIN_MILLIS = 10_000;

  @Option(
      names = {"-b", "--bootstrap"},
      paramLabel = "HOST:PORT",
      defaultValue = "${VPUTTY_BOOTSTRAP}",
      description =
          "Kafka to use. Default: $VPUTTY_BOOTSTRAP, else that of --kafka-config, else that of the"
              + " data directory.")
  private @Nullable String bootstrap;

  @Option(
      names = "--kafka",
      paramLabel = "KEY=VALUE",
      description =
          "A setting of Kafka's clients, as security.protocol=SSL. May be repeated. Secrets belong"
              + " into --kafka-config: other users see the command line.")
  private Map<String, String> kafka = new LinkedHashMap<>();

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      defaultValue = "${VPUTTY_KAFKA_CONFIG}",
      description =
          "Settings of Kafka's clients as a properties file, for TLS and SASL. Default:"
              + " $VPUTTY_KAFKA_CONFIG, else none.")
  private @Nullable Path kafkaConfig;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "Directory of `vputty run`. Default: ${DEFAULT-VALUE}.")
  private Path dataDirectory = Path.of("data");

  Path dataDirectory() {
    return dataDirectory;
  }

  /** The broker that was named, if one was. */
  Optional<String> named() {
    return Optional.ofNullable(bootstrap)
        .filter(address -> !address.isBlank())
        .or(() -> Optional.ofNullable(furtherSettings().get(SERVERS)));
  }

  /** The broker to talk to. */
  public String bootstrapServers() {
    return named().orElseGet(this::ofDataDirectory);
  }

  /** Settings of clients that give up soon, so that a wrong address is told and not waited for. */
  public Map<String, Object> clientSettings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("default.api.timeout.ms", ANSWER_WITHIN_MILLIS);
    settings.put("request.timeout.ms", ANSWER_WITHIN_MILLIS / 2);
    settings.putAll(furtherSettings());
    settings.put(SERVERS, bootstrapServers());
    return settings;
  }

  /** The same for a writer: it gives up as soon. */
  public Map<String, Object> writerSettings() {
    Map<String, Object> settings = clientSettings();
    settings.putIfAbsent("max.block.ms", ANSWER_WITHIN_MILLIS);
    settings.putIfAbsent("delivery.timeout.ms", ANSWER_WITHIN_MILLIS);
    return settings;
  }

  /** What was given of the client's settings: those of the file, then those one by one. */
  Map<String, String> furtherSettings() {
    Map<String, String> settings = new LinkedHashMap<>();
    if (kafkaConfig != null && !kafkaConfig.toString().isBlank()) {
      try {
        settings.putAll(KafkaFile.read(kafkaConfig));
      } catch (IOException e) {
        throw new CommandFailedException(String.valueOf(e.getMessage()), e);
      }
    }
    settings.putAll(kafka);
    return KafkaFile.resolvable(settings);
  }

  /** Leaves the embedded broker's address for other commands. */
  static void publish(Path dataDirectory, String address) throws IOException {
    Files.writeString(dataDirectory.resolve(ADDRESS_FILE), address + "\n");
  }

  static void withdraw(Path dataDirectory) throws IOException {
    Files.deleteIfExists(dataDirectory.resolve(ADDRESS_FILE));
  }

  private String ofDataDirectory() {
    Path file = dataDirectory.resolve(ADDRESS_FILE);
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new CommandFailedException(
          "no broker: give --bootstrap HOST:PORT, or start `vputty run` (looked for " + file + ")",
          e);
    }
  }
}
