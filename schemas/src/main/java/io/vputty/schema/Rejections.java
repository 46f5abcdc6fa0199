package io.vputty.schema;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a reader outside Flink could not read or must not follow, counted and told on {@link
 * Topics#REJECTED}. A producer is opened for the first such record. Whoever reads a topic from its
 * beginning at each start tells the same record at each start: position and reader say that it is
 * the same.
 */
public final class Rejections implements AutoCloseable {

  /** More of a payload is cut off. */
  public static final int MOST_BYTES = 100_000;

  private static final Logger LOG = LoggerFactory.getLogger(Rejections.class);

  private final Map<String, ?> config;
  private final String reader;
  private final Clock clock;
  private @Nullable TopicWriter writer;
  private volatile long count;

  /**
   * Nothing is opened yet.
   *
   * @param config Kafka's client settings; at least {@code bootstrap.servers}
   * @param reader the process that could not read
   */
  public Rejections(Map<String, ?> config, String reader, Clock clock) {
    this.config = config;
    this.reader = reader;
    this.clock = clock;
  }

  /** How many there were since the start. */
  public long count() {
    return count;
  }

  /** Counts and tells one; not waiting for Kafka. */
  public void add(TopicRecord.Unreadable record) {
    String detail = Objects.toString(record.why().getMessage(), "");
    add(record.position(), record.bytes(), record.why().reason(), detail);
  }

  /**
   * The same of one that can be read, and must not count.
   *
   * @param reason one word
   */
  public void add(TopicRecord.Decoded record, String reason, String detail) {
    add(record.position(), record.wire().value(), reason, detail);
  }

  private synchronized void add(
      TopicRecord.Position position, byte[] bytes, String reason, String detail) {
    count++;
    LOG.warn("passing over a record at {}: {}, {}", position, reason, detail);
    Rejected rejected =
        Rejected.newBuilder()
            .setTime(clock.instant().truncatedTo(ChronoUnit.MILLIS))
            .setReader(reader)
            .setSource(position.topic())
            .setTopic(position.topic())
            .setPartition(position.partition())
            .setOffset(position.offset())
            .setReason(reason)
            .setDetail(detail)
            .setPayload(ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, MOST_BYTES)))
            .setPayloadLength(bytes.length)
            .build();
    try {
      if (writer == null) {
        writer = new TopicWriter(config, reader, clock.millis());
      }
      CompletableFuture<?> unused =
          writer
              .send(Topics.REJECTED, position.topic(), rejected)
              .whenComplete((written, failure) -> untold(position, failure));
    } catch (KafkaException e) {
      untold(position, e); // to read on matters more than to tell
    }
  }

  private static void untold(TopicRecord.Position position, @Nullable Throwable failure) {
    if (failure != null) {
      LOG.warn("the record at {} could not be told as rejected", position, failure);
    }
  }

  @Override
  public synchronized void close() {
    if (writer != null) {
      writer.close();
    }
  }
}
