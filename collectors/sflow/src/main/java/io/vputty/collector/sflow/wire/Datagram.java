package io.vputty.collector.sflow.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One decoded datagram: a view that its decoder owns, valid until the next one is decoded.
 *
 * <p>Samples are kept in objects that are used again, so that decoding allocates only while a
 * datagram holds more samples than any before it; 64 KiB hold about 1,600 at most.
 */
public final class Datagram {

  private final List<FlowSample> pool = new ArrayList<>();
  private int flowSamples;
  private int sampleCount;
  private byte[] bytes = new byte[0];
  private AgentAddress agent = new AgentAddress(4, 0, 0);
  private int subAgent;
  private long sequenceNumber;
  private long uptimeMs;

  void begin(byte[] bytes) {
    this.bytes = bytes;
    flowSamples = 0;
    sampleCount = 0;
  }

  void sentBy(AgentAddress agent, int subAgent, long sequenceNumber, long uptimeMs) {
    this.agent = agent;
    this.subAgent = subAgent;
    this.sequenceNumber = sequenceNumber;
    this.uptimeMs = uptimeMs;
  }

  void announce(int sampleCount) {
    this.sampleCount = sampleCount;
  }

  FlowSample addFlowSample() {
    if (flowSamples == pool.size()) {
      pool.add(new FlowSample());
    }
    FlowSample sample = pool.get(flowSamples++);
    sample.clear();
    return sample;
  }

  /** The array that headers of samples lie in. */
  public byte[] bytes() {
    return bytes;
  }

  /** Who sent it. */
  public AgentAddress agent() {
    return agent;
  }

  /** Part of the agent that sent it, with a sequence of its own; an unsigned 32-bit number. */
  public int subAgent() {
    return subAgent;
  }

  /** Number of the datagram among those of its sub-agent, 32 bits. */
  public long sequenceNumber() {
    return sequenceNumber;
  }

  /** Time since the agent started, ms, modulo 2^32. */
  public long uptimeMs() {
    return uptimeMs;
  }

  /** Samples of all kinds. */
  public int sampleCount() {
    return sampleCount;
  }

  /** Flow samples. */
  public int flowSampleCount() {
    return flowSamples;
  }

  /** A flow sample by its place among the flow samples. */
  public FlowSample flowSample(int index) {
    return pool.get(Objects.checkIndex(index, flowSamples));
  }
}
