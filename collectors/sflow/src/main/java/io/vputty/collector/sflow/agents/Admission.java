package io.vputty.collector.sflow.agents;

import io.vputty.collector.sflow.wire.AgentAddress;
import java.util.List;

/**
 * Which agents are listened to, and how fast one may speak.
 *
 * @param listed blocks of agent addresses; with none, every agent is listed
 * @param refuseOthers whether datagrams of agents that are not listed are refused, not only told
 *     apart
 * @param datagramsPerSecond of one agent; what is beyond is shed at random, one second later
 */
public record Admission(List<AddressBlock> listed, boolean refuseOthers, int datagramsPerSecond) {

  /** Everyone, at any speed. */
  public static final Admission ALL = new Admission(List.of(), false, Integer.MAX_VALUE);

  public Admission {
    listed = List.copyOf(listed);
    if (datagramsPerSecond <= 0) {
      throw new IllegalArgumentException(
          "datagramsPerSecond (%d) must be positive".formatted(datagramsPerSecond));
    }
  }

  boolean admits(AgentAddress agent) {
    return !refuseOthers || isListed(agent);
  }

  boolean isListed(AgentAddress agent) {
    return listed.isEmpty() || listed.stream().anyMatch(block -> block.contains(agent));
  }

  /** Share of an agent's datagrams that its speed leaves room for. */
  double share(long datagramsLastSecond) {
    return Math.min(1, (double) datagramsPerSecond / Math.max(1, datagramsLastSecond));
  }
}
