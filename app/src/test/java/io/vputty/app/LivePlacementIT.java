package io.vputty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.app.broker.KafkaExtension;
import io.vputty.schema.AffinityEdge;
import io.vputty.schema.AutomationLevel;
import io.vputty.schema.EdgeKind;
import io.vputty.schema.Host;
import io.vputty.schema.Interval;
import io.vputty.schema.Inventory;
import io.vputty.schema.Load;
import io.vputty.schema.PageHashSample;
import io.vputty.schema.TopicWriter;
import io.vputty.schema.Topics;
import io.vputty.schema.Vm;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands that ask about placements, on topics. */
@Timeout(120)
class LivePlacementIT {

  private static final Instant TIME = Instant.parse("2026-11-24T00:00:00Z");
  private static final long GIB = 1L << 30;

  @RegisterExtension static final KafkaExtension KAFKA = new KafkaExtension();

  @TempDir private Path directory = Path.of("");

  @BeforeAll
  static void publish() {
    try (TopicWriter writer = new TopicWriter(KAFKA.clientSettings(), "test", 1)) {
      host(writer, "hv1", "r1");
      host(writer, "hv2", "r2");
      vm(writer, "id-web", "web", "hv1");
      vm(writer, "id-db", "db", "hv2");
      vm(writer, "id-gone", "gone", "hv2");
      writer
          .send(Topics.INVENTORY, "vm/id-gone", blank("vm/id-gone").setRemoved(true).build())
          .join();
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
      Load load = Load.newBuilder().setTime(TIME).setEntity("id-web").setCpuCores(1.25).build();
      writer.send(Topics.LOAD, "id-web", load).join();
      PageHashSample pages =
          PageHashSample.newBuilder().setTime(TIME).setVm("id-web").setTotalPages(4096).build();
      writer.send(Topics.PAGEHASH, "id-web", pages).join();
    }
  }

  @Test
  void plans() {
    CommandRun run = ask("plan");

    assertThat(run.out()).contains("2 VMs on 2 hosts", "between them", "saves $0.6706 an hour");
  }

  @Test
  void places() {
    CommandRun run = ask("place", "--like", "web");

    assertThat(run.out()).containsPattern("hv2 +\\$0.00/h .*\n +hv1 +\\$0.67/h");
  }

  @Test
  void showsFootprints() {
    CommandRun run = ask("footprint", "vm", "web", "--on", "hv2");

    assertThat(run.out())
        .containsPattern("db +network to +50.0 MB/s")
        .contains("load at 2026-11-24T00:00:00Z: 1.25 cores")
        .contains("pages at 2026-11-24T00:00:00Z: 0 of 4,096 present")
        .contains("moving it to hv2 gains $0.67/h");
    assertThat(ask("footprint", "vm", "web", "--json").out())
        .contains("\"cpuCores\":1.25")
        .doesNotContain("hashGaps");
  }

  private CommandRun ask(String... arguments) {
    String[] all = new String[arguments.length + 4];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--bootstrap";
    all[arguments.length + 1] = KAFKA.bootstrapServers();
    all[arguments.length + 2] = "--data-dir";
    all[arguments.length + 3] = directory.toString();
    return CommandRun.of(all);
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
            .setMemoryBytes(32 * GIB)
            .build();
    writer
        .send(Topics.INVENTORY, "host/" + name, blank("host/" + name).setHost(host).build())
        .join();
  }

  private static void vm(TopicWriter writer, String id, String name, String host) {
    Vm vm =
        Vm.newBuilder()
            .setId(id)
            .setName(name)
            .setHost(host)
            .setCpuCores(2)
            .setMemoryBytes(4 * GIB)
            .setAutomation(AutomationLevel.AUTOMATIC)
            .build();
    writer.send(Topics.INVENTORY, "vm/" + id, blank("vm/" + id).setVm(vm).build()).join();
  }
}
