package io.vputty.sink.actuator;

import static io.vputty.schema.MoveState.APPROVED;
import static io.vputty.schema.MoveState.CANCELLED;
import static io.vputty.schema.MoveState.CLAIMED;
import static io.vputty.schema.MoveState.EXPIRED;
import static io.vputty.schema.MoveState.FAILED;
import static io.vputty.schema.MoveState.INEFFECTIVE;
import static io.vputty.schema.MoveState.PROPOSED;
import static io.vputty.schema.MoveState.REJECTED;
import static io.vputty.schema.MoveState.ROLLED_BACK;
import static io.vputty.schema.MoveState.RUNNING;
import static io.vputty.schema.MoveState.SKIPPED;
import static io.vputty.schema.MoveState.SUCCEEDED;
import static io.vputty.schema.MoveState.SUPERSEDED;
import static io.vputty.schema.MoveState.VERIFIED;

import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What the reports of a move, in the order in which they stand in its partition, have come to. A
 * report that may not follow changes nothing: whoever wrote it had lost a race.
 *
 * <p>Of the claims of a move that nobody holds the first counts, and its offset is the fencing
 * token; a claim on a move that is held counts only if it comes from the holder, or after the
 * lease. While a move is held only reports with its token count.
 *
 * @param state the newest state
 * @param holder the actuator whose claim counts; empty before there is one
 * @param fencingToken offset of that claim; -1 before there is one
 * @param claimedAt time of the first claim that counted
 * @param leaseUntil until when the claim holds without a further report
 * @param reportedAt time of the newest report
 */
public record MoveLife(
    MoveState state,
    String holder,
    long fencingToken,
    Instant claimedAt,
    Instant leaseUntil,
    Instant reportedAt) {

  /** Before the first report. */
  public static final MoveLife BEGIN =
      new MoveLife(PROPOSED, "", -1, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);

  private static final Map<MoveState, Set<MoveState>> NEXT =
      Map.of(
          PROPOSED, EnumSet.of(APPROVED, REJECTED, SUPERSEDED, EXPIRED, CLAIMED),
          APPROVED, EnumSet.of(REJECTED, SUPERSEDED, EXPIRED, CLAIMED),
          CLAIMED,
              EnumSet.of(
                  CLAIMED,
                  RUNNING,
                  SUCCEEDED,
                  FAILED,
                  SKIPPED,
                  CANCELLED,
                  REJECTED,
                  SUPERSEDED,
                  EXPIRED),
          RUNNING, EnumSet.of(CLAIMED, RUNNING, SUCCEEDED, FAILED, CANCELLED),
          SUCCEEDED, EnumSet.of(VERIFIED, INEFFECTIVE, ROLLED_BACK),
          VERIFIED, EnumSet.of(ROLLED_BACK),
          INEFFECTIVE, EnumSet.of(ROLLED_BACK));

  /** Whether no actuator will report anything more of it. */
  public boolean ended() {
    return switch (state) {
      case PROPOSED, APPROVED, CLAIMED, RUNNING, UNKNOWN -> false;
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
    };
  }

  /** Whether an actuator has it, so that the platform may be at it. */
  public boolean held() {
    return state == CLAIMED || state == RUNNING;
  }

  /** Whether a report may follow. */
  public boolean allows(MoveOutcome report) {
    if (!NEXT.getOrDefault(state, Set.of()).contains(report.getState())) {
      return false;
    }
    if (!held()) {
      return true;
    }
    return report.getState() == CLAIMED
        ? report.getActuator().equals(holder) || report.getTime().isAfter(leaseUntil)
        : report.getFencingToken() == fencingToken;
  }

  /**
   * This life after one more report, which it must allow.
   *
   * @param offset where the report stands in its partition
   */
  public MoveLife after(MoveOutcome report, long offset) {
    boolean claim = report.getState() == CLAIMED;
    return new MoveLife(
        report.getState(),
        claim ? report.getActuator() : holder,
        claim ? offset : fencingToken,
        claim && fencingToken < 0 ? report.getTime() : claimedAt,
        report.getLeaseUntil(),
        report.getTime());
  }
}
