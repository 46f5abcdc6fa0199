package io.vputty.collector.sflow.wire;

/**
 * One packet that a switch discarded, and why; valid as long as its {@link Datagram}. Source: <a
 * href="https://sflow.org/sflow_drops.txt">sFlow Dropped Packet Notification Structures</a>.
 */
public final class DiscardedPacket {

  long sequenceNumber;
  int sourceClass;
  long sourceIndex;
  long drops;
  long input;
  long output;
  long reason;
  final Records records = new Records();

  DiscardedPacket() {}

  /** Number of the notification among those of its source, 32 bits. */
  public long sequenceNumber() {
    return sequenceNumber;
  }

  /** Kind of source: 0 an interface, 1 a VLAN, 2 an entity. */
  public int sourceClass() {
    return sourceClass;
  }

  /** Index of the source in its class. */
  public long sourceIndex() {
    return sourceIndex;
  }

  /** Notifications that were not sent, by the agent's limit. */
  public long drops() {
    return drops;
  }

  /** Interface index it came in by; 0 if unknown. */
  public long input() {
    return input;
  }

  /** Interface index it would have left by; 0 if unknown. */
  public long output() {
    return output;
  }

  /** Why, as the document numbers reasons. */
  public long reason() {
    return reason;
  }

  /** The packet and what is known of it. */
  public Records records() {
    return records;
  }
}
