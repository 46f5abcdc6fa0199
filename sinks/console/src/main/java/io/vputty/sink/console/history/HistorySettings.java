package io.vputty.sink.console.history;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where history is kept.
 *
 * @param url of PostgreSQL or H2, for JDBC; empty for files that end with the console
 * @param user of the database
 * @param password of that user
 * @param kept how long each record is kept
 */
public record HistorySettings(String url, String user, String password, Duration kept) {
  /** How long records are kept unless it is said. */
  public static final Duration HALF_A_YEAR = Duration.ofDays(183);

  public HistorySettings {
    if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:") && !url.startsWith("jdbc:h2:")) {
      throw new IllegalArgumentException(
          "history is kept in jdbc:postgresql: or jdbc:h2:, not in " + url);
    }
    if (kept.isNegative() || kept.isZero()) {
      throw new IllegalArgumentException("history must be kept longer than " + kept);
    }
  }

  /** Nothing outlives the console; the topics are read anew at the next start. */
  public static HistorySettings none() {
    return new HistorySettings("", "", "", HALF_A_YEAR);
  }

  /** In a file of this console alone. */
  public static HistorySettings file(Path file, Duration kept) {
    return new HistorySettings(h2(file), "", "", kept);
  }

  static String h2(Path file) {
    return "jdbc:h2:file:" + file.toAbsolutePath();
  }

  @Override
  public String toString() {
    return "history in %s as %s, for %s".formatted(url, user, kept);
  }
}
