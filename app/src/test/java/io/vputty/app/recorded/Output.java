package io.vputty.app.recorded;

import io.vputty.schema.Codec;
import io.vputty.schema.Mark;
import io.vputty.schema.RecordHeaders;
import io.vputty.schema.Topic;
import io.vputty.schema.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a run committed to one topic, read until its writer has marked a time in every partition.
 */
public final class Output {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Codec codec = new Codec();
  private final String writer;
  private final Map<Integer, Instant> marked = new TreeMap<>();
  private final Map<String, List<String>> records = new TreeMap<>();

  private Output(String writer) {
    this.writer = writer;
  }

  /**
   * The committed records by key, in the order of their offsets, each as its text, its headers and
   * its bytes in hex: two runs are the same if and only if these are equal.
   */
  public static Map<String, List<String>> read(
      String bootstrap, Topic topic, String writer, Instant until) {
    return read(bootstrap, topic, writer, until, Map.of());
  }

  /**
   * The same of what stands behind some offsets.
   *
   * @param behind by partition; the beginning where there is none
   */
  static Map<String, List<String>> read(
      String bootstrap, Topic topic, String writer, Instant until, Map<Integer, Long> behind) {
    Output output = new Output(writer);
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrap)) {
      List<TopicPartition> places = places(topic);
      consumer.assign(places);
      places.forEach(place -> consumer.seek(place, behind.getOrDefault(place.partition(), 0L)));
      while (!output.reached(until, places.size())) {
        if (System.nanoTime() > giveUp) {
          throw new AssertionError(
              "%s marked %s up to %s, not %s"
                  .formatted(writer, topic.name(), output.marked, until));
        }
        consumer.poll(POLL).forEach(output::take);
      }
    }
    return output.records;
  }

  /** Where each partition of a topic ends now. */
  static Map<Integer, Long> ends(String bootstrap, Topic topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrap)) {
      Map<Integer, Long> ends = new TreeMap<>();
      consumer
          .endOffsets(places(topic))
          .forEach((place, offset) -> ends.put(place.partition(), offset));
      return ends;
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrap) {
    return new KafkaConsumer<>(
        new HashMap<>(Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed")),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private static List<TopicPartition> places(Topic topic) {
    return IntStream.range(0, topic.demoPartitions())
        .mapToObj(partition -> new TopicPartition(topic.name(), partition))
        .toList();
  }

  private boolean reached(Instant until, int partitions) {
    return marked.size() == partitions
        && marked.values().stream().noneMatch(time -> time.isBefore(until));
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    SpecificRecordBase value = decode(record);
    if (value instanceof Mark mark) {
      if (mark.getWriter().equals(writer)) {
        marked.put(record.partition(), mark.getTime());
      }
      return;
    }
    records
        .computeIfAbsent(new String(record.key(), StandardCharsets.UTF_8), k -> new ArrayList<>())
        .add(
            "%s %s %s"
                .formatted(
                    value,
                    RecordHeaders.read(record.headers()),
                    HexFormat.of().formatHex(record.value())));
  }

  private SpecificRecordBase decode(ConsumerRecord<byte[], byte[]> record) {
    try {
      return codec.decode(record.value());
    } catch (UnreadableRecordException e) {
      throw new AssertionError("unreadable output at offset " + record.offset(), e);
    }
  }
}
