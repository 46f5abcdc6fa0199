package io.vputty.collector.host;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Files of /sys and /proc: small, made while they are read, and gone at any moment. */
public final class SmallFile {

  private SmallFile() {}

  /** What it says; empty if it is not there, or cannot be read now. */
  public static Optional<String> read(Path file) {
    if (!file.toFile().exists()) { // an exception costs ten times as much
      return Optional.empty();
    }
    try (FileInputStream stream =
        new FileInputStream(file.toFile())) { // fewer calls than a channel
      return Optional.of(new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The same without white space around it; empty if nothing is left. */
  public static Optional<String> word(Path file) {
    return read(file).map(String::strip).filter(word -> !word.isEmpty());
  }
}
