package io.vputty.collector.sflow.packet;

/**
 * Two IP addresses, a sender's and a receiver's; valid as long as the {@link PacketHeader} it
 * belongs to.
 */
public final class IpPair {

  private int version;
  private long sourceHigh;
  private long sourceLow;
  private long destinationHigh;
  private long destinationLow;

  IpPair() {}

  void clear() {
    version = 0;
    sourceHigh = 0;
    sourceLow = 0;
    destinationHigh = 0;
    destinationLow = 0;
  }

  /** Sets a pair of IPv4 addresses. */
  void set(long source, long destination) {
    version = 4;
    sourceLow = source;
    destinationLow = destination;
  }

  void copy(PacketHeader header) {
    version = header.ipVersion;
    sourceHigh = header.sourceHigh;
    sourceLow = header.sourceLow;
    destinationHigh = header.destinationHigh;
    destinationLow = header.destinationLow;
  }

  /** 4 or 6; 0 if there is no such pair. */
  public int version() {
    return version;
  }

  /** First 8 bytes of the sender's IPv6 address; 0 for IPv4. */
  public long sourceHigh() {
    return sourceHigh;
  }

  /** Last 8 bytes of the sender's IPv6 address, or its IPv4 address in the low 32 bits. */
  public long sourceLow() {
    return sourceLow;
  }

  /** First 8 bytes of the receiver's IPv6 address; 0 for IPv4. */
  public long destinationHigh() {
    return destinationHigh;
  }

  /** Last 8 bytes of the receiver's IPv6 address, or its IPv4 address in the low 32 bits. */
  public long destinationLow() {
    return destinationLow;
  }
}
