package io.vputty.collector.pagehash.key;

/** A trust domain has no secret that can be used; the message never tells one. */
public final class NoSecretException extends Exception {

  private static final long serialVersionUID = 1L;

  NoSecretException(String message) {
    super(message);
  }
}
