package io.vputty.app.simulator;

/** A migration that cannot start, with the reason. */
public final class MigrationRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  MigrationRefusedException(String reason) {
    super(reason);
  }
}
