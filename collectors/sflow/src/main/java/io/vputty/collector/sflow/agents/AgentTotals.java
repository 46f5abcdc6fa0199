package io.vputty.collector.sflow.agents;

import io.vputty.collector.sflow.sums.AgentSecond;
import io.vputty.collector.sflow.wire.Registry;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;

/** What one agent did since it was first seen, for people; used under the agent's lock. */
final class AgentTotals {

  /** Weight of the newest second in the rates: they follow a change in about ten seconds. */
  private static final double NEWEST = 0.1;

  private static final double MS = 1000;
  private static final long NEVER = Long.MIN_VALUE;

  private long firstSeenMs = NEVER;
  private long lastSeenMs = NEVER;
  private long datagrams;
  private long lostDatagrams;
  private long duplicates;
  private long samples;
  private long lostSamples;
  private double datagramsPerSecond;
  private double samplesPerSecond;
  private long newestDatagrams;
  private long configuredRate;
  private double effectiveRate;
  private final BitSet structures = new BitSet();
  private boolean tellsTime;
  private long clockAheadMs;

  void add(AgentSecond second) {
    double seconds = lastSeenMs == NEVER ? 1 : (second.startMs() - lastSeenMs) / MS;
    double old = lastSeenMs == NEVER ? 0 : Math.pow(1 - NEWEST, seconds);
    datagramsPerSecond = datagramsPerSecond * old + second.datagrams() * (1 - old) / seconds;
    samplesPerSecond = samplesPerSecond * old + second.samples() * (1 - old) / seconds;
    firstSeenMs = firstSeenMs == NEVER ? second.startMs() : firstSeenMs;
    lastSeenMs = second.startMs();
    newestDatagrams = second.datagrams();
    datagrams += second.datagrams();
    lostDatagrams += second.lostDatagrams();
    samples += second.samples();
    lostSamples += second.lostSamples();
  }

  void countDuplicate() {
    duplicates++;
  }

  void rates(long configured, double effective) {
    configuredRate = configured;
    effectiveRate = effective;
  }

  /** Takes note of how far the agent's clock is ahead, transport included. */
  void clock(long aheadMs) {
    tellsTime = true;
    clockAheadMs = aheadMs;
  }

  /** Structures that it sent, by their places in the {@link Registry}. */
  BitSet structures() {
    return structures;
  }

  /** Start of the last second in which it was seen, ms. */
  long lastSeenMs() {
    return lastSeenMs;
  }

  /** Datagrams of that second. */
  long newestDatagrams() {
    return newestDatagrams;
  }

  /** What is known of the agent. */
  AgentReport report(Agent agent) {
    return new AgentReport(
        agent.address(),
        agent.isListed(),
        agent.subAgentCount(),
        Instant.ofEpochMilli(firstSeenMs),
        Instant.ofEpochMilli(lastSeenMs),
        datagramsPerSecond,
        samplesPerSecond,
        configuredRate,
        effectiveRate,
        samples + lostSamples > 0 ? share(lostSamples, samples) : share(lostDatagrams, datagrams),
        duplicates,
        structures.stream().mapToObj(Registry::name).toList(),
        tellsTime ? Duration.ofMillis(clockAheadMs) : null);
  }

  private static double share(long lost, long came) {
    return lost + came == 0 ? 0 : (double) lost / (lost + came);
  }

  /** Whether a second of it is over, so that there is something to report. */
  boolean isKnown() {
    return firstSeenMs != NEVER;
  }
}
