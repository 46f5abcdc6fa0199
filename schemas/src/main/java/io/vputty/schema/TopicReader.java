package io.vputty.schema;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads records of the contract from outside Flink: committed ones only, every partition of the
 * given topics, without a consumer group. Whoever needs to remember how far it got finds that in
 * what it wrote itself.
 *
 * <p>Not thread-safe, but {@link #wakeup()} may be called from any thread.
 */
public final class TopicReader implements AutoCloseable {

  private final Consumer<String, byte[]> consumer;
  private final Codec codec;
  private final SchemaTopic schemas;
  private final Map<String, Topic> topics = new HashMap<>();
  private final List<TopicPartition> partitions = new ArrayList<>();
  private Map<TopicPartition, Long> starts = Map.of();
  private Map<TopicPartition, Long> ends = Map.of();

  /** Where reading begins. */
  public enum Start {
    BEGINNING,
    END
  }

  /**
   * Assigns every partition of the topics.
   *
   * @param config Kafka's client settings; at least {@code bootstrap.servers}
   * @throws IllegalArgumentException if a topic does not exist
   */
  public TopicReader(Map<String, ?> config, Collection<Topic> topics, Start start) {
    schemas = new SchemaTopic(config);
    codec = new Codec(schemas);
    consumer = open(config);
    for (Topic topic : topics) {
      this.topics.put(topic.name(), topic);
      partitions.addAll(partitions(consumer, topic));
    }
    consumer.assign(partitions);
    switch (start) {
      case BEGINNING -> consumer.seekToBeginning(partitions);
      case END -> {
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
      }
    }
  }

  static Consumer<String, byte[]> open(Map<String, ?> config) {
    Map<String, Object> settings = new HashMap<>(config);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  static List<TopicPartition> partitions(Consumer<?, ?> consumer, Topic topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new IllegalArgumentException(
          "topic %s does not exist; `vputty topics create` makes it".formatted(topic.name()));
    }
    return partitions;
  }

  /**
   * Goes back so that the newest records of each partition come next.
   *
   * @param count offsets back from where reading stands; fewer where there are no more
   */
  public void stepBack(long count) {
    Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
    for (TopicPartition partition : partitions) {
      long from = Math.max(consumer.position(partition) - count, first.getOrDefault(partition, 0L));
      consumer.seek(partition, from);
    }
  }

  /** The next records, marks included; empty if none came within the timeout. */
  public List<TopicRecord> poll(Duration timeout) {
    List<TopicRecord> records = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : consumer.poll(timeout)) {
      records.add(decode(record));
    }
    return records;
  }

  /**
   * True when every partition has been read to where it ended when this was first asked: what comes
   * meanwhile, however fast, does not put it off.
   */
  public boolean caughtUp() {
    if (ends.isEmpty()) {
      ends = consumer.endOffsets(partitions);
    }
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  /**
   * Share of what stood in the topics when {@link #caughtUp} was first asked that has been read,
   * 0-1.
   */
  public double progress() {
    if (starts.isEmpty()) {
      starts = consumer.beginningOffsets(partitions);
    }
    if (ends.isEmpty()) {
      ends = consumer.endOffsets(partitions);
    }
    double all = 0;
    double read = 0;
    for (TopicPartition partition : partitions) {
      long start = starts.getOrDefault(partition, 0L);
      long length = ends.getOrDefault(partition, start) - start;
      all += length;
      read += Math.max(0, Math.min(length, consumer.position(partition) - start));
    }
    return all == 0 ? 1 : read / all;
  }

  /** Makes a blocked {@link #poll} end with Kafka's WakeupException. */
  public void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
    schemas.close();
  }

  private TopicRecord decode(ConsumerRecord<String, byte[]> record) {
    TopicRecord.Position position =
        new TopicRecord.Position(
            record.topic(), record.partition(), record.offset(), record.timestamp());
    if (record.value() == null) {
      return new TopicRecord.Tombstone(position, record.key());
    }
    try {
      Topic topic = Objects.requireNonNull(topics.get(record.topic()));
      SpecificRecordBase value = topic.own(codec.decode(record.value()));
      TopicRecord.Wire wire =
          new TopicRecord.Wire(record.value(), RecordHeaders.read(record.headers()));
      return new TopicRecord.Decoded(position, record.key(), value, wire);
    } catch (UnreadableRecordException e) {
      return new TopicRecord.Unreadable(position, record.key(), record.value(), e);
    }
  }
}
