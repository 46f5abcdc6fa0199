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

  /** No virtual network. */
  public static final int NO_VNI = -1;

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
  int egressVni;
  int ingressVni;
  long timestampNanos;
  long sourceMac;
  long destinationMac;
  int ipVersion;
  long sourceHigh;
  long sourceLow;
  long destinationHigh;
  long destinationLow;
  final Records records = new Records();

  FlowSample() {}

  void clear(byte[] bytes) {
    headerLength = -1;
    frameBytes = 0;
    strippedBytes = 0;
    egressVni = NO_VNI;
    ingressVni = NO_VNI;
    timestampNanos = 0;
    sourceMac = 0;
    destinationMac = 0;
    ipVersion = 0;
    records.clear(bytes);
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

  /** Virtual network of the tunnel that the packet left by; {@link #NO_VNI} if none. */
  public int egressVni() {
    return egressVni;
  }

  /** Virtual network of the tunnel that the packet came by; {@link #NO_VNI} if none. */
  public int ingressVni() {
    return ingressVni;
  }

  /** When the agent saw it by its own clock, ns since the epoch; 0 if it does not say. */
  public long timestampNanos() {
    return timestampNanos;
  }

  /** Whether the agent read addresses in the packet, in place of sending its header. */
  public boolean hasAddresses() {
    return ipVersion != 0 || sourceMac != 0 || destinationMac != 0;
  }

  /** Sender's MAC address as the agent read it; 0 if it did not. */
  public long sourceMac() {
    return sourceMac;
  }

  /** Receiver's MAC address as the agent read it; 0 if it did not. */
  public long destinationMac() {
    return destinationMac;
  }

  /** 4 or 6 if the agent read IP addresses, else 0; the following four are valid then. */
  public int ipVersion() {
    return ipVersion;
  }

  public long sourceHigh() {
    return sourceHigh;
  }

  public long sourceLow() {
    return sourceLow;
  }

  public long destinationHigh() {
    return destinationHigh;
  }

  public long destinationLow() {
    return destinationLow;
  }

  /** All its records that have a layout. */
  public Records records() {
    return records;
  }
}
