package io.vputty.sink.actuator;

import io.vputty.schema.Move;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;
import io.vputty.schema.Plan;
import io.vputty.schema.Rejections;
import io.vputty.schema.TopicReader;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.TopicWriter;
import io.vputty.schema.Topics;
import io.vputty.sink.actuator.limit.Occupancy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lives of all moves as they stand on the outcomes topic, those that other actuators report of
 * included. A report counts once it has been read back, in its place among theirs.
 *
 * <p>Times of own reports and marks never go back, even if the clock does. Not thread-safe.
 */
final class OutcomeJournal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutcomeJournal.class);
  private static final Duration READ_TIMEOUT = Duration.ofMillis(200);

  private final ActuatorSettings settings;
  private final Rejections rejections;
  private final Clock clock;
  private final TopicReader reader;
  private final TopicWriter writer;
  private final Map<String, MoveLife> lives = new HashMap<>();
  private final Occupancy occupancy = new Occupancy();
  private final Map<Integer, Long> readUntil = new HashMap<>();
  private Instant newest = Instant.EPOCH;
  private final ActuatorCounts counts;

  OutcomeJournal(
      ActuatorSettings settings, Rejections rejections, Clock clock, ActuatorCounts counts) {
    this.settings = settings;
    this.rejections = rejections;
    this.counts = counts;
    this.clock = clock;
    this.reader =
        new TopicReader(settings.kafka(), List.of(Topics.OUTCOMES), TopicReader.Start.BEGINNING);
    while (!reader.caughtUp()) {
      read(READ_TIMEOUT);
    }
    this.writer = new TopicWriter(settings.kafka(), settings.writer(), clock.millis());
  }

  MoveLife lifeOf(Move move) {
    return lives.getOrDefault(move.getId(), MoveLife.BEGIN);
  }

  /** What runs where, as far as it has been read. */
  Occupancy occupancy() {
    return occupancy;
  }

  /** Reads what has been reported meanwhile, without waiting. */
  void refresh() {
    read(Duration.ZERO);
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

  /**
   * Whether this actuator has a move for sure: it was the first to claim it, and its lease has not
   * run out. To be asked again after everything that may have taken long.
   */
  boolean holds(Move move) {
    refresh();
    MoveLife life = lifeOf(move);
    return life.held()
        && life.holder().equals(settings.id())
        && clock.instant().isBefore(life.leaseUntil());
  }

  /** Whether a move that another actuator has may be taken from it. */
  boolean abandoned(MoveLife life) {
    return life.held() && now().isAfter(life.leaseUntil().plus(settings.clockTolerance()));
  }

  /** Claims a move; true if the claim counts, which its place in the topic decides. */
  boolean claim(Plan plan, Move move, String detail) {
    RecordMetadata written = write(outcome(plan, move, MoveState.CLAIMED, detail));
    MoveLife life = lifeOf(move);
    return life.held()
        && life.holder().equals(settings.id())
        && life.fencingToken() == written.offset();
  }

  /** Reports a new state and waits until it is durable. */
  void report(Plan plan, Move move, MoveState state, String detail) {
    report(plan, move, state, new Progress.NotStarted(), detail);
  }

  /** Reports a new state with the platform's figures and waits until it is durable. */
  void report(Plan plan, Move move, MoveState state, Progress progress, String detail) {
    MoveOutcome outcome = outcome(plan, move, state, detail);
    addFigures(outcome, progress);
    MoveLife life = lifeOf(move);
    if (!life.allows(outcome)) {
      throw new IllegalStateException(
          "move " + move.getId() + " is " + life.state() + " and cannot become " + state);
    }
    write(outcome);
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
    reader.close();
    writer.close();
  }

  private RecordMetadata write(MoveOutcome outcome) {
    RecordMetadata written;
    try {
      written =
          writer.send(Topics.OUTCOMES, outcome.getMoveId(), outcome.getDomain(), outcome).join();
    } catch (CompletionException e) {
      throw new IllegalStateException(
          "outcome %s of move %s was not written: %s"
              .formatted(outcome.getState(), outcome.getMoveId(), e.getCause()),
          e);
    }
    counts.reported(outcome.getState());
    while (readUntil.getOrDefault(written.partition(), -1L) < written.offset()) {
      read(READ_TIMEOUT);
    }
    return written;
  }

  private MoveOutcome outcome(Plan plan, Move move, MoveState state, String detail) {
    Instant now = now();
    MoveLife life = lifeOf(move);
    boolean holding = state == MoveState.CLAIMED || state == MoveState.RUNNING;
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
        .setLeaseUntil(holding ? now.plus(settings.lease()) : Instant.EPOCH)
        .setDurationMs(life.held() ? Duration.between(life.claimedAt(), now).toMillis() : -1)
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

  private void read(Duration timeout) {
    for (TopicRecord record : reader.poll(timeout)) {
      readUntil.merge(record.position().partition(), record.position().offset(), Math::max);
      if (record instanceof TopicRecord.Decoded decoded
          && decoded.value() instanceof MoveOutcome outcome) {
        remember(outcome, decoded.position().offset());
      } else if (record instanceof TopicRecord.Unreadable unreadable) {
        rejections.add(unreadable);
      }
    }
  }

  private void remember(MoveOutcome outcome, long offset) {
    MoveLife life = lives.getOrDefault(outcome.getMoveId(), MoveLife.BEGIN);
    if (life.allows(outcome)) {
      lives.put(outcome.getMoveId(), life.after(outcome, offset));
      occupancy.add(outcome, offset);
    } else {
      counts.reportRefused();
      LOG.warn(
          "{} of move {} by {} at offset {} does not count: the move is {} of {}",
          outcome.getState(),
          outcome.getMoveId(),
          outcome.getActuator(),
          offset,
          life.state(),
          life.holder());
    }
    if (outcome.getActuator().equals(settings.id()) && outcome.getTime().isAfter(newest)) {
      newest = outcome.getTime();
    }
  }
}
