package io.vputty.app.demo;

/** A part of the demo failed, with one line that says which. */
public final class DemoFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  DemoFailedException(String message) {
    super(message);
  }
}
