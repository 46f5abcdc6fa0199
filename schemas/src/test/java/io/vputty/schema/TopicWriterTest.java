package io.vputty.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

final class TopicWriterTest {

  private static final int PARTITIONS = 8;

  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(
          cluster(),
          true,
          new RoundRobinPartitioner(),
          new StringSerializer(),
          new ByteArraySerializer());
  private final TopicWriter writer = new TopicWriter(producer, "planner", 1);

  @Test
  void announcesWhatIsAnsweredToAPlanBeforeThePlan() throws Exception {
    writer
        .send(Topics.PLANS, "east", Plan.newBuilder().setId("p").setDomain("east").build())
        .join();

    assertThat(announced())
        .containsExactly("io.vputty.schema.Plan", "io.vputty.schema.MoveOutcome");
    assertThat(producer.history())
        .last()
        .extracting(ProducerRecord::topic)
        .isEqualTo("vputty.plans.v1");
  }

  @Test
  void writesTheHeadersOfWhatTellsOfAPlan() {
    writer
        .send(Topics.PLANS, "east", Plan.newBuilder().setId("p").setDomain("east").build())
        .join();
    MoveOutcome outcome = MoveOutcome.newBuilder().setPlanId("p").setMoveId("m").build();
    writer.send(Topics.OUTCOMES, "m", "east", outcome).join();
    writer.mark(Topics.PLANS, Instant.EPOCH).join();

    String trace = RecordHeaders.trace("p");
    assertThat(headers("vputty.plans.v1", "east"))
        .isEqualTo(Map.of("vputty-plan-id", "p", "traceparent", trace));
    assertThat(headers("vputty.outcomes.v1", "m"))
        .isEqualTo(Map.of("vputty-plan-id", "p", "vputty-move-id", "m", "traceparent", trace));
    assertThat(headers("vputty.plans.v1", "mark/planner")).isEmpty();
  }

  @Test
  void writesReportsToThePartitionOfTheirPlan() {
    writer
        .send(Topics.PLANS, "east", Plan.newBuilder().setId("p").setDomain("east").build())
        .join();
    MoveOutcome outcome = MoveOutcome.newBuilder().setPlanId("p").setMoveId("m").build();
    writer.send(Topics.OUTCOMES, "m", "east", outcome).join();

    assertThat(record("vputty.outcomes.v1", "m").partition())
        .isEqualTo(record("vputty.plans.v1", "east").partition());
  }

  private List<String> announced() throws UnreadableRecordException {
    List<String> names = new ArrayList<>();
    for (ProducerRecord<String, byte[]> record : producer.history()) {
      if (record.topic().equals(Topics.SCHEMAS.name())) {
        names.add(((WriterSchema) new Codec().decode(record.value())).getName());
      }
    }
    return names;
  }

  private Map<String, String> headers(String topic, String key) {
    return RecordHeaders.read(record(topic, key).headers());
  }

  private ProducerRecord<String, byte[]> record(String topic, String key) {
    return producer.history().stream()
        .filter(record -> record.topic().equals(topic) && record.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static Cluster cluster() {
    Node node = new Node(0, "localhost", 1);
    List<PartitionInfo> partitions = new ArrayList<>();
    for (Topic topic : Topics.all()) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        partitions.add(
            new PartitionInfo(topic.name(), partition, node, new Node[] {node}, new Node[] {node}));
      }
    }
    return new Cluster("cluster", List.of(node), partitions, Set.of(), Set.of());
  }
}
