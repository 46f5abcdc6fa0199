package io.vputty.collector.sflow.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vputty.collector.sflow.agents.AgentReport;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Agents as {@code /agents} tells them: an array under "agents". Times are ISO 8601 in UTC, rates
 * per second, {@code lossShare} 0 to 1, and {@code clockSkewSeconds} is null for an agent that
 * tells no time.
 */
public final class AgentsJson {

  private static final double NANOS = 1e9;
  private static final ObjectMapper JSON = new ObjectMapper();

  private AgentsJson() {}

  /** The reports as a tree of plain values. */
  public static Map<String, Object> tree(List<AgentReport> agents) {
    return Map.of("agents", agents.stream().map(AgentsJson::tree).toList());
  }

  private static Map<String, @Nullable Object> tree(AgentReport agent) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("agent", agent.agent());
    tree.put("listed", agent.listed());
    tree.put("subAgents", agent.subAgents());
    tree.put("firstSeen", agent.firstSeen().toString());
    tree.put("lastSeen", agent.lastSeen().toString());
    tree.put("datagramsPerSecond", agent.datagramsPerSecond());
    tree.put("samplesPerSecond", agent.samplesPerSecond());
    tree.put("configuredRate", agent.configuredRate());
    tree.put("effectiveRate", agent.effectiveRate());
    tree.put("lossShare", agent.lossShare());
    tree.put("duplicates", agent.duplicates());
    tree.put("structures", agent.structures());
    Duration skew = agent.clockSkew();
    tree.put("clockSkewSeconds", skew == null ? null : skew.toNanos() / NANOS);
    return tree;
  }

  /**
   * Reads what {@link #tree} became.
   *
   * @throws IOException if the text is something else
   */
  static List<AgentReport> read(String text) throws IOException {
    try {
      List<AgentReport> agents = new ArrayList<>();
      for (JsonNode agent : JSON.readTree(text).required("agents")) {
        agents.add(agent(agent));
      }
      return agents;
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      throw new IOException("not what an sFlow collector says of its agents: " + e.getMessage(), e);
    }
  }

  private static AgentReport agent(JsonNode tree) {
    List<String> structures = new ArrayList<>();
    tree.required("structures").forEach(name -> structures.add(name.asText()));
    JsonNode skew = tree.required("clockSkewSeconds");
    return new AgentReport(
        tree.required("agent").asText(),
        tree.required("listed").asBoolean(),
        tree.required("subAgents").asInt(),
        Instant.parse(tree.required("firstSeen").asText()),
        Instant.parse(tree.required("lastSeen").asText()),
        tree.required("datagramsPerSecond").asDouble(),
        tree.required("samplesPerSecond").asDouble(),
        tree.required("configuredRate").asLong(),
        tree.required("effectiveRate").asDouble(),
        tree.required("lossShare").asDouble(),
        tree.required("duplicates").asLong(),
        structures,
        skew.isNull() ? null : Duration.ofNanos(Math.round(skew.asDouble() * NANOS)));
  }
}
