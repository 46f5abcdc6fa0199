package io.vputty.app.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class EmbeddedBrokerIT {
  private static final String TOPIC = "kept";
  private static final List<String> VALUES =
      IntStream.range(0, 100).mapToObj(i -> "value-" + i).toList();

  @TempDir private Path directory;

  @Test
  void keepsRecordsAfterCleanRestartOnOtherPorts() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      write(broker.bootstrapServers());
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      assertThat(read(broker.bootstrapServers())).isEqualTo(VALUES);
    }
  }

  @Test
  void keepsRecordsAfterKill() throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(directory)) {
      write(broker.bootstrapServers());
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      assertThat(read(broker.bootstrapServers())).isEqualTo(VALUES);
    }
  }

  private static void write(String bootstrap) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
    Map<String, Object> config = Map.of("bootstrap.servers", bootstrap, "acks", "all");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      for (String value : VALUES) {
        producer.send(new ProducerRecord<>(TOPIC, value)).get();
      }
    }
  }

  private static List<String> read(String bootstrap) {
    Map<String, Object> config = Map.of("bootstrap.servers", bootstrap);
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions = List.of(new TopicPartition(TOPIC, 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (values.size() < VALUES.size()) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }
}
