package io.vputty.collector.sflow.sums;

import io.vputty.schema.FlowBatch;
import java.util.stream.Stream;

/**
 * What one agent sent in one second.
 *
 * <p>Of the samples that came, some may have been shed with their datagrams; the others then stand
 * for them too, by {@link #shedFactor()}. If all were shed nothing can stand for them, and they
 * count as lost.
 */
public final class AgentSecond {

  /** This object, its table and its place in a queue, about. */
  private static final int FIXED_BYTES = 256;

  private final String agent;
  private final long startMs;
  private final double share;
  private final Backlog backlog;
  private final FlowTable flows;
  private long bytes;
  private long datagrams;
  private long lostDatagrams;
  private long samples;
  private long shedSamples;
  private long lostSamples;
  private long agentDrops;

  /**
   * @param share of its datagrams that are added; the others are shed
   * @param expectedRows about as many rows as it will have
   */
  public AgentSecond(String agent, long startMs, double share, int expectedRows, Backlog backlog) {
    this.agent = agent;
    this.startMs = startMs;
    this.share = share;
    this.backlog = backlog;
    flows = new FlowTable(expectedRows);
    account();
  }

  private void account() {
    long now = FIXED_BYTES + flows.memoryBytes();
    backlog.grow(now - bytes);
    bytes = now;
  }

  /** Address of the agent as text. */
  String agent() {
    return agent;
  }

  /** Start of the second, ms. */
  public long startMs() {
    return startMs;
  }

  /** Share of its datagrams that are added. */
  public double share() {
    return share;
  }

  /** Rows so far. */
  public int rows() {
    return flows.size();
  }

  FlowTable flows() {
    return flows;
  }

  /** Datagrams that came once, shed ones too. */
  public long datagrams() {
    return datagrams;
  }

  /** Datagrams given up, less those that came after all; never negative. */
  public long lostDatagrams() {
    return Math.max(0, lostDatagrams);
  }

  /** Flow samples that came, shed ones too if others stand for them. */
  public long samples() {
    return samples == shedSamples ? 0 : samples;
  }

  /** Flow samples that nothing stands for. */
  public long lostSamples() {
    return Math.max(0, lostSamples) + (samples == shedSamples ? shedSamples : 0);
  }

  long agentDrops() {
    return agentDrops;
  }

  /** Samples that one added sample stands for, at least 1. */
  double shedFactor() {
    return samples == shedSamples ? 1 : (double) samples / (samples - shedSamples);
  }

  /**
   * Counts a datagram.
   *
   * @param lostBefore given up by it; negative if it came after it had been given up
   */
  public void countDatagram(int lostBefore) {
    datagrams++;
    lostDatagrams += lostBefore;
  }

  /** Counts the flow samples of a datagram. */
  public void countSamples(int count, boolean shed) {
    samples += count;
    shedSamples += shed ? count : 0;
  }

  /** Counts what was given up; a negative number takes back. */
  public void countLost(int lostDatagrams, int lostSamples) {
    this.lostDatagrams += lostDatagrams;
    this.lostSamples += lostSamples;
  }

  /** Counts samples that the agent could not take. */
  public void countDrops(long drops) {
    agentDrops += drops;
  }

  /**
   * Adds one sample to its row.
   *
   * @return false if the key is new and the table is full; the sample then counts as lost
   */
  boolean add(long[] key, long frameBytes) {
    int before = flows.capacity();
    boolean added = flows.add(key, frameBytes, datagrams);
    if (flows.capacity() != before) {
      account();
    }
    lostSamples += added ? 0 : 1;
    return added;
  }

  /** Gives its memory back; it is used no more. */
  public void release() {
    backlog.release(bytes);
  }

  /**
   * Its batches, made while they are drawn: one, or several when the flows would not fit one Kafka
   * record.
   *
   * @param collector who received it
   * @param epoch incarnation of the collector
   */
  public Stream<FlowBatch> batches(String collector, long epoch) {
    return new Batches(this, collector, epoch).stream();
  }
}
