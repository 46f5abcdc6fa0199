package io.vputty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.app.broker.KafkaExtension;
import io.vputty.schema.AffinityEdge;
import io.vputty.schema.EdgeKind;
import io.vputty.schema.Host;
import io.vputty.schema.Interval;
import io.vputty.schema.Inventory;
import io.vputty.schema.Rejected;
import io.vputty.schema.TopicWriter;
import io.vputty.schema.Topics;
import io.vputty.schema.Vm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The commands by which people watch and steer, on topics. */
@Timeout(180)
class LiveControlIT {

  private static final Instant TIME = Instant.parse("2026-11-24T00:00:00Z");
  private static final byte[] POISON = "no record at all".getBytes(StandardCharsets.UTF_8);

  @RegisterExtension static final KafkaExtension KAFKA = new KafkaExtension();

  @BeforeAll
  static void publish() throws InterruptedException, ExecutionException {
    try (TopicWriter writer = new TopicWriter(KAFKA.clientSettings(), "test", 1)) {
      host(writer, "hv1", "r1");
      host(writer, "hv2", "r2");
      vm(writer, "web", "hv1");
      vm(writer, "db", "hv2");
      AffinityEdge edge =
          AffinityEdge.newBuilder()
              .setTime(TIME)
              .setKind(EdgeKind.NETWORK)
              .setFrom("id-web")
              .setTo("id-db")
              .setWindowMs(60_000)
              .setPaneMs(10_000)
              .setWeight(new Interval(5e7, 4.5e7, 5.5e7))
              .build();
      writer.send(Topics.EDGES, "NETWORK/id-web/id-db", edge).join();
      RecordMetadata poison = poison();
      Rejected rejected =
          Rejected.newBuilder()
              .setTime(TIME)
              .setReader("job-affinity")
              .setSource(Topics.FLOWS.name())
              .setTopic(Topics.FLOWS.name())
              .setPartition(poison.partition())
              .setOffset(poison.offset())
              .setReason("schema")
              .setDetail("unknown fingerprint")
              .setPayload(ByteBuffer.wrap(POISON))
              .setPayloadLength(POISON.length)
              .build();
      writer.send(Topics.REJECTED, "flows", rejected).join();
      Rejected datagram =
          Rejected.newBuilder()
              .setTime(TIME.plusSeconds(1))
              .setReader("sflow")
              .setSource("10.0.0.1:6343")
              .setReason("truncated")
              .build();
      writer.send(Topics.REJECTED, "flows", datagram).join();
    }
  }

  private static RecordMetadata poison() throws InterruptedException, ExecutionException {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            KAFKA.clientSettings(), new StringSerializer(), new ByteArraySerializer())) {
      return producer.send(new ProducerRecord<>(Topics.FLOWS.name(), "agent", POISON)).get();
    }
  }

  @Test
  void showsWhatCostsMost() {
    assertThat(ask("top", "vms").out())
        .containsPattern("db +hv2 +\\$0.67/h +\\$0.67/h\n +web +hv1");
    assertThat(ask("top", "hosts").out()).containsPattern("hv1 +r1 +\\$0.67/h");
    assertThat(ask("top", "edges", "--json").out())
        .startsWith("{\"edges\":[{\"name\":\"web -> db\",\"where\":\"network\"");
    assertThat(ask("top", "vms", "--domain", "west").exitCode()).isEqualTo(3);
  }

  @Test
  void pausesAndResumes() {
    assertThat(ask("pause", "nowhere").exitCode()).isEqualTo(3);
    assertThat(ask("pause", "east", "--author", "ann", "--comment", "upgrade").out())
        .startsWith("domain east paused: nothing new");
    assertThat(ask("settings", "list").out())
        .containsPattern("pause +false +east +true +ann +upgrade");

    assertThat(ask("pause").out()).startsWith("all domains paused");
    assertThat(ask("resume", "east").out())
        .isEqualTo("domain east goes on\nstill paused: all other domains\n");
    assertThat(ask("settings", "list").out()).containsPattern("east +false");
    assertThat(ask("pause").out()).endsWith("domain east too\n");
    assertThat(ask("resume").out()).isEqualTo("the pause of all domains is over\n");
    assertThat(ask("resume", "east").out()).isEqualTo("not paused: nothing to do\n");
  }

  @Test
  void setsAndTakesBack() {
    assertThat(ask("settings", "set", "margin", "2").exitCode()).isEqualTo(2);
    assertThat(ask("settings", "set", "aggressiveness", "6").err())
        .startsWith("aggressiveness (6) must be 1, 2, 3, 4 or 5");
    assertThat(ask("settings", "unset", "max-moves").exitCode()).isEqualTo(3);

    assertThat(ask("settings", "set", "max-moves", "7", "--domain", "east").out())
        .isEqualTo("max-moves of east is 7\n");
    assertThat(ask("settings", "list").out()).containsPattern("max-moves +100 +east +7 ");
    assertThat(ask("settings", "list", "-o", "yaml").out())
        .contains("drift.horizon-hours: '24'", "name: max-moves");
    assertThat(ask("settings", "unset", "max-moves", "--domain", "east").exitCode()).isZero();
    assertThat(ask("settings", "list").out()).doesNotContainPattern("max-moves +100 +east");
  }

  @Test
  void showsAndReplaysWhatWasRejected() {
    CommandRun list = ask("rejected", "list");
    assertThat(list.out())
        .containsPattern("1 +schema +by job-affinity")
        .contains("2 records in all");
    String[] ids =
        list.out()
            .lines()
            .filter(line -> line.matches(" +[0-9]+:[0-9]+ .*"))
            .map(line -> line.strip().split(" ", -1)[0])
            .toArray(String[]::new);

    assertThat(ask("rejected", "show", ids[0]).out())
        .contains("6e 6f 20 72 65 63 6f 72 64", "no record at al");
    assertThat(ask("rejected", "show", "0:99").exitCode()).isEqualTo(3);
    assertThat(ask("rejected", "replay", ids[0], "--dry-run").out()).contains("would be sent to");
    CommandRun replay = ask("rejected", "replay", ids[0], ids[1]);
    assertThat(replay.exitCode()).isEqualTo(1);
    assertThat(replay.out())
        .contains("sent to vputty.flows.v1, partition ")
        .contains("not sent: it came from outside Kafka: 10.0.0.1:6343");
    assertThat(ask("tail", "flows", "--from-beginning", "--until-end").out().lines()).hasSize(2);
  }

  private static CommandRun ask(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--bootstrap", KAFKA.bootstrapServers()));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private static Inventory.Builder blank(String entity) {
    return Inventory.newBuilder().setTime(TIME).setEntity(entity).setDomain("east");
  }

  private static void host(TopicWriter writer, String name, String rack) {
    Host host =
        Host.newBuilder()
            .setName(name)
            .setRack(rack)
            .setCpuCores(8)
            .setMemoryBytes(32L << 30)
            .build();
    writer
        .send(Topics.INVENTORY, "host/" + name, blank("host/" + name).setHost(host).build())
        .join();
  }

  private static void vm(TopicWriter writer, String name, String host) {
    String id = "id-" + name;
    Vm vm = Vm.newBuilder().setId(id).setName(name).setHost(host).setCpuCores(2).build();
    writer.send(Topics.INVENTORY, "vm/" + id, blank("vm/" + id).setVm(vm).build()).join();
  }
}
