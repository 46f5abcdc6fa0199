package io.vputty.sink.console.view;

import static io.vputty.sink.console.state.ConsoleRecords.NOON;
import static io.vputty.sink.console.state.ConsoleRecords.edge;
import static io.vputty.sink.console.state.ConsoleRecords.host;
import static io.vputty.sink.console.state.ConsoleRecords.vm;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vputty.sink.console.state.ConsoleRecords;
import io.vputty.sink.console.state.FleetState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GraphViewTest {
  private static final GraphView.Query ALL = query("", "", "");

  private static GraphView.Query query(String tenant, String rack, String host) {
    return new GraphView.Query("", tenant, "NETWORK", 0, 400, rack, host);
  }

  private static JsonNode graph(FleetState state, GraphView.Query query) {
    return new ObjectMapper().valueToTree(GraphView.tree(state, query));
  }

  /** Two racks of two hosts of two VMs; each VM talks to the next, and a to h. */
  private static FleetState small() {
    FleetState state = new FleetState();
    String names = "abcdefgh";
    for (int i = 0; i < 4; i++) {
      ConsoleRecords.add(state, host("h" + i, "r" + i / 2));
    }
    for (int i = 0; i < 8; i++) {
      ConsoleRecords.add(state, vm(names.substring(i, i + 1), "h" + i / 2, "t" + i % 2));
    }
    for (int i = 0; i < 7; i++) {
      String from = names.substring(i, i + 1);
      ConsoleRecords.add(state, edge(from, names.substring(i + 1, i + 2), i + 1, NOON));
    }
    ConsoleRecords.add(state, edge("a", "h", 100, NOON));
    return state;
  }

  private static List<String> lines(JsonNode graph) {
    List<String> lines = new ArrayList<>();
    for (JsonNode line : graph.path("lines")) {
      lines.add(
          "%s %s %.0f %d"
              .formatted(
                  line.path("from").asText(),
                  line.path("to").asText(),
                  line.path("weight").asDouble(),
                  line.path("edges").asInt()));
    }
    return lines;
  }

  private static List<String> boxes(JsonNode graph) {
    List<String> boxes = new ArrayList<>();
    for (JsonNode box : graph.path("boxes")) {
      boxes.add(
          "%s %d of %d"
              .formatted(
                  box.path("id").asText(), box.path("dots").size(), box.path("vms").asInt()));
    }
    return boxes;
  }

  @Test
  void drawsASmallFleetVmByVm() {
    JsonNode graph = graph(small(), ALL);
    assertThat(graph.path("level").asText()).isEqualTo("FLEET_OF_VMS");
    assertThat(boxes(graph))
        .containsExactly("host/h0 2 of 2", "host/h1 2 of 2", "host/h2 2 of 2", "host/h3 2 of 2");
    assertThat(lines(graph)).hasSize(8).startsWith("vm/a vm/h 100 1", "vm/g vm/h 7 1");
  }

  @Test
  void drawsWhatIsOutsideAnOpenedRackAsRacks() {
    JsonNode graph = graph(small(), query("", "r0", ""));
    assertThat(boxes(graph)).containsExactly("host/h0 2 of 2", "host/h1 2 of 2", "rack/r1 0 of 4");
    assertThat(lines(graph))
        .containsExactly(
            "rack/r1 vm/a 100 1",
            "rack/r1 vm/d 4 1",
            "vm/c vm/d 3 1",
            "vm/b vm/c 2 1",
            "vm/a vm/b 1 1");
  }

  @Test
  void drawsWhatIsOutsideAnOpenedHostAsHosts() {
    JsonNode graph = graph(small(), query("", "", "h1"));
    assertThat(boxes(graph)).containsExactly("host/h0 0 of 2", "host/h1 2 of 2", "host/h2 0 of 2");
    assertThat(lines(graph))
        .containsExactly("host/h2 vm/d 4 1", "vm/c vm/d 3 1", "host/h0 vm/c 2 1");
  }

  @Test
  void leavesOutWhatIsNotAskedFor() {
    JsonNode two = graph(small(), new GraphView.Query("", "", "NETWORK", 6, 1, "", ""));
    assertThat(lines(two)).containsExactly("vm/a vm/h 100 1");
    assertThat(two.path("edges").asInt()).isEqualTo(3);
    assertThat(graph(small(), query("nobody", "", "")).path("edges").asInt()).isZero();
    GraphView.Query elsewhere = new GraphView.Query("west", "", "NETWORK", 0, 400, "", "");
    assertThat(boxes(graph(small(), elsewhere))).isEmpty();
  }

  @Test
  void drawsALargeFleetHostByHost() {
    FleetState state = new FleetState();
    for (int i = 0; i < 20; i++) {
      ConsoleRecords.add(state, host("h" + i, "r" + i / 10));
    }
    for (int i = 0; i < 400; i++) {
      ConsoleRecords.add(state, vm("v" + i, "h" + i / 20, "t"));
      ConsoleRecords.add(state, edge("v" + i, "v" + (i + 20) % 400, 1, NOON));
    }
    JsonNode graph = graph(state, ALL);
    assertThat(graph.path("level").asText()).isEqualTo("FLEET_OF_HOSTS");
    assertThat(boxes(graph)).containsExactly("rack/r0 10 of 200", "rack/r1 10 of 200");
    assertThat(lines(graph)).hasSize(20).allMatch(line -> line.endsWith(" 20 20"));
  }
}
