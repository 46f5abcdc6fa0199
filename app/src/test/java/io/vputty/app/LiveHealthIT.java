package io.vputty.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vputty.app.broker.KafkaExtension;
import io.vputty.app.moves.MoveRecords;
import io.vputty.schema.FlowBatch;
import io.vputty.schema.Host;
import io.vputty.schema.Inventory;
import io.vputty.schema.TopicWriter;
import io.vputty.schema.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code status} and {@code doctor} say of topics in which much is wrong. */
@Timeout(180)
@TestInstance(Lifecycle.PER_CLASS)
class LiveHealthIT {

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  @RegisterExtension static final KafkaExtension KAFKA = new KafkaExtension();

  @BeforeAll
  void publish() throws InterruptedException, ExecutionException {
    try (TopicWriter writer = new TopicWriter(KAFKA.clientSettings(), "writer", 1);
        TopicWriter fast = new TopicWriter(KAFKA.clientSettings(), "fast", 1)) {
      Host host =
          Host.newBuilder().setName("hv1").setAgents(List.of("10.0.0.1", "10.0.0.2")).build();
      Inventory entity =
          Inventory.newBuilder()
              .setTime(now)
              .setEntity("host/hv1")
              .setDomain("east")
              .setHost(host)
              .build();
      writer.send(Topics.INVENTORY, "host/hv1", entity).join();
      flow(writer, "10.0.0.1", 0.5);
      flow(writer, "10.9.9.9", 1);
      fast.mark(Topics.FLOWS, now.plusSeconds(3600)).join();
      writer.mark(Topics.EDGES, now).join();
      writer.mark(Topics.PLANS, now.minusSeconds(3600)).join();
      writer
          .send(Topics.PLANS, "east", MoveRecords.plan("p1", now, MoveRecords.move("m1", "web")))
          .join();
    }
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            KAFKA.clientSettings(), new StringSerializer(), new ByteArraySerializer())) {
      byte[] poison = "no record".getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(Topics.DRIFT.name(), "x", poison)).get();
    }
  }

  private void flow(TopicWriter writer, String agent, double completeness) {
    FlowBatch batch =
        FlowBatch.newBuilder().setTime(now).setAgent(agent).setCompleteness(completeness).build();
    writer.send(Topics.FLOWS, agent, batch).join();
  }

  @Test
  void showsHowFarStagesAreAndWhereDomainsStand() throws IOException {
    assertThat(ask("status").out())
        .containsPattern("edges +jobs/affinity +1 +" + now)
        .containsPattern("drift +jobs/drift +0 +none +-")
        .contains("1 hosts  0 vms")
        .contains("domain east  0 VMs on 1 host")
        .contains("costs $2.00/h; plan p1")
        .contains("1 move open, 0 of them under way");
    JsonNode status = new ObjectMapper().readTree(ask("status", "-o", "json").out());
    assertThat(status.path("domains").get(0).path("openMoves").asInt()).isEqualTo(1);
  }

  @Test
  void saysWhatIsWrongAndWhatToDo() {
    CommandRun run = ask("doctor");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("fine +topics +all are as the contract says")
        .containsPattern("fine +rights")
        .containsPattern("fine +running +jobs/affinity is")
        .containsPattern("fault +running +jobs/drift marks nothing\n +-> start it")
        .containsPattern("fault +running +jobs/reshape is 36[0-9][0-9] s behind")
        .containsPattern("fault +clocks +fast on flows is 3[56][0-9][0-9] s ahead")
        .containsPattern(
            "fault +schemas +1 of the newest records of vputty.drift.v1 cannot be read")
        .containsPattern("warning +agents +1 agent of the inventory without flows: 10.0.0.2")
        .containsPattern("warning +agents +1 agent heard that no host.*: 10.9.9.9")
        .containsPattern("warning +completeness .*10.0.0.1 \\(50%\\)");
  }

  @Test
  void saysThatKafkaDoesNotAnswer() throws IOException {
    CommandRun run =
        CommandRun.of(
            "doctor",
            "-b",
            "127.0.0.1:1",
            "-o",
            "json",
            "--kafka",
            "default.api.timeout.ms=1000",
            "--kafka",
            "request.timeout.ms=500");

    assertThat(run.exitCode()).isEqualTo(1);
    JsonNode findings = new ObjectMapper().readTree(run.out()).path("findings");
    assertThat(findings.findValuesAsText("check")).containsExactly("kafka");
    assertThat(findings.get(0).path("level").asText()).isEqualTo("fault");
  }

  private static CommandRun ask(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--bootstrap", KAFKA.bootstrapServers()));
    return CommandRun.of(all.toArray(String[]::new));
  }
}
