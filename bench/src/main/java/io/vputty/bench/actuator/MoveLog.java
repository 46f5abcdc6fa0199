package io.vputty.bench.actuator;

import io.vputty.schema.Mark;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;
import io.vputty.schema.TopicReader;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.Topics;
import io.vputty.sink.actuator.MoveLife;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The outcomes topic as a bystander reads it, for as long as the trials go on. */
final class MoveLog implements AutoCloseable {
  private final TopicReader reader;
  private final Map<String, MoveLife> lives = new HashMap<>();
  private final Map<String, Long> uncounted = new HashMap<>();
  private final Map<String, Instant> marks = new HashMap<>();

  MoveLog(String bootstrap) {
    reader =
        new TopicReader(
            Map.of("bootstrap.servers", bootstrap),
            List.of(Topics.OUTCOMES),
            TopicReader.Start.BEGINNING);
  }

  void read(Duration timeout) {
    for (TopicRecord record : reader.poll(timeout)) {
      if (record instanceof TopicRecord.Decoded decoded) {
        if (decoded.value() instanceof MoveOutcome outcome) {
          add(outcome, decoded.position().offset());
        } else if (decoded.value() instanceof Mark mark) {
          marks.put(mark.getWriter(), mark.getTime());
        }
      }
    }
  }

  private void add(MoveOutcome outcome, long offset) {
    MoveLife life = life(outcome.getMoveId());
    if (life.allows(outcome)) {
      lives.put(outcome.getMoveId(), life.after(outcome, offset));
    } else {
      uncounted.merge(outcome.getMoveId(), 1L, Long::sum);
    }
  }

  MoveLife life(String move) {
    return lives.getOrDefault(move, MoveLife.BEGIN);
  }

  boolean runs(String move) {
    return life(move).state() == MoveState.RUNNING;
  }

  /** Reports of a move that did not count. */
  long uncounted(String move) {
    return uncounted.getOrDefault(move, 0L);
  }

  /** Whether an actuator has gone round since then. */
  boolean markedAfter(String actuator, Instant time) {
    return marks.getOrDefault("actuator/" + actuator, Instant.EPOCH).isAfter(time);
  }

  @Override
  public void close() {
    reader.close();
  }
}
