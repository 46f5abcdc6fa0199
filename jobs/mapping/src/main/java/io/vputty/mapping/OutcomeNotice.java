package io.vputty.mapping;

import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;

/**
 * What an actuator reported of a move.
 *
 * @param timeMs when, ms
 * @param terminal true if nothing more happens to the move
 * @param succeeded true if the VM is on its target now
 * @param failed true if it was tried, and the VM is still where it was
 * @param transferredBytes bytes sent so far
 * @param durationMs time the migration took so far, ms; -1 if unknown
 */
public record OutcomeNotice(
    long timeMs,
    String moveId,
    String domain,
    String vm,
    String source,
    String target,
    boolean terminal,
    boolean succeeded,
    boolean failed,
    long transferredBytes,
    long durationMs) {

  /** The notice of a record. */
  public static OutcomeNotice of(MoveOutcome record, long timeMs) {
    return new OutcomeNotice(
        timeMs,
        record.getMoveId(),
        record.getDomain(),
        record.getVm(),
        record.getSource(),
        record.getTarget(),
        terminal(record.getState()),
        record.getState() == MoveState.SUCCEEDED,
        record.getState() == MoveState.FAILED,
        record.getTransferredBytes(),
        record.getDurationMs());
  }

  private static boolean terminal(MoveState state) {
    return switch (state) {
      case REJECTED,
          SUPERSEDED,
          EXPIRED,
          SUCCEEDED,
          FAILED,
          SKIPPED,
          CANCELLED,
          VERIFIED,
          INEFFECTIVE,
          ROLLED_BACK ->
          true;
      case PROPOSED, APPROVED, CLAIMED, RUNNING, UNKNOWN -> false;
    };
  }
}
