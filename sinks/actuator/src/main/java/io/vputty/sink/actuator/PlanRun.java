package io.vputty.sink.actuator;

import io.vputty.schema.Decision;
import io.vputty.schema.Move;
import io.vputty.schema.MoveState;
import io.vputty.schema.Plan;
import io.vputty.schema.Verb;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One plan being carried out, wave by wave: a wave begins when every move of the waves before has
 * ended, and a move only if all moves that it comes after have succeeded.
 *
 * <p>Nothing is done to a move, and nothing of its end is reported, but by the actuator that holds
 * it; whether it still does is asked again after every call of the driver. All that must survive a
 * restart is in the journal, so a run is rebuilt from the plan alone.
 */
final class PlanRun {
  private final Plan plan;
  private final MoveDriver driver;
  private final OutcomeJournal journal;
  private final Directives directives;
  private final ActuatorSettings settings;
  private final Gate gate;
  private final Approvals approvals;
  private boolean superseded;

  PlanRun(
      Plan plan,
      MoveDriver driver,
      OutcomeJournal journal,
      Directives directives,
      ActuatorSettings settings) {
    this.plan = plan;
    this.driver = driver;
    this.journal = journal;
    this.directives = directives;
    this.settings = settings;
    this.approvals = new Approvals(plan, journal, directives, settings);
    this.gate = new Gate(plan, journal, directives, settings.limits());
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
    return plan.getMoves().stream().filter(move -> journal.lifeOf(move).held()).count();
  }

  /**
   * Takes every move of the present wave one step on, and goes on to the next wave when all of it
   * has ended.
   *
   * @param slots how many moves may start at most
   * @return slots left
   */
  int advance(int slots) {
    approvals.report();
    int left = slots;
    int wave;
    do {
      wave = presentWave();
      left = advance(wave, left);
    } while (presentWave() != wave);
    return left;
  }

