package io.vputty.app.moves;

import io.vputty.schema.Decision;
import io.vputty.schema.Move;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;
import io.vputty.schema.Plan;
import io.vputty.schema.Verdict;
import io.vputty.sink.actuator.MoveLife;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A move of a plan, and all that was said of it. */
public final class MoveStory {

  private final Plan plan;
  private final Move move;
  private final boolean superseded;
  private final List<MoveReport> reports = new ArrayList<>();
  private final List<Decision> decisions = new ArrayList<>();
  private MoveLife life = MoveLife.BEGIN;
  private @Nullable Verdict verdict;

  MoveStory(Plan plan, Move move, boolean superseded) {
    this.plan = plan;
    this.move = move;
    this.superseded = superseded;
  }

  void add(MoveOutcome outcome, long offset) {
    boolean counts = life.allows(outcome);
    reports.add(new MoveReport(outcome, offset, counts));
    if (counts) {
      life = life.after(outcome, offset);
    }
  }

  void add(Verdict told) {
    verdict = verdict == null || !told.getTime().isBefore(verdict.getTime()) ? told : verdict;
  }

  void add(Decision decision) {
    decisions.add(decision);
  }

  /** The plan it is of. */
  public Plan plan() {
    return plan;
  }

  /** The move itself. */
  public Move move() {
    return move;
  }

  /** All reports, in their order. */
  public List<MoveReport> reports() {
    return List.copyOf(reports);
  }

  /** What people decided of the move or its plan, in the order of time. */
  public List<Decision> decisions() {
    return List.copyOf(decisions);
  }

  /** What the reports have come to. */
  public MoveLife life() {
    return life;
  }

  /** Whether it helped, once that was measured. */
  public Optional<Verdict> verdict() {
    return Optional.ofNullable(verdict);
  }

  /** Where it is: what was reported, and the verdict if there is one. */
  public MoveState state() {
    return verdict != null && life.state() == MoveState.SUCCEEDED
        ? verdict.getState()
        : life.state();
  }

  /** Whether something may still come of it: it is under way, or an actuator may begin it. */
  public boolean open(Instant now) {
    return !life.ended() && (life.held() || (!superseded && now.isBefore(plan.getExpires())));
  }

  /** "web-1", or the id of a VM without a name. */
  public String vmTitle() {
    return move.getVmName().isEmpty() ? move.getVm() : move.getVmName();
  }
}
