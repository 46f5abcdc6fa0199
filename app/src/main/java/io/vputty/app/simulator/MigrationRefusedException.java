package io.vputty.app.simulator;

/** A migration that cannot start, with the reason. */
public final class MigrationRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  MigrationRefusedException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** Why it cannot start. */
  public String reason() {
    return reason;
  }
}
