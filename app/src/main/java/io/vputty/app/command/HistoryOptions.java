package io.vputty.app.command;

import io.vputty.sink.console.history.HistorySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the console keeps what happened. */
final class HistoryOptions {
  private static final String JDBC = "jdbc:";

  @Option(
      names = "--history",
      paramLabel = "WHERE",
      description = {
        "Keep plans, drift, moves and decisions: a file, or jdbc:postgresql://HOST/DATABASE.",
        "Default: what the topics hold."
      })
  private @Nullable String where;

  @Option(
      names = "--history-user",
      paramLabel = "NAME",
      defaultValue = "vputty",
      description = "User of that database. Default: ${DEFAULT-VALUE}.")
  private String user = "";

  @Option(
      names = "--history-password",
      paramLabel = "FILE",
      description = "File that holds the password of that user.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--history-days",
      paramLabel = "N",
      defaultValue = "183",
      description = "Days that each record is kept. Default: ${DEFAULT-VALUE}.")
  private int days;

  /**
   * What the options say.
   *
   * @throws IllegalArgumentException if that is nothing to keep history in
   */
  HistorySettings settings() throws IOException {
    Duration kept = Duration.ofDays(days);
    if (where == null) {
      return HistorySettings.none();
    }
    return where.startsWith(JDBC)
        ? new HistorySettings(where, user, password(), kept)
        : HistorySettings.file(Path.of(where), kept);
  }

  private String password() throws IOException {
    if (passwordFile == null) {
      return "";
    }
    if (!Files.isReadable(passwordFile)) {
      throw new IllegalArgumentException("--history-password: cannot read " + passwordFile);
    }
    return Files.readString(passwordFile).strip();
  }
}
