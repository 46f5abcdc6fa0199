package io.vputty.sink.console.history;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** A database with the tables of this version. H2 is told to read SQL as PostgreSQL does. */
final class Database implements AutoCloseable {
  private static final String LIKE_POSTGRESQL =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
          + ";CACHE_SIZE=16384;DB_CLOSE_ON_EXIT=FALSE";
  private static final int CONNECTIONS = 4;
  private static final int PATIENCE_MILLIS = 10_000;

  private final HikariDataSource source;
  private final @Nullable Path scratch;

  private Database(HikariDataSource source, @Nullable Path scratch) {
    this.source = source;
    this.scratch = scratch;
  }

  /**
   * Opens it and migrates its tables.
   *
   * @throws IllegalArgumentException if that is not possible, saying why
   */
  static Database open(HistorySettings settings) {
    Path scratch = settings.url().isEmpty() ? newScratch() : null;
    String url = scratch == null ? settings.url() : HistorySettings.h2(scratch.resolve("history"));
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url.startsWith("jdbc:h2:") ? url + LIKE_POSTGRESQL : url);
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(PATIENCE_MILLIS);
    config.setPoolName("history");
    try {
      HikariDataSource source = new HikariDataSource(config);
      migrate(source);
      return new Database(source, scratch);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("history at %s: %s".formatted(url, reason(e)), e);
    }
  }

  private static void migrate(HikariDataSource source) {
    try {
      Flyway.configure()
          .dataSource(source)
          .locations("classpath:history")
          .table("vputty_history_version")
          .load()
          .migrate();
    } catch (FlywayException e) {
      source.close();
      throw e;
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  /** Directory that ends with it; null where it was told where to be. */
  @Nullable Path scratch() {
    return scratch;
  }

  Connection connection() throws SQLException {
    return source.getConnection();
  }

  @Override
  public void close() {
    source.close();
    if (scratch != null && Files.exists(scratch)) {
      delete(scratch);
    }
  }

  private static Path newScratch() {
    try {
      return Files.createTempDirectory("vputty-history-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
