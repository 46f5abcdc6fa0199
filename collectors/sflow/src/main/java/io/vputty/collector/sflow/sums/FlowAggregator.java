package io.vputty.collector.sflow.sums;

import io.vputty.collector.Counters;
import io.vputty.collector.sflow.packet.PacketHeader;
import io.vputty.collector.sflow.wire.AgentAddress;
import io.vputty.collector.sflow.wire.Datagram;
import io.vputty.collector.sflow.wire.FlowSample;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Adds datagrams up, one second after the other. Event time never goes back: a datagram with a time
 * before the open second counts in it.
 *
 * <p>Memory is bounded: at most {@value #MAX_AGENTS} agents, forgotten after ten silent minutes,
 * and {@value FlowTable#MAX_ROWS} rows an agent and second. What is beyond is dropped and counted:
 * "datagrams.dropped.agents" and "samples.dropped.REASON". Not thread-safe.
 */
public final class FlowAggregator {

  static final int MAX_AGENTS = 20_000;

  private static final long SECOND_MS = 1000;
  private static final long AGENT_SILENCE_MS = 600_000;

  private static final long BEFORE_ALL = Long.MIN_VALUE / 2;

  private final Counters counters;
  private final LongAdder counted;
  private final LongAdder tableFull;
  private final Map<AgentAddress, Agent> agents = new HashMap<>();
  private final PacketHeader header = new PacketHeader();
  private final long[] key = new long[FlowKey.WORDS];

  private Map<AgentAddress, AgentSecond> open = new LinkedHashMap<>();
  private long openSecondMs = BEFORE_ALL;
  private long nextSweepMs = BEFORE_ALL;

  public FlowAggregator(Counters counters) {
    this.counters = counters;
    counted = counters.counter("samples.counted");
    tableFull = counters.counter("samples.dropped.table-full");
  }

  /** Start of the second that holds a time. */
  public static long secondOf(long timeMs) {
    return Math.floorDiv(timeMs, SECOND_MS) * SECOND_MS;
  }

  /**
   * Moves on to the second that holds a time, if it is later than the open one.
   *
   * @return the second that was open, if any datagram had come in it
   */
  public Optional<FlowSecond> advance(long timeMs) {
    long second = secondOf(timeMs);
    if (second <= openSecondMs) {
      return Optional.empty();
    }
    FlowSecond closed = new FlowSecond(openSecondMs, open.values());
    boolean empty = open.isEmpty();
    openSecondMs = second;
    open = new LinkedHashMap<>();
    sweep();
    return empty ? Optional.empty() : Optional.of(closed);
  }

  /** Start of the open second, ms; no record before it follows. */
  public long openSecondMs() {
    return openSecondMs;
  }

  /**
   * Adds a datagram to the open second.
   *
   * @return false if it was dropped, because its agent is new and there are too many
   */
  public boolean add(Datagram datagram) {
    Agent agent = agent(datagram.agent());
    if (agent == null) {
      counters.increment("datagrams.dropped.agents");
      return false;
    }
    AgentSecond second =
        open.computeIfAbsent(datagram.agent(), absent -> new AgentSecond(agent.address()));
    int lost = agent.lostBefore(datagram, openSecondMs);
    second.count(lost);
    counters.add("datagrams.lost", lost);
    for (int i = 0; i < datagram.flowSampleCount(); i++) {
      FlowSample sample = datagram.flowSample(i);
      second.countDrops(agent.droppedUntil(sample, datagram.subAgent()));
      count(datagram, sample, second);
    }
    return true;
  }

  private @Nullable Agent agent(AgentAddress address) {
    Agent agent = agents.get(address);
    if (agent == null && agents.size() < MAX_AGENTS) {
      agent = new Agent(address);
      agents.put(address, agent);
    }
    return agent;
  }

  private void count(Datagram datagram, FlowSample sample, AgentSecond second) {
    if (!sample.hasHeader()) {
      counters.increment("samples.dropped.no-header");
    } else if (sample.samplingRate() == 0) {
      counters.increment("samples.dropped.no-rate");
    } else if (!header.parse(
        sample.headerProtocol(), datagram.bytes(), sample.headerOffset(), sample.headerLength())) {
      counters.increment("samples.dropped.header-protocol");
    } else {
      FlowKey.pack(sample, header, datagram.subAgent(), key);
      boolean taken = second.flows().add(key, sample.frameBytes() - sample.strippedBytes());
      (taken ? counted : tableFull).increment();
    }
  }

  private void sweep() {
    if (openSecondMs >= nextSweepMs) {
      agents.values().removeIf(agent -> agent.lastSeenMs() < openSecondMs - AGENT_SILENCE_MS);
      nextSweepMs = openSecondMs + AGENT_SILENCE_MS / 10;
    }
  }
}
