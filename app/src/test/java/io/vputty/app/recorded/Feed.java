package io.vputty.app.recorded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Gives a run its recorded input bit by bit, going on where the log ends after each death of the broker. */
final class Feed {

  private static final int STEP = 10;
  private static final long STEP_NANOS = 100_000_000;

  private final List<InputLog.Entry> entries;

  Feed(InputLog log) {
    this.entries = log.byTime();
  }

  int size() {
    return entries.size();
  }

  /**
   * Writes what the topics lack of the first {@code count} entries, at a steady pace.
   *
   * @param from the entry from which the pace is kept; those before it are looked at at once
   */
  void writeUpTo(int count, int from, String bootstrap)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> ends = ends(bootstrap);
    Map<TopicPartition, Long> seen = new HashMap<>();
    try (KafkaProducer<byte[], byte[]> producer = InputLog.producer(bootstrap)) {
      long due = System.nanoTime();
      for (int i = 0; i < count; i++) {
        InputLog.Entry entry = entries.get(i);
        if (seen.merge(entry.place(), 1L, Long::sum) > ends.getOrDefault(entry.place(), 0L)) {
          InputLog.send(producer, entry);
        }
        if (i > from && i % STEP == 0) {
          due += STEP_NANOS;
          LockSupport.parkNanos(due - System.nanoTime());
        }
      }
      producer.flush();
    }
  }

  private Map<TopicPartition, Long> ends(String bootstrap) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            new HashMap<>(Map.of("bootstrap.servers", bootstrap)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      return consumer.endOffsets(entries.stream().map(InputLog.Entry::place).distinct().toList());
    }
  }
}
