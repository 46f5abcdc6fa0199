package io.vputty.collector;

import io.vputty.schema.Topic;
import io.vputty.schema.TopicWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends to Kafka, counting by topic: "records.delivered.flows", "records.undelivered.flows", the
 * latter for what is sent after it was closed too. Thread-safe; memory is bounded by the producer's
 * {@code buffer.memory}.
 */
public final class KafkaOutbox implements Outbox {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaOutbox.class);
  private static final long LOG_EVERY_NANOS = 10_000_000_000L;

  private final TopicWriter writer;
  private final Counters counters;
  private final Deliveries deliveries = new Deliveries(System::nanoTime);
  private volatile long quietUntilNanos = System.nanoTime();

  /**
   * Opens a producer.
   *
   * @param kafka client settings, at least {@code bootstrap.servers}
   * @param writer name in marks, stable over restarts
   * @param epoch incarnation, larger after each restart
   */
  public KafkaOutbox(Map<String, ?> kafka, String writer, long epoch, Counters counters) {
    this.writer = new TopicWriter(kafka, writer, epoch);
    this.counters = counters;
  }

  @Override
  public void send(Topic topic, String key, SpecificRecordBase record) {
    deliver(topic, () -> writer.send(topic, key, record));
  }

  @Override
  public void tombstone(Topic topic, String key, Instant time) {
    deliver(topic, () -> writer.tombstone(topic, key, time));
  }

  @Override
  public void mark(Topic topic, Instant time) {
    deliver(topic, () -> writer.mark(topic, time));
  }

  @Override
  public void lastMark(Topic topic, Instant time) {
    deliver(topic, () -> writer.lastMark(topic, time));
  }

  @Override
  public Optional<String> problem() {
    return deliveries.problem();
  }

  @Override
  public void flush() {
    writer.flush();
  }

  @Override
  public void close() {
    writer.close();
  }

  private void deliver(Topic topic, Supplier<? extends CompletableFuture<?>> send) {
    try {
      CompletableFuture<?> unused =
          send.get().whenComplete((sent, failure) -> count(topic, failure));
    } catch (KafkaException | IllegalStateException e) { // the latter once it is closed
      count(topic, e);
    }
  }

  private void count(Topic topic, @Nullable Throwable failure) {
    if (failure == null) {
      counters.increment("records.delivered." + topic.shortName());
      deliveries.arrived();
      return;
    }
    counters.increment("records.undelivered." + topic.shortName());
    deliveries.failed(String.valueOf(failure.getMessage()));
    if (System.nanoTime() - quietUntilNanos >= 0) {
      quietUntilNanos = System.nanoTime() + LOG_EVERY_NANOS;
      LOG.warn("{}: not delivered: {}", topic.name(), failure.getMessage());
    }
  }
}
