package io.vputty.bench.affinity;

import io.vputty.schema.Codec;
import io.vputty.schema.Mark;
import io.vputty.schema.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The newest pane that the job has closed since this was opened, read without cost. */
final class LastPane implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final int LAST_RECORDS = 3;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Map<TopicPartition, Long> from = new HashMap<>();
  private final Codec codec = new Codec();

  LastPane(Map<String, String> kafka) {
    consumer =
        new KafkaConsumer<>(
            Map.copyOf(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    partitions =
        consumer.partitionsFor(Topics.EDGES.name()).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    from.putAll(consumer.endOffsets(partitions));
  }

  /** Returns when every partition has been marked up to a time. */
  void await(Instant end, CompletableFuture<String> failure) throws Exception {
    for (TopicPartition partition : partitions) {
      while (!newest(partition).isAfter(end)) {
        if (failure.isDone()) {
          throw new IllegalStateException(failure.get());
        }
        Thread.sleep(POLL.toMillis());
      }
    }
  }

  private Instant newest(TopicPartition partition) throws Exception {
    long last = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    long start = Math.max(from.getOrDefault(partition, 0L), last - LAST_RECORDS);
    Instant newest = Instant.MIN;
    if (start >= last) {
      return newest;
    }
    consumer.pause(partitions);
    consumer.resume(List.of(partition));
    consumer.seek(partition, start);
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      if (codec.decode(record.value()) instanceof Mark mark && mark.getTime().isAfter(newest)) {
        newest = mark.getTime();
      }
    }
    return newest;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
