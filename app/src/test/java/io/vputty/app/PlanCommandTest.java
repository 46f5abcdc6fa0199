package io.vputty.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCommandTest {

  private static final String INSTANCE = CommandRun.file("small-20.txt");
  private static final String GRAPH = CommandRun.file("graph.json");
  private static final String INVENTORY = CommandRun.file("inventory.yaml");

  @TempDir private Path directory = Path.of("");

  @Test
  void plansAnInstanceInItsOwnUnitToo() {
    CommandRun run = CommandRun.of("plan", "--offline", "--graph", INSTANCE, "--max-moves", "5%");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("20 VMs on 4 hosts", "1 move in 1 wave gain", "wave 1", "beside vm ")
        .containsPattern("bytes/s x hops +3,728 +2,624 +1,104 +30%");
  }

  @Test
  void reachesTheProvedOptimum() throws IOException {
    CommandRun run = CommandRun.of("plan", "--graph", INSTANCE, "--max-moves", "100%", "--json");

    JsonNode plan = new ObjectMapper().readTree(run.out());
    assertThat(Math.round(plan.path("beforeHops").asDouble())).isEqualTo(3728);
    assertThat(Math.round(plan.path("afterHops").asDouble())).isEqualTo(354);
    assertThat(plan.path("moves").get(0).path("explanation").asText()).startsWith("Move vm ");
    assertThat(plan.path("after").path("total").asDouble())
        .isEqualTo(plan.path("after").path("network").asDouble())
        .isPositive();
  }

  @Test
  void drawsTheCurve() {
    CommandRun run = CommandRun.of("plan", "--graph", INSTANCE, "--curve");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).containsPattern(" 1 +1 .* 2,624 +29.6%  #{12}\n");
    assertThat(run.out()).containsPattern(" 20 +\\d+ .* 354 +90.5%  #{36}\n");
  }

  @Test
  void plansAnExportedGraphWithItsInventory() {
    CommandRun run = CommandRun.of("plan", "--graph", GRAPH, "--inventory", INVENTORY);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "domain east",
            "4 VMs on 4 hosts",
            "domain west  1 VM on 1 host",
            "Move web from hv1 to hv3, beside db")
        .contains("for $0.08 once", "no move, because");
    assertThat(run.err())
        .contains("the inventory lacks 1 VMs or volumes of the graph")
        .contains("id-gone");
  }

  @Test
  void readsAnInventoryInJson() throws IOException {
    Path packed = directory.resolve("inventory.json.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(
          """
          {"hosts": [{"name": "hv1", "rack": "r1", "cpu": 8, "memory": "32GiB"},
                     {"name": "hv3", "rack": "r2", "cpu": 8, "memory": "32GiB"}],
           "vms": [{"id": "id-web", "host": "hv1", "cpu": 2, "memory": "4GiB"},
                   {"id": "id-db", "host": "hv3", "cpu": 2, "memory": "4GiB"}]}
          """
              .getBytes(StandardCharsets.UTF_8));
    }

    CommandRun run = CommandRun.of("plan", "--graph", GRAPH, "--inventory", packed.toString());

    assertThat(run.out()).contains("2 VMs on 2 hosts", "beside id-");
  }

  @Test
  void listsWhatIsWrongWithAnInventory() throws IOException {
    Path bad = directory.resolve("inventory.yaml");
    Files.writeString(bad, "vms: [{id: a, host: hv9}]", StandardCharsets.UTF_8);

    CommandRun run = CommandRun.of("plan", "--graph", GRAPH, "--inventory", bad.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("inventory.yaml:1:").contains("host 'hv9' is not declared");
  }

  @Test
  void plansOneDomainAlone() {
    CommandRun run =
        CommandRun.of("plan", "--graph", GRAPH, "--inventory", INVENTORY, "--domain", "west");

    assertThat(run.out()).contains("domain west").doesNotContain("domain east");
  }

  @Test
  void countsWithOtherPrices() throws IOException {
    Path prices = directory.resolve("prices.yml");
    Files.writeString(prices, "price.migration: 10\n", StandardCharsets.UTF_8);

    CommandRun run =
        CommandRun.of(
            "plan", "--graph", GRAPH, "--inventory", INVENTORY, "--prices", prices.toString());

    assertThat(run.out()).contains("no move, because best candidate", "its cost of $80.0000");
  }

  @Test
  void readsGzip() throws IOException {
    Path packed = directory.resolve("small-20.txt.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(Path.of(INSTANCE), out);
    }

    assertThat(CommandRun.of("plan", "--graph", packed.toString()))
        .isEqualTo(CommandRun.of("plan", "--graph", INSTANCE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          topology 1 1 1~vm a 7                    | bad: line 2: host (7) must be from 0 to 0: "vm a 7"
          {"edges": [{"source": "a"}]}             | bad: edge 1: edge ends (a, ) must not be empty
          {"edges": [{"source": "a", "target": "b"}]} | bad: edge 1: weight () must be a number
          {"edges": [{"source": "a", "target": "b", "kind": "LOVE"}]} | bad: edge 1: unknown kind (LOVE)
          {"nodes": []}                            | bad: holds no "edges"
          {"edges": [}                             | bad: line 1: no JSON
          """)
  void saysWhatIsWrongWithAGraph(String text, String message) throws IOException {
    Path bad = directory.resolve("bad");
    Files.writeString(bad, text.replace('~', '\n'), StandardCharsets.UTF_8);
    String[] arguments = {"plan", "--graph", bad.toString(), "--inventory", INVENTORY};

    CommandRun run =
        text.startsWith("{")
            ? CommandRun.of(arguments)
            : CommandRun.of(arguments[0], arguments[1], arguments[2]);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().replace(directory + "/", "")).startsWith("vputty: " + message);
  }

  @Test
  void saysWhatGoesWithWhat() {
    assertThat(CommandRun.of("plan", "--offline").err()).startsWith("--offline wants --graph");
    assertThat(CommandRun.of("plan", "--inventory", INVENTORY).err())
        .startsWith("--inventory goes with --graph");
    assertThat(CommandRun.of("plan", "--graph", GRAPH).err()).contains("give the inventory too");
    assertThat(CommandRun.of("plan", "--graph", INSTANCE, "--inventory", INVENTORY).err())
        .contains("holds its own inventory");
    assertThat(CommandRun.of("plan", "--graph", "nowhere").err())
        .isEqualTo("vputty: nowhere: there is no such file\n");
    assertThat(CommandRun.of("plan", "--graph", INSTANCE, "--max-moves", "many").err())
        .contains("'many' is no number of moves");
    assertThat(CommandRun.of("plan", "--graph", INSTANCE, "--domain", "west").err())
        .contains("no host is in domain 'west'; domains are default");
  }
}
