package io.vputty.bench.actuator;

import io.vputty.schema.Codec;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.Topics;
import io.vputty.schema.UnreadableRecordException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Sits in an actuator's Kafka clients and passes by the points before and after each report. An
 * actuator waits for each report, so the one acknowledged is the one sent last.
 */
public final class OutcomeTap
    implements ProducerInterceptor<String, byte[]>, ConsumerInterceptor<String, byte[]> {
  /** Client setting that names the directory of the break points. */
  static final String DIRECTORY = "bench.breakpoints";

  private Breakpoints breakpoints = new Breakpoints(Path.of(""));
  private volatile @Nullable MoveOutcome unacknowledged;

  @Override
  public void configure(Map<String, ?> settings) {
    breakpoints = new Breakpoints(Path.of(String.valueOf(settings.get(DIRECTORY))));
  }

  @Override
  public ProducerRecord<String, byte[]> onSend(ProducerRecord<String, byte[]> record) {
    outcome(record)
        .ifPresent(
            outcome -> {
              reach(outcome, false);
              unacknowledged = outcome;
            });
    return record;
  }

  @Override
  public void onAcknowledgement(@Nullable RecordMetadata record, @Nullable Exception failure) {
    MoveOutcome outcome = unacknowledged;
    if (outcome != null && record != null && record.topic().equals(Topics.OUTCOMES.name())) {
      unacknowledged = null;
      reach(outcome, true);
    }
  }

  private void reach(MoveOutcome outcome, boolean written) {
    point(outcome, written).ifPresent(point -> breakpoints.reach(point, outcome.getVm()));
  }

  private static Optional<LifePoint> point(MoveOutcome outcome, boolean written) {
    return switch (outcome.getState()) {
      case APPROVED -> written ? Optional.empty() : Optional.of(LifePoint.APPROVED_UNSENT);
      case CLAIMED -> Optional.of(written ? LifePoint.CLAIM_WRITTEN : LifePoint.CLAIM_UNSENT);
      case RUNNING -> Optional.of(written ? LifePoint.RUNNING_WRITTEN : LifePoint.RUNNING_UNSENT);
      case SUCCEEDED, FAILED, SKIPPED, CANCELLED ->
          Optional.of(written ? LifePoint.END_WRITTEN : LifePoint.END_UNSENT);
      case UNKNOWN, PROPOSED, REJECTED, SUPERSEDED, EXPIRED, VERIFIED, INEFFECTIVE, ROLLED_BACK ->
          Optional.empty();
    };
  }

  private static Optional<MoveOutcome> outcome(ProducerRecord<String, byte[]> record) {
    if (!record.topic().equals(Topics.OUTCOMES.name())) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Codec().decode(record.value()))
          .filter(MoveOutcome.class::isInstance)
          .map(MoveOutcome.class::cast);
    } catch (UnreadableRecordException e) {
      throw new IllegalStateException("an actuator writes what nobody can read", e);
    }
  }

  @Override
  public ConsumerRecords<String, byte[]> onConsume(ConsumerRecords<String, byte[]> records) {
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {}
}
