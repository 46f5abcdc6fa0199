package io.vputty.sink.console;

import io.vputty.model.footprint.Prices;
import io.vputty.sink.console.access.AccessRules;
import io.vputty.sink.console.access.ConsoleAddress;
import io.vputty.sink.console.history.HistorySettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a console runs.
 *
 * @param kafka Kafka's client settings; at least {@code bootstrap.servers}
 * @param bind address to listen at
 * @param port TCP port; 0 for any free one
 * @param access who is let in
 * @param tls certificate; null for plain HTTP, on loopback only
 * @param prices what traffic costs
 * @param history where plans, drift and moves are kept
 */
public record ConsoleSettings(
    Map<String, Object> kafka,
    String bind,
    int port,
    AccessRules access,
    @Nullable Tls tls,
    Prices prices,
    HistorySettings history) {

  public ConsoleSettings {
    kafka = Map.copyOf(kafka);
    if (!new ConsoleAddress(bind, port, tls != null).loopback()) {
      requireForOthers(access.open(), bind, "users: a file with their password hashes, or a proxy");
      requireForOthers(tls == null, bind, "TLS: a key store");
    }
  }

  /** Loopback, everyone on this machine is let in under this name. */
  public static ConsoleSettings local(Map<String, Object> kafka, int port, String localName) {
    return new ConsoleSettings(
        kafka,
        "127.0.0.1",
        port,
        AccessRules.open(localName),
        null,
        Prices.defaults(),
        HistorySettings.none());
  }

  private static void requireForOthers(boolean missing, String bind, String what) {
    if (missing) {
      throw new IllegalArgumentException(
          "a console that others can reach (%s) needs %s".formatted(bind, what));
    }
  }
}
