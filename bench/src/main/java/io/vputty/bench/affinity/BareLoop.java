package io.vputty.bench.affinity;

import io.vputty.mapping.FlowMapping;
import io.vputty.mapping.FlowSecond;
import io.vputty.schema.Codec;
import io.vputty.schema.Mark;
import io.vputty.schema.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The least that anyone could do: one thread that reads the flows, decodes them and adds them up by
 * pair in a hash map. No event time, no inventory, no window, no fault tolerance, no output.
 */
final class BareLoop {

  private static final Duration POLL = Duration.ofMillis(100);

  private BareLoop() {}

  /** Bytes and samples of one pair. */
  private static final class Sums {
    long samples;
    long bytes;
    long squares;

    long total() {
      return samples + bytes + squares;
    }
  }

  /** Returns a sum over all, so that nothing can be left out. */
  static long run(Map<String, String> kafka, Instant end) throws Exception {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    Codec codec = new Codec();
    Map<Pair, Sums> pairs = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.FLOWS.name()).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      int ended = 0;
      while (ended < partitions.size()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (Codec.isOf(record.value(), FlowMapping.FINGERPRINT)) {
            add(FlowMapping.second(record.value()), pairs);
          } else if (codec.decode(record.value()) instanceof Mark mark
              && mark.getTime().isAfter(end)) {
            ended++;
          }
        }
      }
    }
    return pairs.values().stream().mapToLong(Sums::total).sum();
  }

  private static void add(FlowSecond second, Map<Pair, Sums> pairs) {
    for (int at = 0; at < second.size; at++) {
      Pair pair =
          new Pair(
              second.sourceMac[at],
              second.sourceIpLow[at],
              second.destinationMac[at],
              second.destinationIpLow[at]);
      Sums sums = pairs.computeIfAbsent(pair, added -> new Sums());
      sums.samples += second.samples[at];
      sums.bytes += second.bytes[at];
      sums.squares += second.squaresLow[at];
    }
  }

  private record Pair(long sourceMac, long sourceIp, long destinationMac, long destinationIp) {}
}
