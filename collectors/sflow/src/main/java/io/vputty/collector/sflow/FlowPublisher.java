package io.vputty.collector.sflow;

import io.vputty.collector.Outbox;
import io.vputty.collector.sflow.hosts.Finding;
import io.vputty.collector.sflow.sums.AgentSecond;
import io.vputty.schema.Topic;
import io.vputty.schema.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sends what the intake hands over: the batches of each second that is over, then a mark at the
 * start of the next, so that silence reads as zero. Used by one thread at a time.
 */
final class FlowPublisher {

  private static final long SECOND_MS = 1000;

  private final FlowIntake intake;
  private final Outbox outbox;
  private final String collector;
  private final long epoch;
  private final Set<Topic> found = new LinkedHashSet<>();
  private long markedMs = Long.MIN_VALUE;

  /**
   * @param collector name of the collector in its batches
   * @param epoch its incarnation
   */
  FlowPublisher(FlowIntake intake, Outbox outbox, String collector, long epoch) {
    this.intake = intake;
    this.outbox = outbox;
    this.collector = collector;
    this.epoch = epoch;
  }

  /** Sends and marks all that is over at a time. */
  void publishUntil(long timeMs) {
    drain();
    long openSecondMs = intake.advance(timeMs);
    drain();
    if (openSecondMs > markedMs) {
      Instant open = Instant.ofEpochMilli(openSecondMs);
      outbox.mark(Topics.FLOWS, open);
      found.forEach(topic -> outbox.mark(topic, open));
      markedMs = openSecondMs;
    }
  }

  /**
   * Sends all that is there, the open second too, and marks nothing: this collector may come back
   * within it.
   */
  void publishAll() {
    drain();
    closeOpenSecond();
  }

  /** Sends all that is there and marks for good, {@code beyond} the end of the last second. */
  void leave(Duration beyond) {
    drain();
    Instant end = Instant.ofEpochMilli(closeOpenSecond());
    outbox.lastMark(Topics.FLOWS, end.plus(beyond));
    found.forEach(topic -> outbox.lastMark(topic, end.plus(beyond)));
  }

  private long closeOpenSecond() {
    long end = intake.openSecondMs() + SECOND_MS;
    intake.advance(end);
    drain();
    return end;
  }

  private void drain() {
    Stream.generate(intake::nextSecond)
        .takeWhile(Optional::isPresent)
        .flatMap(Optional::stream)
        .forEach(this::send);
    Stream.generate(intake::nextFinding)
        .takeWhile(Optional::isPresent)
        .flatMap(Optional::stream)
        .forEach(this::send);
    Stream.generate(intake::nextRejected)
        .takeWhile(Optional::isPresent)
        .flatMap(Optional::stream)
        .forEach(rejected -> outbox.send(Topics.REJECTED, rejected.getSource(), rejected));
  }

  /** Topics of findings are marked from the first one on: before it, this writer has none. */
  private void send(Finding finding) {
    Instant marked = Instant.ofEpochMilli(Math.max(0, markedMs));
    outbox.send(finding.topic(), finding.key(), finding.notBefore(marked).record());
    found.add(finding.topic());
  }

  private void send(AgentSecond second) {
    second
        .batches(collector, epoch)
        .forEach(batch -> outbox.send(Topics.FLOWS, batch.getAgent(), batch));
    second.release();
  }
}
