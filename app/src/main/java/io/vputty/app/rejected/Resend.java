package io.vputty.app.rejected;

import io.vputty.schema.Rejected;
import io.vputty.schema.Topic;
import io.vputty.schema.Topics;
import io.vputty.schema.access.Roles;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Puts rejected records once more into the partition that they were read from, as they stood there:
 * key, time and bytes, if the topic still holds them.
 */
public final class Resend implements AutoCloseable {

  private static final Duration LOOK = Duration.ofSeconds(5);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;

  /**
   * Opens the clients.
   *
   * @param client settings of Kafka's clients
   */
  public Resend(Map<String, Object> client) {
    Map<String, Object> reading = new HashMap<>(client);
    reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    reading.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    reading.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    consumer =
        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Why a record cannot be sent again; empty if it can. */
  public static Optional<String> refusal(Rejected rejected) {
    String name = rejected.getTopic();
    if (name == null) {
      return Optional.of("it came from outside Kafka: " + rejected.getSource());
    }
    Optional<Topic> topic = Topics.find(name);
    if (topic.isEmpty()) {
      return Optional.of("%s is no topic of the contract".formatted(name));
    }
    if (Roles.ofJobs(topic.get())) {
      return Optional.of("only jobs write %s, in transactions".formatted(name));
    }
    return rejected.getOffset() < 0
        ? Optional.of("it tells of many records, and of none alone")
        : Optional.empty();
  }

  /**
   * Sends a record again, which must not be refused.
   *
   * @return where it stands now; empty if its topic no longer holds it
   */
  public Optional<Long> send(Rejected rejected) {
    Optional<ConsumerRecord<byte[], byte[]>> original = original(rejected);
    return original.map(record -> send(record));
  }

  private Optional<ConsumerRecord<byte[], byte[]>> original(Rejected rejected) {
    TopicPartition partition = new TopicPartition(rejected.getTopic(), rejected.getPartition());
    consumer.assign(List.of(partition));
    long first = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    if (rejected.getOffset() < first || rejected.getOffset() >= end) {
      return Optional.empty();
    }
    consumer.seek(partition, rejected.getOffset());
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(LOOK)) {
      boolean same = record.offset() == rejected.getOffset() && starts(record.value(), rejected);
      return same ? Optional.of(record) : Optional.empty();
    }
    return Optional.empty();
  }

  /** Whether the bytes are those that were rejected, of which the beginning was kept. */
  private static boolean starts(byte[] bytes, Rejected rejected) {
    ByteBuffer kept = rejected.getPayload().duplicate();
    byte[] beginning = new byte[kept.remaining()];
    kept.get(beginning);
    return bytes.length == rejected.getPayloadLength()
        && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
  }

  private long send(ConsumerRecord<byte[], byte[]> record) {
    ProducerRecord<byte[], byte[]> again =
        new ProducerRecord<>(
            record.topic(), record.partition(), record.timestamp(), record.key(), record.value());
    try {
      return producer.send(again).get().offset();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  @Override
  public void close() {
    producer.close(LOOK);
    consumer.close();
  }
}
