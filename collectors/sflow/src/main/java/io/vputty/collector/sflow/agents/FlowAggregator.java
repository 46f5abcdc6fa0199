package io.vputty.collector.sflow.agents;

import io.vputty.collector.Counters;
import io.vputty.collector.sflow.sums.AgentSecond;
import io.vputty.collector.sflow.sums.Backlog;
import io.vputty.collector.sflow.sums.SampleAdder;
import io.vputty.collector.sflow.wire.AgentAddress;
import io.vputty.collector.sflow.wire.Datagram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Adds datagrams up, one second after the other. Event time never goes back: a datagram with a time
 * before the open second counts in it.
 *
 * <p>Thread-safe: any number of threads add, each through an {@link Adder} of its own; what they
 * share is one lock an agent. Memory is bounded by the {@link Backlog} for sums, and by at most
 * {@value #MAX_AGENTS} agents, forgotten after ten silent minutes.
 *
 * <p>What is not added is counted: "datagrams.duplicate", "datagrams.shed.REASON" or
 * "datagrams.refused.REASON".
 */
public final class FlowAggregator {

  static final int MAX_AGENTS = 20_000;

  private static final long SECOND_MS = 1000;
  private static final long AGENT_SILENCE_MS = 600_000;
  private static final long BEFORE_ALL = Long.MIN_VALUE / 2;

  private final Counters counters;
  private final Admission admission;
  private final Backlog backlog;
  private final Map<AgentAddress, Agent> agents = new ConcurrentHashMap<>();
  private final Queue<AgentSecond> closed = new ConcurrentLinkedQueue<>();

  /** Start of the open second, ms. Written under this object's lock, before any agent is closed. */
  private volatile long openSecondMs = BEFORE_ALL;

  private long nextSweepMs = BEFORE_ALL;

  public FlowAggregator(Admission admission, Backlog backlog, Counters counters) {
    this.admission = admission;
    this.backlog = backlog;
    this.counters = counters;
  }

  /** One thread's way to add. */
  public final class Adder {

    private final SampleAdder samples = new SampleAdder(counters);

    private Adder() {}

    /**
     * Adds a datagram that came at a time.
     *
     * @return false if nothing of it was added, which is counted by its reason
     */
    public boolean add(Datagram datagram, long timeMs) {
      if (secondOf(timeMs) > openSecondMs) {
        advance(timeMs);
      }
      Agent agent = agent(datagram.agent());
      return agent != null && add(agent, datagram, timeMs);
    }

    private boolean add(Agent agent, Datagram datagram, long timeMs) {
      if (!agent.isListed()) {
        counters.increment("datagrams.of-agents-not-listed");
      }
      synchronized (agent) {
        AgentSecond second = openSecond(agent);
        Agent.Outcome outcome = agent.add(datagram, timeMs, second, samples, backlog.isFull());
        switch (outcome) {
          case ADDED -> {}
          case DUPLICATE -> counters.increment("datagrams.duplicate");
          case SHED -> counters.increment("datagrams.shed." + agent.shedReason());
        }
        return outcome == Agent.Outcome.ADDED;
      }
    }
  }

  /** A new way to add, for one thread. */
  public Adder adder() {
    return new Adder();
  }

  /** Start of the second that holds a time. */
  public static long secondOf(long timeMs) {
    return Math.floorDiv(timeMs, SECOND_MS) * SECOND_MS;
  }

  private @Nullable Agent agent(AgentAddress address) {
    Agent agent = agents.get(address);
    if (agent != null) {
      return agent;
    }
    if (!admission.admits(address)) {
      counters.increment("datagrams.refused.agent-not-listed");
      return null;
    }
    if (agents.size() >= MAX_AGENTS) {
      counters.increment("datagrams.refused.too-many-agents");
      return null;
    }
    return agents.computeIfAbsent(address, absent -> new Agent(absent, admission.isListed(absent)));
  }

  /** The agent's open second; its lock is held, and the open second is read inside it. */
  private AgentSecond openSecond(Agent agent) {
    long startMs = openSecondMs;
    AgentSecond open = agent.open();
    if (open != null && open.startMs() == startMs) {
      return open;
    }
    close(agent);
    return agent.open(startMs, admission, backlog);
  }

  private void close(Agent agent) {
    AgentSecond second = agent.close();
    if (second != null) {
      counters.add("datagrams.lost", second.lostDatagrams());
      counters.add("samples.lost", second.lostSamples());
      closed.add(second);
    }
  }

  /**
   * Moves on to the second that holds a time, if it is later than the open one.
   *
   * @return start of the second that is open now, ms; no record before it follows
   */
  public synchronized long advance(long timeMs) {
    long second = secondOf(timeMs);
    if (second > openSecondMs) {
      openSecondMs = second;
      for (Agent agent : agents.values()) {
        synchronized (agent) {
          closeBefore(agent, second);
        }
      }
      sweep(second);
    }
    return openSecondMs;
  }

  private void closeBefore(Agent agent, long secondMs) {
    AgentSecond open = agent.open();
    if (open != null && open.startMs() < secondMs) {
      close(agent);
    }
  }

  /** Forgets agents long silent; one that is used meanwhile has an open second and stays. */
  private void sweep(long nowMs) {
    if (nowMs < nextSweepMs) {
      return;
    }
    nextSweepMs = nowMs + AGENT_SILENCE_MS / 10;
    agents
        .values()
        .removeIf(
            agent -> {
              synchronized (agent) {
                return agent.open() == null
                    && agent.totals().lastSeenMs() < nowMs - AGENT_SILENCE_MS;
              }
            });
  }

  /** Start of the second that is open, ms. */
  public long openSecondMs() {
    return openSecondMs;
  }

  /** What is known of each agent, by its address. */
  public List<AgentReport> reports() {
    List<AgentReport> reports = new ArrayList<>();
    for (Agent agent : agents.values()) {
      synchronized (agent) {
        if (agent.totals().isKnown()) {
          reports.add(agent.totals().report(agent));
        }
      }
    }
    reports.sort(Comparator.comparing(AgentReport::agent));
    return reports;
  }

  /** The next second that is over; to be released by its taker. */
  public Optional<AgentSecond> next() {
    return Optional.ofNullable(closed.poll());
  }
}
