package io.vputty.schema;

/** Bytes that are no record of the contract. */
public final class UnreadableRecordException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  public UnreadableRecordException(String reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  public UnreadableRecordException(String reason, String detail, Throwable cause) {
    super(detail, cause);
    this.reason = reason;
  }

  /** Why, in one stable word: "magic", "truncated", "fingerprint", "schema". */
  public String reason() {
    return reason;
  }
}
