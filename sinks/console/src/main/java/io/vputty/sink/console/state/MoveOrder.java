package io.vputty.sink.console.state;

import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;
import io.vputty.schema.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which report of a move counts, and where a plan is as a whole. */
public final class MoveOrder {
  private static final Set<MoveState> OVER =
      Set.of(
          MoveState.REJECTED,
          MoveState.SUPERSEDED,
          MoveState.EXPIRED,
          MoveState.FAILED,
          MoveState.SKIPPED,
          MoveState.CANCELLED,
          MoveState.ROLLED_BACK);
  private static final Set<MoveState> DONE =
      Set.of(MoveState.SUCCEEDED, MoveState.VERIFIED, MoveState.INEFFECTIVE);

  private MoveOrder() {}

  /** The report that holds after another: nothing follows an end, and lost races do not count. */
  static MoveOutcome next(MoveOutcome held, MoveOutcome report) {
    boolean lostRace =
        report.getFencingToken() >= 0 && report.getFencingToken() < held.getFencingToken();
    boolean lateClaim = DONE.contains(held.getState()) && report.getState() == MoveState.CLAIMED;
    return OVER.contains(held.getState()) || lostRace || lateClaim ? held : report;
  }

  /** Whether the VM of a move in this state is on its target. */
  public static boolean arrived(MoveState state) {
    return DONE.contains(state);
  }

  /** Where a plan is at a time. */
  public static PlanStatus status(FleetState state, Plan plan, Instant now) {
    if (plan.getMoves().isEmpty()) {
      return PlanStatus.NO_MOVE;
    }
    List<MoveState> states =
        plan.getMoves().stream()
            .map(move -> state.outcome(move.getId()))
            .flatMap(Optional::stream)
            .map(MoveOutcome::getState)
            .toList();
    if (states.size() == plan.getMoves().size()
        && states.stream().allMatch(s -> DONE.contains(s) || OVER.contains(s))) {
      return ended(states);
    }
    if (states.contains(MoveState.RUNNING)) {
      return PlanStatus.RUNNING;
    }
    return waiting(state, plan, now);
  }

  private static PlanStatus ended(List<MoveState> states) {
    if (states.stream().allMatch(MoveState.SUPERSEDED::equals)) {
      return PlanStatus.SUPERSEDED;
    }
    if (states.stream().allMatch(MoveState.EXPIRED::equals)) {
      return PlanStatus.EXPIRED;
    }
    return states.stream().allMatch(MoveState.REJECTED::equals)
        ? PlanStatus.REJECTED
        : PlanStatus.DONE;
  }

  private static PlanStatus waiting(FleetState state, Plan plan, Instant now) {
    PlanStatus decided =
        state
            .decision(plan.getId())
            .map(
                decision ->
                    switch (decision.getVerb()) {
                      case APPROVE -> PlanStatus.APPROVED;
                      case REJECT -> PlanStatus.REJECTED;
                      case CANCEL -> PlanStatus.CANCELLED;
                      case UNKNOWN -> PlanStatus.PROPOSED;
                    })
            .orElse(PlanStatus.PROPOSED);
    if (decided == PlanStatus.REJECTED || decided == PlanStatus.CANCELLED) {
      return decided;
    }
    if (state.plans().stream().anyMatch(other -> supersedes(other, plan))) {
      return PlanStatus.SUPERSEDED;
    }
    return now.isAfter(plan.getExpires()) && decided != PlanStatus.APPROVED
        ? PlanStatus.EXPIRED
        : decided;
  }

  private static boolean supersedes(Plan other, Plan plan) {
    return other.getSupersedes().equals(plan.getId())
        || (!other.getMoves().isEmpty()
            && other.getDomain().equals(plan.getDomain())
            && other.getTime().isAfter(plan.getTime()));
  }
}
