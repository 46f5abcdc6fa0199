package io.vputty.sink.actuator;

import io.vputty.schema.Move;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;
import io.vputty.schema.Plan;
import io.vputty.schema.TopicReader;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.TopicWriter;
import io.vputty.schema.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * The lives of all moves, durable on the outcomes topic: on start it reads the topic back, and a
 * report counts once Kafka has acknowledged it.
 *
 * <p>Times of reports and marks never go back, even if the clock does. A move that has ended gets
 * no further report. Not thread-safe.
 */
final class OutcomeJournal implements AutoCloseable {
  private static final Duration READ_TIMEOUT = Duration.ofMillis(200);

  private final ActuatorSettings settings;
  private final Clock clock;
  private final TopicWriter writer;
  private final Map<String, MoveLife> lives = new HashMap<>();
  private Instant newest = Instant.EPOCH;

  OutcomeJournal(ActuatorSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    readBack();
    this.writer = new TopicWriter(settings.kafka(), "actuator/" + settings.id(), clock.millis());
  }

  MoveLife lifeOf(Move move) {
    return lives.getOrDefault(move.getId(), MoveLife.PROPOSED);
  }

  /**
   * The time to act and report at: now, in whole milliseconds, but never before the newest report.
   */
  Instant now() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (now.isAfter(newest)) {
      newest = now;
    }
    return newest;
  }

  /** Reports a new state and waits until it is durable. */
  void report(Plan plan, Move move, MoveState state, String detail) {
    report(plan, move, state, new Progress.NotStarted(), detail);
  }

  /** Reports a new state with the platform's figures and waits until it is durable. */
  void report(Plan plan, Move move, MoveState state, Progress progress, String detail) {
    MoveLife life = lifeOf(move);
    if (life.ended()) {
      throw new IllegalStateException(
          "move " + move.getId() + " is " + life.state() + " and cannot become " + state);
    }
    MoveOutcome outcome = outcome(plan, move, state, life, detail);
    addFigures(outcome, progress);
    try {
      long offset =
          writer.send(Topics.OUTCOMES, move.getId(), plan.getDomain(), outcome).join().offset();
      lives.put(move.getId(), life.after(outcome, offset));
    } catch (CompletionException e) {
      throw new IllegalStateException(
          "outcome " + state + " of move " + move.getId() + " was not written: " + e.getCause(), e);
    }
  }

  /** Tells readers that nothing older than now follows. */
  void mark() {
    try {
      writer.mark(Topics.OUTCOMES, now()).join();
    } catch (CompletionException e) {
      throw new IllegalStateException("outcomes could not be marked: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    writer.close();
  }

  private MoveOutcome outcome(Plan plan, Move move, MoveState state, MoveLife life, String detail) {
    Instant now = now();
    Instant lease =
        state == MoveState.CLAIMED || state == MoveState.RUNNING
            ? now.plus(settings.lease())
            : Instant.EPOCH;
    return MoveOutcome.newBuilder()
        .setTime(now)
        .setMoveId(move.getId())
        .setPlanId(plan.getId())
        .setDomain(plan.getDomain())
        .setVm(move.getVm())
        .setSource(move.getSource())
        .setTarget(move.getTarget())
        .setState(state)
        .setActuator(settings.id())
        .setFencingToken(life.fencingToken())
        .setLeaseUntil(lease)
        .setDurationMs(life.started() ? Duration.between(life.claimedAt(), now).toMillis() : -1)
        .setDetail(detail)
        .build();
  }

  private static void addFigures(MoveOutcome outcome, Progress progress) {
    if (progress instanceof Progress.Running running) {
      outcome.setProgress(running.share());
      outcome.setTransferredBytes(running.transferredBytes());
    } else if (progress instanceof Progress.Arrived arrived) {
      outcome.setProgress(1.0);
      outcome.setTransferredBytes(arrived.transferredBytes());
      outcome.setDowntimeMs(arrived.downtimeMillis());
    }
  }

  private void readBack() {
    try (TopicReader reader =
        new TopicReader(settings.kafka(), List.of(Topics.OUTCOMES), TopicReader.Start.BEGINNING)) {
      while (!reader.caughtUp()) {
        reader.poll(READ_TIMEOUT).forEach(this::remember);
      }
    }
  }

  private void remember(TopicRecord record) {
    if (record instanceof TopicRecord.Decoded decoded
        && decoded.value() instanceof MoveOutcome outcome) {
      MoveLife life = lives.getOrDefault(outcome.getMoveId(), MoveLife.PROPOSED);
      lives.put(outcome.getMoveId(), life.after(outcome, decoded.position().offset()));
      if (outcome.getTime().isAfter(newest)) {
        newest = outcome.getTime();
      }
    }
  }
}
