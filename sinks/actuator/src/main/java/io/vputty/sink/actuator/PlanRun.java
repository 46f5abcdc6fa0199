package io.vputty.sink.actuator;

import io.vputty.schema.Move;
import io.vputty.schema.MoveState;
import io.vputty.schema.Plan;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One plan being carried out, wave by wave: a wave begins when every move of the waves before has
 * ended, and a move only if all moves that it comes after have succeeded.
 *
 * <p>All that must survive a restart is in the journal, so a run is rebuilt from the plan alone.
 */
final class PlanRun {
  private final Plan plan;
  private final MoveDriver driver;
  private final OutcomeJournal journal;
  private final Duration heartbeat;
  private boolean superseded;

  PlanRun(Plan plan, MoveDriver driver, OutcomeJournal journal, Duration heartbeat) {
    this.plan = plan;
    this.driver = driver;
    this.journal = journal;
    this.heartbeat = heartbeat;
  }

  String domain() {
    return plan.getDomain();
  }

  /** From now on nothing of it starts; what runs goes on. */
  void supersede() {
    superseded = true;
  }

  boolean ended() {
    return plan.getMoves().stream().allMatch(move -> journal.lifeOf(move).ended());
  }

  long running() {
    return plan.getMoves().stream().filter(move -> journal.lifeOf(move).started()).count();
  }

  /**
   * Takes every move of the present wave one step on, and goes on to the next wave when all of it
   * has ended.
   *
   * @param slots how many moves may start at most
   * @return slots left
   */
  int advance(int slots) {
    approve();
    int left = slots;
    int wave;
    do {
      wave = presentWave();
      left = advance(wave, left);
    } while (presentWave() != wave);
    return left;
  }

  private void approve() {
    for (Move move : plan.getMoves()) {
      if (journal.lifeOf(move).state() == MoveState.PROPOSED) {
        journal.report(plan, move, MoveState.APPROVED, "approved by the actuator's policy");
      }
    }
  }

  /** The first wave that has not ended; -1 if all have. */
  private int presentWave() {
    return plan.getMoves().stream()
        .filter(move -> !journal.lifeOf(move).ended())
        .mapToInt(Move::getWave)
        .min()
        .orElse(-1);
  }

  private int advance(int wave, int slots) {
    int left = slots;
    for (Move move : plan.getMoves()) {
      MoveLife life = journal.lifeOf(move);
      if (move.getWave() != wave || life.ended()) {
        continue;
      }
      if (life.started()) {
        follow(move, life);
      } else if (!skip(move) && left > 0) {
        start(move);
        left--;
      }
    }
    return left;
  }

  /** Ends the move as skipped if it must not start any more. */
  private boolean skip(Move move) {
    String reason = reasonToSkip(move);
    if (reason == null) {
      return false;
    }
    journal.report(plan, move, MoveState.SKIPPED, reason);
    return true;
  }

  private @Nullable String reasonToSkip(Move move) {
    Instant now = journal.now();
    if (superseded) {
      return "superseded by a newer plan";
    }
    if (now.isAfter(plan.getExpires())) {
      return "plan expired at " + plan.getExpires();
    }
    for (Move before : plan.getMoves()) {
      MoveState state = journal.lifeOf(before).state();
      if (move.getAfter().contains(before.getId()) && state != MoveState.SUCCEEDED) {
        return "comes after " + before.getVmName() + ", which " + state;
      }
    }
    return null;
  }

  private void start(Move move) {
    try {
      Precondition precondition = driver.check(move);
      if (precondition instanceof Precondition.Unmet unmet) {
        journal.report(plan, move, MoveState.SKIPPED, unmet.reason());
        return;
      }
      journal.report(plan, move, MoveState.CLAIMED, "by driver " + driver.name());
      begin(move);
    } catch (DriverException e) {
      journal.report(plan, move, MoveState.FAILED, e.reason());
    }
  }

  private void begin(Move move) throws DriverException {
    driver.start(move);
    journal.report(plan, move, MoveState.RUNNING, "started");
  }

  private void follow(Move move, MoveLife life) {
    Progress progress;
    try {
      progress = driver.progress(move);
    } catch (DriverException e) {
      beat(move, life, new Progress.Running(0, 0), "no answer: " + e.reason());
      return;
    }
    if (progress instanceof Progress.Arrived) {
      journal.report(plan, move, MoveState.SUCCEEDED, progress, "arrived");
    } else if (progress instanceof Progress.Failed failed) {
      journal.report(plan, move, MoveState.FAILED, failed.reason());
    } else if (progress instanceof Progress.Running) {
      beat(move, life, progress, "under way");
    } else {
      resume(move, life);
    }
  }

  /** Reports that it is under way, once per heartbeat. */
  private void beat(Move move, MoveLife life, Progress progress, String detail) {
    boolean due = !journal.now().isBefore(life.reportedAt().plus(heartbeat));
    if (due || life.state() == MoveState.CLAIMED) {
      journal.report(plan, move, MoveState.RUNNING, progress, detail);
    }
  }

  /**
   * A move that was claimed or running before this process began, of which the platform knows
   * nothing: a claim had not been acted upon and may be, a running one is lost.
   */
  private void resume(Move move, MoveLife life) {
    if (life.state() == MoveState.RUNNING) {
      journal.report(plan, move, MoveState.FAILED, "the platform has no trace of it any more");
      return;
    }
    if (skip(move)) {
      return;
    }
    try {
      if (driver.check(move) instanceof Precondition.Unmet unmet) {
        journal.report(plan, move, MoveState.SKIPPED, unmet.reason());
      } else {
        begin(move);
      }
    } catch (DriverException e) {
      journal.report(plan, move, MoveState.FAILED, e.reason());
    }
  }
}
