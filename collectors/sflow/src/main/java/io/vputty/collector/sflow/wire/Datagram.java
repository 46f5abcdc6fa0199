package io.vputty.collector.sflow.wire;

import io.vputty.collector.sflow.wire.xdr.MalformedDatagramException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One decoded datagram: a view that its decoder owns, valid until the next one is decoded.
 *
 * <p>Samples are kept in objects that are used again, so that decoding allocates only while a
 * datagram holds more samples than any before it; 64 KiB hold about 1,600 at most.
 */
public final class Datagram {

  private final List<FlowSample> flowPool = new ArrayList<>();
  private final List<CounterSample> counterPool = new ArrayList<>();
  private final List<DiscardedPacket> discardPool = new ArrayList<>();
  private final long[] structures = new long[(Registry.size() + Long.SIZE - 1) / Long.SIZE];
  private int flowSamples;
  private int counterSamples;
  private int discardedPackets;
  private int sampleCount;
  private @Nullable MalformedDatagramException fault;
  private int faults;
  private byte[] bytes = new byte[0];
  private AgentAddress agent = new AgentAddress(4, 0, 0);
  private int subAgent;
  private long sequenceNumber;
  private long uptimeMs;

  void begin(byte[] bytes) {
    this.bytes = bytes;
    flowSamples = 0;
    counterSamples = 0;
    discardedPackets = 0;
    sampleCount = 0;
    fault = null;
    faults = 0;
    Arrays.fill(structures, 0);
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
    if (flowSamples == flowPool.size()) {
      flowPool.add(new FlowSample());
    }
    FlowSample sample = flowPool.get(flowSamples++);
    sample.clear(bytes);
    return sample;
  }

  void dropFlowSample() {
    flowSamples--;
  }

  CounterSample addCounterSample() {
    if (counterSamples == counterPool.size()) {
      counterPool.add(new CounterSample());
    }
    CounterSample sample = counterPool.get(counterSamples++);
    sample.records.clear(bytes);
    return sample;
  }

  void dropCounterSample() {
    counterSamples--;
  }

  DiscardedPacket addDiscardedPacket() {
    if (discardedPackets == discardPool.size()) {
      discardPool.add(new DiscardedPacket());
    }
    DiscardedPacket sample = discardPool.get(discardedPackets++);
    sample.records.clear(bytes);
    return sample;
  }

  void dropDiscardedPacket() {
    discardedPackets--;
  }

  void saw(int structure) {
    structures[structure / Long.SIZE] |= 1L << structure;
  }

  void fault(MalformedDatagramException next) {
    fault = fault == null ? next : fault;
    faults++;
  }

  int faults() {
    return faults;
  }

  /**
   * The first thing in it that does not hold together; null if all does. What is before it, and
   * samples behind it if their place is known, are there all the same.
   */
  public @Nullable MalformedDatagramException fault() {
    return fault;
  }

  /** Adds the structures that were met to a set of places in the {@link Registry}. */
  public void addStructuresTo(BitSet met) {
    for (int word = 0; word < structures.length; word++) {
      for (long rest = structures[word]; rest != 0; rest &= rest - 1) {
        met.set(word * Long.SIZE + Long.numberOfTrailingZeros(rest));
      }
    }
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
    return flowPool.get(Objects.checkIndex(index, flowSamples));
  }

  /** Counter samples. */
  public int counterSampleCount() {
    return counterSamples;
  }

  /** A counter sample by its place among the counter samples. */
  public CounterSample counterSample(int index) {
    return counterPool.get(Objects.checkIndex(index, counterSamples));
  }

  /** Notifications of discarded packets. */
  public int discardedPacketCount() {
    return discardedPackets;
  }

  /** A notification by its place among them. */
  public DiscardedPacket discardedPacket(int index) {
    return discardPool.get(Objects.checkIndex(index, discardedPackets));
  }
}
