package io.vputty.job.affinity;

import io.vputty.job.runtime.FleetHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What arrived of each agent's samples, pane by pane, for as long as anyone may ask. Parts may come
 * in any order; what is answered as of a time depends on those alone that take effect until then.
 */
final class AgentReports {

  private final long timeoutMs;
  private final Map<String, List<AgentPane>> reports = new HashMap<>();

  /** Starts empty; an agent that has said nothing for the timeout is taken to be gone. */
  AgentReports(long timeoutMs) {
    this.timeoutMs = timeoutMs;
  }

  /** Takes in a part; returns everything that is known of its agent. */
  List<AgentPane> add(AgentPane part) {
    List<AgentPane> known = reports.computeIfAbsent(part.agent, agent -> new ArrayList<>());
    for (AgentPane pane : known) {
      if (pane.paneEndMs == part.paneEndMs && pane.atMs == part.atMs) {
        pane.add(part);
        return known;
      }
    }
    known.add(part);
    return known;
  }

  /** Drops what nobody asks for who asks about {@code timeMs} or later. */
  void forget(String agent, long timeMs) {
    List<AgentPane> known = reports.get(agent);
    if (known != null) {
      known.removeIf(pane -> pane.paneEndMs < timeMs - timeoutMs);
    }
  }

  /** What is known of the agents of a host in a pane, as of a time; see {@link Coverage}. */
  Coverage of(String host, long paneEndMs, long asOfMs, FleetHistory fleet) {
    Coverage coverage = new Coverage();
    for (String agent : fleet.agents(host, paneEndMs - 1)) {
      coverage.expected = true;
      add(agent, paneEndMs, asOfMs, coverage);
    }
    return coverage;
  }

  /** What is known of one agent in a pane, as of a time. */
  Coverage of(String agent, long paneEndMs, long asOfMs) {
    Coverage coverage = new Coverage();
    coverage.expected = true;
    add(agent, paneEndMs, asOfMs, coverage);
    return coverage;
  }

  private void add(String agent, long paneEndMs, long asOfMs, Coverage coverage) {
    for (AgentPane pane : reports.getOrDefault(agent, List.of())) {
      boolean recent = pane.paneEndMs <= paneEndMs && pane.paneEndMs > paneEndMs - timeoutMs;
      if (pane.atMs <= asOfMs && (recent || pane.paneEndMs == paneEndMs)) {
        coverage.add(pane, pane.paneEndMs == paneEndMs);
      }
    }
  }

  /** Whether a host's agents report, and how much of what they say arrives. */
  static final class Coverage {
    private boolean expected;
    private boolean present;
    private long arrived;
    private long lost;
    private long samples;
    private long packets;
    private long recentSamples;
    private long recentPackets;

    private void add(AgentPane pane, boolean now) {
      present = true;
      recentSamples += pane.samples;
      recentPackets += pane.packets;
      if (now) {
        arrived += pane.arrived;
        lost += pane.lost;
        samples += pane.samples;
        packets += pane.packets;
      }
    }

    /** Whether anyone is to report. */
    boolean isExpected() {
      return expected;
    }

    /** Whether anyone does. */
    boolean isPresent() {
      return present;
    }

    /** Share of the samples that arrived, 0-1; 0 where nobody reports. */
    double share() {
      if (!present) {
        return 0;
      }
      return lost == 0 ? 1 : (double) arrived / (arrived + lost);
    }

    /** Packets that a sample stands for on average; NaN if nobody drew any of late. */
    double rate() {
      if (samples > 0) {
        return (double) packets / samples;
      }
      return recentSamples > 0 ? (double) recentPackets / recentSamples : Double.NaN;
    }
  }
}
