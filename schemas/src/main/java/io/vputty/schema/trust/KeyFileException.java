package io.vputty.schema.trust;

/** A file of keys that cannot be used, and why; nothing of a key is in the message. */
public final class KeyFileException extends Exception {

  private static final long serialVersionUID = 1L;

  KeyFileException(String message, Throwable cause) {
    super(message, cause);
  }

  KeyFileException(String message) {
    super(message);
  }
}
