package io.vputty.collector.inventory.source;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A source did not answer, or not with what makes sense; the message is one line for people. */
public final class SourceException extends IOException {

  private static final long serialVersionUID = 1L;

  public SourceException(String message) {
    super(oneLine(message));
  }

  public SourceException(String message, @Nullable Throwable cause) {
    super(oneLine(message), cause);
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
