package io.vputty.sink.actuator;

import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;
import java.time.Instant;

/**
 * What has been reported of a move so far.
 *
 * @param state the newest state
 * @param fencingToken offset of the claim; -1 before there is one
 * @param claimedAt time of the claim
 * @param reportedAt time of the newest report
 */
record MoveLife(MoveState state, long fencingToken, Instant claimedAt, Instant reportedAt) {
  static final MoveLife PROPOSED =
      new MoveLife(MoveState.PROPOSED, -1, Instant.EPOCH, Instant.EPOCH);

  /** Whether nothing more will be reported of it. */
  boolean ended() {
    return switch (state) {
      case SUCCEEDED,
          FAILED,
          SKIPPED,
          CANCELLED,
          REJECTED,
          SUPERSEDED,
          EXPIRED,
          VERIFIED,
          INEFFECTIVE,
          ROLLED_BACK ->
          true;
      case UNKNOWN, PROPOSED, APPROVED, CLAIMED, RUNNING -> false;
    };
  }

  /** Whether the platform may be at it. */
  boolean started() {
    return state == MoveState.CLAIMED || state == MoveState.RUNNING;
  }

  /**
   * This life after one more report.
   *
   * @param offset where the report stands in its partition
   */
  MoveLife after(MoveOutcome report, long offset) {
    boolean claim = report.getState() == MoveState.CLAIMED;
    return new MoveLife(
        report.getState(),
        claim ? offset : fencingToken,
        claim ? report.getTime() : claimedAt,
        report.getTime());
  }
}
