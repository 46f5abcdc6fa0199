package io.vputty.app.placement;

import java.nio.file.Path;

/** A file cannot be used; the message names it and says why. */
public final class UnusableFileException extends Exception {

  private static final long serialVersionUID = 1L;

  UnusableFileException(String message) {
    super(message);
  }

  UnusableFileException(Path file, String why, Throwable cause) {
    super("%s: %s".formatted(file, why), cause);
  }
}
