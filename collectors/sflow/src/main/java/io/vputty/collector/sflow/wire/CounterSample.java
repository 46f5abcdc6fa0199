package io.vputty.collector.sflow.wire;

/** One counter sample, compact or expanded, valid as long as its {@link Datagram}. */
public final class CounterSample {

  long sequenceNumber;
  int sourceClass;
  long sourceIndex;
  final Records records = new Records();

  CounterSample() {}

  /** Number of the sample among the counter samples of its source, 32 bits. */
  public long sequenceNumber() {
    return sequenceNumber;
  }

  /** Kind of source: 0 an interface, 1 a VLAN, 2 a physical entity, 3 a logical one, as a VM is. */
  public int sourceClass() {
    return sourceClass;
  }

  /** Index of the source in its class. */
  public long sourceIndex() {
    return sourceIndex;
  }

  /** Its counters. */
  public Records records() {
    return records;
  }
}
