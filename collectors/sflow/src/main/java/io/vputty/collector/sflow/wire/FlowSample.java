package io.vputty.collector.sflow.wire;

/**
 * One flow sample, compact or expanded, valid as long as its {@link Datagram}.
 *
 * <p>Sampling points and ports are given as the expanded form has them: a compact source id splits
 * into class (8 bits) and index (24 bits), a compact port into format (2 bits) and value (30 bits).
 */
public final class FlowSample {

  /** Port format: the value is an interface index. */
  public static final int PORT_INDEX = 0;

  /** Port format: the packet was dropped, the value says why. */
  public static final int PORT_DROPPED = 1;

  /** Port format: the packet went out by as many ports as the value says; 0 if unknown. */
  public static final int PORT_MULTIPLE = 2;

  long sequenceNumber;
  int sourceClass;
  long sourceIndex;
  long samplingRate;
  long samplePool;
  long drops;
  int inputFormat;
  long inputValue;
  int outputFormat;
  long outputValue;
  int headerProtocol;
  long frameBytes;
  long strippedBytes;
  int headerOffset;
  int headerLength;

  FlowSample() {}

  void clear() {
    headerLength = -1;
  }

  /** Number of the sample among those of its sampling point, 32 bits. */
  public long sequenceNumber() {
    return sequenceNumber;
  }

  /** Kind of sampling point: 0 an interface, 1 a VLAN, 2 an entity. */
  public int sourceClass() {
    return sourceClass;
  }

  /** Index of the sampling point in its class. */
  public long sourceIndex() {
    return sourceIndex;
  }

  /** Packets that one sample stands for, as configured; 0 in broken agents. */
  public long samplingRate() {
    return samplingRate;
  }

  /** Packets that could have been sampled so far, modulo 2^32. */
  public long samplePool() {
    return samplePool;
  }

  /** Samples that the agent could not take so far, modulo 2^32. */
  public long drops() {
    return drops;
  }

  public int inputFormat() {
    return inputFormat;
  }

  public long inputValue() {
    return inputValue;
  }

  public int outputFormat() {
    return outputFormat;
  }

  public long outputValue() {
    return outputValue;
  }

  /** Whether a raw packet header came with it. */
  public boolean hasHeader() {
    return headerLength >= 0;
  }

  /** What the header begins with, see {@code HeaderProtocol}. */
  public int headerProtocol() {
    return headerProtocol;
  }

  /** Length of the packet before sampling, bytes, stripped ones included. */
  public long frameBytes() {
    return frameBytes;
  }

  /** Bytes removed from the packet before it was sampled, its FCS of 4 bytes among them. */
  public long strippedBytes() {
    return strippedBytes;
  }

  /** Where the header begins in the datagram's array. */
  public int headerOffset() {
    return headerOffset;
  }

  /** Bytes of the header that were kept. */
  public int headerLength() {
    return headerLength;
  }
}
