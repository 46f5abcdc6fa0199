package io.vputty.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the broker is: named, or found in the data directory of a running {@code vputty run}. */
final class BrokerOptions {
  private static final String ADDRESS_FILE = "bootstrap";
  private static final int ANSWER_WITHIN_MILLIS = 10_000;

  @Option(
      names = {"-b", "--bootstrap"},
      paramLabel = "HOST:PORT",
      defaultValue = "${VPUTTY_BOOTSTRAP}",
      description = "Kafka to use. Default: $VPUTTY_BOOTSTRAP, else that of the data directory.")
  private @Nullable String bootstrap;

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
    return Optional.ofNullable(bootstrap).filter(address -> !address.isBlank());
  }

  /** The broker to talk to. */
  String bootstrapServers() {
    return named().orElseGet(this::ofDataDirectory);
  }

  /** Settings of clients that give up soon, so that a wrong address is told and not waited for. */
  Map<String, Object> clientSettings() {
    return Map.of(
        "bootstrap.servers",
        bootstrapServers(),
        "default.api.timeout.ms",
        ANSWER_WITHIN_MILLIS,
        "request.timeout.ms",
        ANSWER_WITHIN_MILLIS / 2);
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
