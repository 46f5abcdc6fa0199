package io.vputty.app.recorded;

import io.vputty.schema.Topic;
import io.vputty.schema.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the jobs of one run read from outside, byte for byte and partition by partition.
 */
public final class InputLog {

  public static final List<Topic> TOPICS =
      List.of(
          Topics.INVENTORY,
          Topics.FLOWS,
          Topics.BLKIO,
          Topics.PAGEHASH,
          Topics.LOAD,
          Topics.SETTINGS,
          Topics.DECISIONS,
          Topics.OUTCOMES);

  private static final int LONGEST_PIECE = 60;
  private static final Duration POLL = Duration.ofMillis(200);

  private final List<Entry> entries;

  /** One record where it stood. */
  public record Entry(
      TopicPartition place, long timestampMs, byte @Nullable [] key, byte @Nullable [] value) {

    private ProducerRecord<byte[], byte[]> toRecord() {
      return new ProducerRecord<>(place.topic(), place.partition(), timestampMs, key, value);
    }
  }

  private record Due(long timeMs, Entry entry) {}

  private InputLog(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** A log of these records, each partition's in this order. */
  public static InputLog of(List<Entry> entries) {
    return new InputLog(entries);
  }

  /** Reads the input topics of a broker to their ends. */
  public static InputLog read(String bootstrap) {
    List<Entry> entries = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> places = places(consumer);
      consumer.assign(places);
      consumer.seekToBeginning(places);
      Map<TopicPartition, Long> ends = consumer.endOffsets(places);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          TopicPartition place = new TopicPartition(record.topic(), record.partition());
          entries.add(new Entry(place, record.timestamp(), record.key(), record.value()));
        }
      }
    }
    return new InputLog(entries);
  }

  private static List<TopicPartition> places(KafkaConsumer<?, ?> consumer) {
    List<TopicPartition> places = new ArrayList<>();
    for (Topic topic : TOPICS) {
      consumer
          .partitionsFor(topic.name())
          .forEach(info -> places.add(new TopicPartition(info.topic(), info.partition())));
    }
    return places;
  }

  /**
   * The same, but that one record of each partition of the flows is told a little late: behind the
   * marks that followed it.
   */
  InputLog withLateFlows(Instant after, Duration late) {
    List<Entry> told = new ArrayList<>(entries);
    Map<TopicPartition, Entry> chosen = new HashMap<>();
    for (Entry entry : entries) {
      if (entry.place().topic().equals(Topics.FLOWS.name())
          && entry.timestampMs() == after.toEpochMilli()
          && !isMark(entry)) {
        chosen.putIfAbsent(entry.place(), entry);
      }
    }
    for (Map.Entry<TopicPartition, Entry> one : chosen.entrySet()) {
      told.remove(one.getValue());
      long untilMs = after.plus(late).toEpochMilli();
      int at = 0;
      while (at < told.size()
          && !(told.get(at).place().equals(one.getKey())
              && isMark(told.get(at))
              && told.get(at).timestampMs() >= untilMs)) {
        at++;
      }
      told.add(Math.min(told.size(), at + 1), one.getValue());
    }
    return new InputLog(told);
  }

  /** What each partition holds up to its first record at or after a time. */
  InputLog before(Instant end) {
    Set<TopicPartition> closed = new HashSet<>();
    List<Entry> told = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.timestampMs() >= end.toEpochMilli()) {
        closed.add(entry.place());
      }
      if (!closed.contains(entry.place())) {
        told.add(entry);
      }
    }
    return new InputLog(told);
  }

  /** What {@link #before} leaves out. */
  InputLog from(Instant start) {
    List<Entry> told = new ArrayList<>(entries);
    Set<Entry> before = Collections.newSetFromMap(new IdentityHashMap<>());
    before.addAll(before(start).entries);
    told.removeIf(before::contains);
    return new InputLog(told);
  }

  /** Whether a record is a mark of its writer's progress. */
  public static boolean isMark(Entry entry) {
    return entry.key() != null
        && new String(entry.key(), StandardCharsets.UTF_8).startsWith("mark/");
  }

  /**
   * The records by place, each in the order of its partition, but the partitions as they come:
   * pieces of one, then of another, while the others stand still. The first pieces are the first
   * record of each: what is empty when a job starts is not waited for.
   */
  List<List<Entry>> inPieces(long seed) {
    Map<TopicPartition, List<Entry>> byPlace = new LinkedHashMap<>();
    entries.forEach(
        entry -> byPlace.computeIfAbsent(entry.place(), place -> new ArrayList<>()).add(entry));
    List<List<Entry>> left = new ArrayList<>(byPlace.values());
    List<List<Entry>> pieces = new ArrayList<>();
    left.forEach(place -> pieces.add(List.of(place.remove(0))));
    left.removeIf(List::isEmpty);
    Random random = new Random(seed);
    while (!left.isEmpty()) {
      List<Entry> next = left.get(random.nextInt(left.size()));
      int size = Math.min(next.size(), 1 + random.nextInt(LONGEST_PIECE));
      pieces.add(List.copyOf(next.subList(0, size)));
      next.subList(0, size).clear();
      left.removeIf(List::isEmpty);
    }
    return pieces;
  }

  /** Writes all of it to another broker. */
  public void writeTo(String bootstrap) {
    try (KafkaProducer<byte[], byte[]> producer = producer(bootstrap)) {
      entries.forEach(entry -> send(producer, entry));
    }
  }

  /** The records by place, each in the order of its partition, in order of time across them. */
  public List<Entry> byTime() {
    Map<TopicPartition, Long> latest = new HashMap<>();
    List<Due> due = new ArrayList<>();
    for (Entry entry : entries) {
      due.add(new Due(latest.merge(entry.place(), entry.timestampMs(), Math::max), entry));
    }
    due.sort(Comparator.comparingLong(Due::timeMs));
    return due.stream().map(Due::entry).toList();
  }

  /** Every record, each partition's in its order. */
  public List<Entry> entries() {
    return entries;
  }

  /** How many partitions hold anything. */
  int places() {
    return counts().size();
  }

  /** How many records each place holds. */
  public Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    entries.forEach(entry -> counts.merge(entry.place().toString(), 1, Integer::sum));
    return counts;
  }

  public static KafkaProducer<byte[], byte[]> producer(String bootstrap) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", bootstrap, "enable.idempotence", true),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  public static void send(KafkaProducer<byte[], byte[]> producer, Entry entry) {
    var unused = producer.send(entry.toRecord());
  }
}
