package io.vputty.sink.console.history;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The same in PostgreSQL. */
final class PostgresHistoryIT extends HistoryContract {
  private static PostgresServer server;
  private int databases;

  @BeforeAll
  static void start() throws Exception {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Override
  HistorySettings empty() throws Exception {
    String name = "history" + System.identityHashCode(this) + "_" + databases++;
    server.create(name);
    return new HistorySettings(server.url(name), "postgres", "secret", Duration.ofDays(30));
  }
}
