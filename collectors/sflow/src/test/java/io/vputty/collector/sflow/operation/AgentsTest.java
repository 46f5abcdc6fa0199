package io.vputty.collector.sflow.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vputty.collector.sflow.agents.AgentReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentsTest {

  private static final AgentReport FULL =
      new AgentReport(
          "10.0.0.1",
          true,
          2,
          Instant.parse("2026-11-22T12:00:00Z"),
          Instant.parse("2026-11-22T13:00:00Z"),
          12.34,
          100,
          512,
          530.25,
          0.0125,
          3,
          List.of("flow 0:1 sampled_header", "flow 4413:9 unknown"),
          Duration.ofMillis(-1500));

  private static final AgentReport BARE =
      new AgentReport(
          "2001:db8::1", false, 1, Instant.EPOCH, Instant.EPOCH, 0, 0, 0, 0, 0, 0, List.of(), null);

  @Test
  void surviveJson() throws IOException {
    List<AgentReport> agents = List.of(FULL, BARE);
    String json = new ObjectMapper().writeValueAsString(AgentsJson.tree(agents));
    assertThat(AgentsJson.read(json)).isEqualTo(agents);
  }

  @Test
  void tellAllTheyKnowInJson() throws IOException {
    assertThat(new ObjectMapper().writeValueAsString(AgentsJson.tree(List.of(FULL))))
        .isEqualTo(
            "{\"agents\":[{\"agent\":\"10.0.0.1\",\"listed\":true,\"subAgents\":2,"
                + "\"firstSeen\":\"2026-11-22T12:00:00Z\",\"lastSeen\":\"2026-11-22T13:00:00Z\","
                + "\"datagramsPerSecond\":12.34,\"samplesPerSecond\":100.0,"
                + "\"configuredRate\":512,\"effectiveRate\":530.25,\"lossShare\":0.0125,"
                + "\"duplicates\":3,"
                + "\"structures\":[\"flow 0:1 sampled_header\",\"flow 4413:9 unknown\"],"
                + "\"clockSkewSeconds\":-1.5}]}");
  }

  @Test
  void standInATable() {
    assertThat(AgentTable.text(List.of(FULL, BARE)).lines())
        .containsExactly(
            "AGENT        LISTED  SUB  FIRST SEEN            LAST SEEN             DATAGRAMS/S"
                + "  SAMPLES/S  RATE   EFFECTIVE  LOSS   DUPLICATES  CLOCK SKEW  STRUCTURES",
            "10.0.0.1     yes     2    2026-11-22T12:00:00Z  2026-11-22T13:00:00Z  12.3       "
                + "  100.0      1:512  1:530.3    1.25%  3           -1500.0 ms"
                + "  flow 0:1 sampled_header, flow 4413:9 unknown",
            "2001:db8::1  no      1    1970-01-01T00:00:00Z  1970-01-01T00:00:00Z  0.0        "
                + "  0.0        -      -          0.00%  0           -           -");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{}", "{\"agents\":[{}]}", "[1]"})
  void areNotReadFromAnythingElse(String text) {
    assertThatThrownBy(() -> AgentsJson.read(text))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("not what an sFlow collector says of its agents");
  }
}
