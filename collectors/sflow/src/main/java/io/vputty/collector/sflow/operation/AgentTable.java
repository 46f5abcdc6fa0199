package io.vputty.collector.sflow.operation;

import io.vputty.collector.sflow.agents.AgentReport;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Agents as a table for people, a line each. */
final class AgentTable {

  private static final List<String> TITLES =
      List.of(
          "AGENT",
          "LISTED",
          "SUB",
          "FIRST SEEN",
          "LAST SEEN",
          "DATAGRAMS/S",
          "SAMPLES/S",
          "RATE",
          "EFFECTIVE",
          "LOSS",
          "DUPLICATES",
          "CLOCK SKEW",
          "STRUCTURES");

  private static final double MS = 1e6;

  private AgentTable() {}

  /** The table, with a line of titles; the columns are as wide as they must be. */
  static String text(List<AgentReport> agents) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(TITLES);
    agents.forEach(agent -> rows.add(row(agent)));
    int[] widths = new int[TITLES.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    rows.forEach(row -> append(row, widths, text));
    return text.toString();
  }

  private static void append(List<String> row, int[] widths, StringBuilder text) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
    }
    text.append(line.toString().stripTrailing()).append(System.lineSeparator());
  }

  private static List<String> row(AgentReport agent) {
    return List.of(
        agent.agent(),
        agent.listed() ? "yes" : "no",
        String.valueOf(agent.subAgents()),
        time(agent.firstSeen()),
        time(agent.lastSeen()),
        decimal(agent.datagramsPerSecond(), 1),
        decimal(agent.samplesPerSecond(), 1),
        agent.configuredRate() == 0 ? "-" : "1:" + agent.configuredRate(),
        agent.effectiveRate() == 0 ? "-" : "1:" + decimal(agent.effectiveRate(), 1),
        decimal(100 * agent.lossShare(), 2) + "%",
        String.valueOf(agent.duplicates()),
        skew(agent.clockSkew()),
        agent.structures().isEmpty() ? "-" : String.join(", ", agent.structures()));
  }

  private static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String decimal(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private static String skew(@Nullable Duration skew) {
    return skew == null ? "-" : String.format(Locale.ROOT, "%+.1f ms", skew.toNanos() / MS);
  }
}
