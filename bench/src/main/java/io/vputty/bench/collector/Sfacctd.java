package io.vputty.bench.collector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * pmacct's sfacctd with its Kafka plugin: the same key as a row of ours has, sums every second,
 * JSON, and buffers large enough that they lose nothing.
 */
final class Sfacctd implements Contender {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String label() {
    return "sfacctd";
  }

  @Override
  public List<String> command(Place place) throws IOException {
    String[] broker = place.broker().split(":", 2);
    Path configuration =
        Files.writeString(
            place.directory().resolve("sfacctd.conf"),
            """
            daemonize: false
            sfacctd_ip: 127.0.0.1
            sfacctd_port: %d
            sfacctd_pipe_size: 4194304
            plugins: kafka[k]
            aggregate[k]: peer_src_ip, in_iface, out_iface, src_mac, dst_mac, src_host, dst_host, vlan
            plugin_pipe_size[k]: 268435456
            plugin_buffer_size[k]: 262144
            kafka_output[k]: json
            kafka_topic[k]: %s
            kafka_broker_host[k]: %s
            kafka_broker_port[k]: %s
            kafka_refresh_time[k]: 1
            kafka_cache_entries[k]: 65536
            """
                .formatted(place.port(), place.topic(), broker[0], broker[1]));
    return List.of("sfacctd", "-f", configuration.toString());
  }

  @Override
  public Delivered delivered(Place place) {
    Map<String, Object> kafka = Map.of("bootstrap.servers", place.broker());
    try (Admin admin = Admin.create(kafka)) {
      admin.createTopics(List.of(new NewTopic(place.topic(), 1, (short) 1))).all().get();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot create " + place.topic(), e);
    }
    KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(kafka, new StringDeserializer(), new StringDeserializer());
    List<TopicPartition> partitions = List.of(new TopicPartition(place.topic(), 0));
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return new Delivered() {
      private long samples;

      @Override
      public long samples() {
        while (consumer.endOffsets(partitions).entrySet().stream()
            .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
          for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
            samples += samplesOf(record.value());
          }
        }
        return samples;
      }

      @Override
      public void close() {
        consumer.close();
      }
    };
  }

  /** Packets of a record, which are samples as long as it does not multiply them by the rate. */
  private static long samplesOf(String json) {
    try {
      JsonNode record = JSON.readTree(json);
      return record.path("packets").asLong();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
