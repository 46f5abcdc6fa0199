package io.vputty.collector.sflow.wire.xdr;

/**
 * A datagram, or a structure in one, that is no sFlow version 5.
 *
 * <p>It carries no stack trace, so that a flood of garbage costs no more than real traffic.
 */
public final class MalformedDatagramException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final int position;

  /** Why, in one word. */
  public enum Reason {
    /** A field or structure reaches past the end of what holds it. */
    TRUNCATED,
    /** It is not version 5. */
    VERSION,
    /** The agent's address is neither IPv4 nor IPv6. */
    ADDRESS,
    /** A length or count contradicts another one. */
    LENGTH
  }

  public MalformedDatagramException(Reason reason, int position, String detail) {
    super(detail + " at byte " + position, null, false, false);
    this.reason = reason;
    this.position = position;
  }

  /** Why, in one stable lower-case word. */
  public String reason() {
    return switch (reason) {
      case TRUNCATED -> "truncated";
      case VERSION -> "version";
      case ADDRESS -> "address";
      case LENGTH -> "length";
    };
  }

  /** Where, in bytes from the start of the datagram. */
  public int position() {
    return position;
  }
}
