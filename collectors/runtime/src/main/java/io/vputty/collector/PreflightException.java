package io.vputty.collector;

/** The surroundings are broken: nothing can start. */
public final class PreflightException extends Exception {

  private static final long serialVersionUID = 1L;

  PreflightException(String message) {
    super(message);
  }
}
