package io.vputty.app.recorded;

import io.vputty.schema.Mark;
import io.vputty.schema.Topic;
import io.vputty.schema.TopicReader;
import io.vputty.schema.TopicRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;

/** What a run committed to one topic, read until its writer marks a time in every partition. */
final class Output {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private Output() {}

  /** Records by key, in the order of their offsets, as their text. */
  static Map<String, List<SpecificRecordBase>> read(
      String bootstrap, Topic topic, String writer, Instant until) {
    Map<String, List<SpecificRecordBase>> records = new TreeMap<>();
    Map<Integer, Instant> marked = new TreeMap<>();
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    try (TopicReader reader =
        new TopicReader(
            Map.of("bootstrap.servers", bootstrap), List.of(topic), TopicReader.Start.BEGINNING)) {
      while (marked.size() < topic.demoPartitions()
          || marked.values().stream().anyMatch(time -> time.isBefore(until))) {
        if (System.nanoTime() > giveUp) {
          throw new AssertionError(
              "%s marked %s only up to %s, not %s".formatted(writer, topic.name(), marked, until));
        }
        for (TopicRecord record : reader.poll(Duration.ofMillis(200))) {
          take(record, writer, records, marked);
        }
      }
    }
    return records;
  }

  private static void take(
      TopicRecord record,
      String writer,
      Map<String, List<SpecificRecordBase>> records,
      Map<Integer, Instant> marked) {
    if (!(record instanceof TopicRecord.Decoded decoded)) {
      throw new AssertionError("unreadable output " + record);
    }
    if (decoded.value() instanceof Mark mark) {
      if (mark.getWriter().equals(writer)) {
        marked.put(decoded.position().partition(), mark.getTime());
      }
    } else {
      records
          .computeIfAbsent(String.valueOf(decoded.key()), key -> new ArrayList<>())
          .add(decoded.value());
    }
  }
}
