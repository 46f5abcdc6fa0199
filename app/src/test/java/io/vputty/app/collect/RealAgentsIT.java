package io.vputty.app.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vputty.app.ChildJvm;
import io.vputty.app.Vputty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pipeline beside real agents: what Open vSwitch and pmacctd sample of real packets between
 * network namespaces becomes edges, with the rates that the namespaces' own counters show.
 */
@Timeout(240)
final class RealAgentsIT {

  private static final int WINDOW_SECONDS = 20;
  private static final int TRAFFIC_SECONDS = 45;

  /** Half-widths of a 95% interval that an estimate may stray: four standard deviations. */
  private static final double HALF_WIDTHS = 2.04;

  @TempDir private Path directory;

  private final List<Process> traffic = new ArrayList<>();

  /** What each sender's counter showed when. */
  private final Map<Integer, NavigableMap<Instant, Long>> sent = new TreeMap<>();

  @AfterEach
  void endTraffic() {
    traffic.forEach(Process::destroyForcibly);
  }

  @Test
  void realTrafficBecomesEdges() throws Exception {
    Lab.hindrance().ifPresent(why -> Assumptions.abort(why));
    Path inventory = Files.writeString(directory.resolve("inventory.yaml"), inventory());
    Path data = directory.resolve("data");
    Path output = directory.resolve("run.txt");
    try (Lab lab = Lab.start(directory.resolve("lab"))) {
      Process run =
          lab.atSwitch(
              output,
              vputty(
                  "run",
                  "--data-dir",
                  data.toString(),
                  "--sflow-port",
                  "6343",
                  "--inventory",
                  inventory.toString(),
                  "--pane",
                  "5s",
                  "--window",
                  WINDOW_SECONDS + "s"));
      try {
        await()
            .atMost(90, TimeUnit.SECONDS)
            .failFast(() -> assertThat(run.isAlive()).as(Files.readString(output)).isTrue())
            .until(() -> Files.readString(output).contains("running;"));
        ping(lab, 1, "10.98.0.12", "0.002", "1000");
        ping(lab, 3, "10.98.0.12", "0.004", "400");
        ping(lab, 4, "10.98.1.15", "0.002", "1200");
        count();
        compare(edges(lab, data));
      } finally {
        stop(run);
      }
    }
  }

  private static String[] vputty(String... arguments) {
    return ChildJvm.command("1500m", Vputty.class, arguments).toArray(String[]::new);
  }

  /** Two hosts with an agent each, and the VMs on their bridges. */
  private static String inventory() {
    StringBuilder yaml =
        new StringBuilder(
            """
            hosts:
              - {name: ovs, rack: r1, agents: [127.0.0.1], cpu: 8, memory: 16GiB, nic: 10Gbit/s}
              - {name: pmacct, rack: r2, agents: [10.98.0.2], cpu: 8, memory: 16GiB, nic: 10Gbit/s}
            vms:
            """);
    for (int vm = 1; vm <= 5; vm++) {
      yaml.append("  - {id: vm%d, host: %s, ".formatted(vm, vm <= 3 ? "ovs" : "pmacct"))
          .append("cpu: 1, memory: 1GiB, macs: [\"52:54:00:00:00:0%d\"]}\n".formatted(vm));
    }
    return yaml.toString();
  }

  private void ping(Lab lab, int vm, String to, String interval, String bytes) throws IOException {
    traffic.add(lab.atVm(vm, "ping", "-q", "-i", interval, "-s", bytes, to));
    sent.put(vm, new TreeMap<>());
  }

  private void count() throws IOException, InterruptedException {
    for (int second = 0; second < TRAFFIC_SECONDS; second++) {
      for (int vm : sent.keySet()) {
        sent.get(vm).put(Instant.now(), Lab.sentBytes(vm));
      }
      TimeUnit.SECONDS.sleep(1);
    }
  }

  /** The newest edge of each pair whose window lies between the first count and the last. */
  private Map<String, JsonNode> edges(Lab lab, Path data) throws Exception {
    Path output = directory.resolve("edges.txt");
    Process tail =
        lab.atSwitch(
            output,
            vputty(
                "tail", "edges", "--data-dir", data.toString(), "--from-beginning", "--until-end"));
    assertThat(tail.waitFor()).as(Files.readString(output)).isZero();
    Map<String, JsonNode> newest = new TreeMap<>();
    ObjectMapper json = new ObjectMapper();
    for (String line : Files.readAllLines(output)) {
      JsonNode edge = json.readTree(line).get("value");
      if (edge != null && isCounted(Instant.parse(edge.get("time").asText()))) {
        newest.put(edge.get("from").asText() + "/" + edge.get("to").asText(), edge);
      }
    }
    return newest;
  }

  private boolean isCounted(Instant end) {
    return sent.values().stream()
        .allMatch(
            counts ->
                counts.firstKey().isBefore(end.minusSeconds(WINDOW_SECONDS))
                    && counts.lastKey().isAfter(end));
  }

  private void compare(Map<String, JsonNode> edges) {
    assertThat(edges.keySet())
        .containsExactly("vm1/vm2", "vm2/vm1", "vm2/vm3", "vm3/vm2", "vm4/vm5", "vm5/vm4");
    for (int vm : sent.keySet()) {
      JsonNode edge = edges.get(vm == 4 ? "vm4/vm5" : "vm" + vm + "/vm2");
      JsonNode weight = edge.get("weight");
      double estimate = weight.get("value").asDouble();
      double halfWidth = (weight.get("high").asDouble() - weight.get("low").asDouble()) / 2;
      assertThat(edge.get("completeness").asText()).isEqualTo("VALID");
      assertThat(estimate)
          .as("bytes per second from VM %d", vm)
          .isCloseTo(
              rate(vm, Instant.parse(edge.get("time").asText())), within(HALF_WIDTHS * halfWidth));
    }
  }

  /** Bytes per second that a VM sent in the window before a time. */
  private double rate(int vm, Instant end) {
    return (sentUntil(vm, end) - sentUntil(vm, end.minusSeconds(WINDOW_SECONDS))) / WINDOW_SECONDS;
  }

  /** What its counter showed, or would have shown, at a time. */
  private double sentUntil(int vm, Instant time) {
    NavigableMap<Instant, Long> counts = sent.get(vm);
    Map.Entry<Instant, Long> before = counts.floorEntry(time);
    Map.Entry<Instant, Long> after = counts.higherEntry(time);
    assertThat(before).as("a count before %s", time).isNotNull();
    assertThat(after).as("a count after %s", time).isNotNull();
    double share =
        (double) (time.toEpochMilli() - before.getKey().toEpochMilli())
            / (after.getKey().toEpochMilli() - before.getKey().toEpochMilli());
    return before.getValue() + share * (after.getValue() - before.getValue());
  }

  private static void stop(Process run) throws InterruptedException {
    run.destroy();
    if (!run.waitFor(30, TimeUnit.SECONDS)) {
      run.destroyForcibly().waitFor();
    }
  }
}