  private static String who(Decision decision) {
    return Directives.said(decision.getAuthor(), decision.getComment());
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
      if (life.held()) {
        goOn(move, life);
      } else if (!end(move) && left > 0 && mayStart(move, life)) {
        start(move);
        left--;
      }
    }
    return left;
  }

  private boolean mayStart(Move move, MoveLife life) {
    return life.state() == MoveState.APPROVED && gate.admits(move);
  }

  /** Ends the move if it must not start any more; true if it must not. */
  private boolean end(Move move) {
    Ending ending = ending(move);
    if (ending == null) {
      return false;
    }
    if (journal.claim(plan, move, "to end it")) {
      journal.report(plan, move, ending.state(), ending.reason());
    }
    return true;
  }

  /** How a move ends that must not start. */
  private record Ending(MoveState state, String reason) {}

  private @Nullable Ending ending(Move move) {
    Optional<Decision> decision = directives.on(plan, move);
    if (decision.isPresent() && decision.get().getVerb() != Verb.APPROVE) {
      return new Ending(MoveState.REJECTED, "rejected by " + who(decision.get()));
    }
    Instant now = journal.now();
    if (superseded) {
      return new Ending(MoveState.SUPERSEDED, "superseded by a newer plan");
    }
    if (now.isAfter(plan.getExpires())) {
      return new Ending(MoveState.EXPIRED, "plan expired at " + plan.getExpires());
    }
    for (Move before : plan.getMoves()) {
      MoveLife life = journal.lifeOf(before);
      boolean arrived =
          life.state() == MoveState.SUCCEEDED
              || life.state() == MoveState.VERIFIED
              || life.state() == MoveState.INEFFECTIVE;
      if (move.getAfter().contains(before.getId()) && !arrived) {
        String reason = "comes after " + before.getVmName() + ", which " + life.state();
        return new Ending(MoveState.SKIPPED, reason);
      }
    }
    return null;
  }

  private void start(Move move) {
    if (journal.claim(plan, move, "by driver " + driver.name())) {
      begin(move, MoveLife.BEGIN);
    }
  }

  /**
   * Starts a move that this actuator holds, if it can start now; else keeps its claim.
   *
   * @param before its life before the claim: another actuator may have got as far
   */
  private void begin(Move move, MoveLife before) {
    if (!gate.admitsClaimed(move)) {
      renew(move);
      return;
    }
    try {
      Precondition precondition = driver.check(move);
      if (!journal.holds(move)) {
        return;
      }
      if (precondition instanceof Precondition.Unmet unmet) {
        unmet(move, before, unmet.reason());
        return;
      }
    } catch (DriverException e) {
      reportIfHeld(move, MoveState.FAILED, new Progress.NotStarted(), e.reason());
      return;
    }
    startOnPlatform(move);
  }

  private void unmet(Move move, MoveLife before, String reason) {
    if (before.held()) {
      afterRefusal(move, MoveState.SKIPPED, reason);
    } else {
      reportIfHeld(move, MoveState.SKIPPED, new Progress.NotStarted(), reason);
    }
  }

  /** Claims it once more when a heartbeat is due, so that its lease holds while it waits. */
  private void renew(Move move) {
    Instant due = journal.lifeOf(move).reportedAt().plus(settings.heartbeat());
    if (!journal.now().isBefore(due)) {
      journal.claim(plan, move, "waits");
    }
  }

  private void startOnPlatform(Move move) {
    try {
      driver.start(move);
      reportIfHeld(move, MoveState.RUNNING, new Progress.NotStarted(), "started");
    } catch (DriverException e) {
      afterRefusal(move, MoveState.FAILED, e.reason());
    }
  }

  /**
   * Asks what became of a start that was refused: it may have been carried out though no answer
   * came, or another actuator, which had stood still, may have made it meanwhile.
   *
   * @param otherwise what the move has become if neither is so
   */
  private void afterRefusal(Move move, MoveState otherwise, String reason) {
    Progress progress;
    try {
      progress = driver.progress(move);
    } catch (DriverException e) {
      progress = new Progress.NotStarted();
    }
    if (progress instanceof Progress.Running) {
      reportIfHeld(move, MoveState.RUNNING, progress, "runs, though refused: " + reason);
    } else if (progress instanceof Progress.Arrived) {
      reportIfHeld(move, MoveState.SUCCEEDED, progress, "arrived");
    } else {
      reportIfHeld(move, otherwise, progress, reason);
    }
  }

  private void reportIfHeld(Move move, MoveState state, Progress progress, String detail) {
    if (journal.holds(move)) {
      journal.report(plan, move, state, progress, detail);
    }
  }

  /** Follows what this actuator holds, and takes over what another one has left. */
  private void goOn(Move move, MoveLife life) {
    boolean mine = life.holder().equals(settings.id());
    if (mine && journal.holds(move)) {
      follow(move, life);
    } else if (mine || journal.abandoned(life)) {
      String detail = mine ? "again, the lease had run out" : "from " + life.holder();
      if (journal.claim(plan, move, detail)) {
        follow(move, life);
      }
    }
  }

  private void follow(Move move, MoveLife life) {
    try {
      if (cancelled(move)) {
        return;
      }
      follow(move, life, driver.progress(move));
    } catch (DriverException e) {
      beat(move, life, new Progress.Running(0, 0), "no answer: " + e.reason());
    }
  }

  /** Cancels a move that must stop, if the platform can; true if it has. */
  private boolean cancelled(Move move) throws DriverException {
    Optional<String> reason = whyStop(move);
    if (reason.isEmpty() || !driver.cancel(move)) {
      return false;
    }
    reportIfHeld(move, MoveState.CANCELLED, new Progress.NotStarted(), reason.get());
    return true;
  }

  private Optional<String> whyStop(Move move) {
    return directives
        .on(plan, move)
        .filter(decision -> decision.getVerb() != Verb.APPROVE)
        .map(decision -> "cancelled by " + who(decision))
        .or(() -> directives.pause(plan.getDomain()));
  }

  private void follow(Move move, MoveLife life, Progress progress) {
    if (progress instanceof Progress.Arrived) {
      reportIfHeld(move, MoveState.SUCCEEDED, progress, "arrived");
    } else if (progress instanceof Progress.Failed failed) {
      reportIfHeld(move, MoveState.FAILED, progress, failed.reason());
    } else if (progress instanceof Progress.Running) {
      beat(move, life, progress, "under way");
    } else if (life.state() == MoveState.RUNNING) {
      vanished(move, progress);
    } else {
      resume(move, life);
    }
  }

  /** The platform has no trace of it any more: it was cancelled, if that was asked for. */
  private void vanished(Move move, Progress progress) {
    Optional<String> asked = whyStop(move);
    reportIfHeld(
        move,
        asked.isPresent() ? MoveState.CANCELLED : MoveState.FAILED,
        progress,
        asked.orElse("the platform has no trace of it any more"));
  }

  /** Reports that it is under way, once per heartbeat, which prolongs the lease. */
  private void beat(Move move, MoveLife life, Progress progress, String detail) {
    boolean due = !journal.now().isBefore(life.reportedAt().plus(settings.heartbeat()));
    if (due || journal.lifeOf(move).state() == MoveState.CLAIMED) {
      reportIfHeld(move, MoveState.RUNNING, progress, detail);
    }
  }

  /** A claim that had not been acted upon, and may be. */
  private void resume(Move move, MoveLife life) {
    Ending ending = ending(move);
    if (ending == null) {
      begin(move, life);
    } else {
      reportIfHeld(move, ending.state(), new Progress.NotStarted(), ending.reason());
    }
  }
}
