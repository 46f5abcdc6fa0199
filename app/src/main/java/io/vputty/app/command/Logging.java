package io.vputty.app.command;

import java.nio.file.Path;

/** Where log lines go: to a file, with warnings of ours on the terminal as well. */
final class Logging {
  private Logging() {}

  /** Must be called before the first logger is made. */
  static void toFile(Path file) {
    System.setProperty("vputty.log.file", file.toAbsolutePath().toString());
    System.setProperty("log4j2.configurationFile", "log4j2-file.properties");
  }
}
