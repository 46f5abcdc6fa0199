package io.vputty.sink.actuator;

/** The platform refused, or did not answer. */
public final class DriverException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  public DriverException(String reason) {
    super(reason);
    this.reason = reason;
  }

  public DriverException(String reason, Throwable cause) {
    super(reason, cause);
    this.reason = reason;
  }

  /** What the platform said, for a person. */
  public String reason() {
    return reason;
  }
}
