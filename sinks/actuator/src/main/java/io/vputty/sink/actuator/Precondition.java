package io.vputty.sink.actuator;

/** Whether a move could start now. */
public sealed interface Precondition {
  /** It could. */
  record Met() implements Precondition {}

  /**
   * It could not, and trying would be wrong rather than a failure.
   *
   * @param reason why, for a person
   */
  record Unmet(String reason) implements Precondition {}
}
