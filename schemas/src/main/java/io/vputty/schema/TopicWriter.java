package io.vputty.schema;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records of the contract from outside Flink: an idempotent producer that puts each schema
 * on {@link Topics#SCHEMAS} before its first record, stamps every record with its event time, gives
 * it its {@link RecordHeaders} and marks progress.
 *
 * <p>Thread-safe; sends of one thread keep their order within a partition. Memory is bounded by the
 * producer's {@code buffer.memory}: a send blocks for at most {@code max.block.ms} when it is full,
 * then its future fails.
 */
public final class TopicWriter implements AutoCloseable {

  private static final String TIME = "time";

  private final Producer<String, byte[]> producer;
  private final String writer;
  private final long epoch;
  private final Codec codec = new Codec();
  private final Set<Schema> announced = new HashSet<>();
  private final LongAdder failures = new LongAdder();

  /**
   * Opens a producer.
   *
   * @param config Kafka's client settings; at least {@code bootstrap.servers}
   * @param writer name of this process in its marks, stable over restarts
   * @param epoch incarnation of this process; larger after each restart
   */
  public TopicWriter(Map<String, ?> config, String writer, long epoch) {
    this(
        new KafkaProducer<>(settings(config), new StringSerializer(), new ByteArraySerializer()),
        writer,
        epoch);
  }

  TopicWriter(Producer<String, byte[]> producer, String writer, long epoch) {
    this.producer = producer;
    this.writer = writer;
    this.epoch = epoch;
  }

  private static Map<String, Object> settings(Map<String, ?> config) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    settings.putAll(config);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    return settings;
  }

  /** Sends a record to the partition of its key. */
  public CompletableFuture<RecordMetadata> send(
      Topic topic, String key, SpecificRecordBase record) {
    return send(topic, key, key, record);
  }

  /**
   * Sends a record to the partition of another key, where a topic is partitioned by other than its
   * key.
   */
  public synchronized CompletableFuture<RecordMetadata> send(
      Topic topic, String key, String partitionKey, SpecificRecordBase record) {
    announce(record.getSchema());
    int partition = Partitioning.partition(partitionKey, partitions(topic));
    ProducerRecord<String, byte[]> outgoing =
        new ProducerRecord<>(topic.name(), partition, time(record), key, codec.encode(record));
    RecordHeaders.add(RecordHeaders.of(record), outgoing.headers());
    return send(outgoing);
  }

  /** Removes a key from a compacted topic. */
  public synchronized CompletableFuture<RecordMetadata> tombstone(
      Topic topic, String key, Instant time) {
    int partition = Partitioning.partition(key, partitions(topic));
    return send(topic, partition, time.toEpochMilli(), key, null);
  }

  /** Tells every partition of a topic that no record of this writer before {@code time} follows. */
  public CompletableFuture<Void> mark(Topic topic, Instant time) {
    return mark(topic, time, false);
  }

  /** Marks for the last time: from now on this writer holds nobody back. */
  public CompletableFuture<Void> lastMark(Topic topic, Instant time) {
    return mark(topic, time, true);
  }

  private synchronized CompletableFuture<Void> mark(Topic topic, Instant time, boolean last) {
    Mark mark =
        Mark.newBuilder().setWriter(writer).setTime(time).setEpoch(epoch).setLast(last).build();
    announce(mark.getSchema());
    byte[] bytes = codec.encode(mark);
    return CompletableFuture.allOf(
        IntStream.range(0, partitions(topic))
            .mapToObj(p -> send(topic, p, time.toEpochMilli(), markKey(writer), bytes))
            .toArray(CompletableFuture[]::new));
  }

  /** Key of a writer's marks, so that a compacted topic keeps the newest alone. */
  public static String markKey(String writer) {
    return "mark/" + writer;
  }

  /** Sends that Kafka did not take, marks and announcements included. */
  public long failures() {
    return failures.sum();
  }

  /** Returns when everything sent before is acknowledged or has failed. */
  public void flush() {
    producer.flush();
  }

  /** Flushes and closes, waiting for at most ten seconds. */
  @Override
  public void close() {
    producer.close(Duration.ofSeconds(10));
  }

  /** Announces schemas without sending a record, for writers that send by other means. */
  public synchronized void announce(Collection<Schema> schemas) {
    schemas.forEach(this::announce);
  }

  /** Whoever writes plans also announces what is answered, so that no actuator needs the schema. */
  private void announce(Schema schema) {
    if (!announced.add(schema)) {
      return;
    }
    long fingerprint = Codec.fingerprint(schema);
    WriterSchema announcement =
        new WriterSchema(fingerprint, schema.getFullName(), schema.toString());
    String key = "%016x".formatted(fingerprint);
    CompletableFuture<?> sent = send(Topics.SCHEMAS, 0, null, key, codec.encode(announcement));
    producer.flush();
    if (sent.isCompletedExceptionally()) {
      announced.remove(schema);
    }
    if (schema.equals(Plan.getClassSchema())) {
      announce(MoveOutcome.getClassSchema());
    }
  }

  private int partitions(Topic topic) {
    return producer.partitionsFor(topic.name()).size();
  }

  private static long time(SpecificRecordBase record) {
    return ((Instant) record.get(TIME)).toEpochMilli();
  }

  private CompletableFuture<RecordMetadata> send(
      Topic topic, int partition, @Nullable Long time, String key, byte @Nullable [] value) {
    return send(new ProducerRecord<>(topic.name(), partition, time, key, value));
  }

  private CompletableFuture<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
    CompletableFuture<RecordMetadata> sent = new CompletableFuture<>();
    Future<?> unused =
        producer.send(
            record,
            (metadata, failure) -> {
              if (failure == null) {
                sent.complete(metadata);
              } else {
                failures.increment();
                sent.completeExceptionally(failure);
              }
            });
    return sent;
  }
}
