package io.vputty.collector.sflow.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The header of one packet, read in place: Ethernet II with 802.1Q and QinQ tags, IPv4 with
 * options, IPv6 with extension headers, and the ports of TCP, UDP and SCTP.
 *
 * <p>Made once and parsed into again and again, so that a sample costs no object. A header that
 * ends early yields what is there: a MAC pair, an IP pair or a port pair is given whole or not at
 * all, since half a pair names no edge. Nothing is ever read past the given length, and every step
 * of the parser consumes bytes, so that it ends after at most {@code length} steps.
 *
 * <p>Not thread-safe.
 */
public final class PacketHeader {

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int ETHERNET_BYTES = 14;
  private static final int ETHER_TYPE_OFFSET = 12;
  private static final int VLAN_TAG_BYTES = 4;
  private static final int VLAN_ID_MASK = 0xFFF;
  private static final int IPV4_BYTES = 20;
  private static final int IPV4_FRAGMENT_MASK = 0x1FFF;
  private static final int IPV6_BYTES = 40;
  private static final int PORTS_BYTES = 4;
  private static final int TCP_FLAGS_OFFSET = 13;

  private byte[] bytes = new byte[0];
  private int end;

  private long sourceMac;
  private long destinationMac;
  private int etherType;
  private int vlan;
  private int ipVersion;
  private long sourceHigh;
  private long sourceLow;
  private long destinationHigh;
  private long destinationLow;
  private int typeOfService;
  private int timeToLive;
  private int ipLength;
  private int ipProtocol;
  private int transportOffset;
  private int sourcePort;
  private int destinationPort;
  private int tcpFlags;

  /**
   * Reads the header that begins at {@code offset} and of which {@code length} bytes were kept.
   *
   * @param protocol one of {@link HeaderProtocol}
   * @return false if the protocol is none that this parser knows; then nothing is set
   */
  public boolean parse(int protocol, byte[] bytes, int offset, int length) {
    clear(bytes, offset + length);
    switch (protocol) {
      case HeaderProtocol.ETHERNET -> ethernet(offset);
      case HeaderProtocol.IPV4 -> ipv4(offset);
      case HeaderProtocol.IPV6 -> ipv6(offset);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Reads what follows an ether type, as a link layer other than Ethernet's has it. */
  public void parsePayload(int etherType, byte[] bytes, int offset, int length) {
    clear(bytes, offset + length);
    payload(etherType, offset);
  }

  private void clear(byte[] bytes, int end) {
    this.bytes = bytes;
    this.end = end;
    sourceMac = 0;
    destinationMac = 0;
    etherType = 0;
    vlan = 0;
    ipVersion = 0;
    sourceHigh = 0;
    sourceLow = 0;
    destinationHigh = 0;
    destinationLow = 0;
    typeOfService = 0;
    timeToLive = 0;
    ipLength = 0;
    ipProtocol = -1;
    transportOffset = -1;
    sourcePort = -1;
    destinationPort = -1;
    tcpFlags = -1;
  }

  private void ethernet(int offset) {
    if (has(offset, ETHER_TYPE_OFFSET)) {
      destinationMac = (readInt(offset) << 16) | readShort(offset + 4);
      sourceMac = ((long) readShort(offset + 6) << 32) | readInt(offset + 8);
    }
    if (has(offset, ETHERNET_BYTES)) {
      payload(readShort(offset + ETHER_TYPE_OFFSET), offset + ETHERNET_BYTES);
    }
  }

  private void payload(int type, int offset) {
    int next = type;
    int at = offset;
    while (EtherType.isVlanTag(next) && has(at, VLAN_TAG_BYTES)) {
      vlan = readShort(at) & VLAN_ID_MASK;
      next = readShort(at + 2);
      at += VLAN_TAG_BYTES;
    }
    etherType = next;
    if (next == EtherType.IPV4) {
      ipv4(at);
    } else if (next == EtherType.IPV6) {
      ipv6(at);
    }
  }

  private void ipv4(int offset) {
    if (!has(offset, IPV4_BYTES) || bytes[offset] >>> 4 != 4) {
      return;
    }
    ipVersion = 4;
    typeOfService = bytes[offset + 1] & 0xFF;
    ipLength = readShort(offset + 2);
    timeToLive = bytes[offset + 8] & 0xFF;
    ipProtocol = bytes[offset + 9] & 0xFF;
    sourceLow = readInt(offset + 12);
    destinationLow = readInt(offset + 16);
    int headerBytes = (bytes[offset] & 0xF) * 4;
    boolean first = (readShort(offset + 6) & IPV4_FRAGMENT_MASK) == 0;
    if (first && headerBytes >= IPV4_BYTES) {
      transport(offset + headerBytes);
    }
  }

  private void ipv6(int offset) {
    if (!has(offset, IPV6_BYTES) || (bytes[offset] & 0xF0) != 0x60) {
      return;
    }
    ipVersion = 6;
    typeOfService = (readShort(offset) >>> 4) & 0xFF;
    ipLength = readShort(offset + 4) + IPV6_BYTES;
    ipProtocol = bytes[offset + 6] & 0xFF;
    timeToLive = bytes[offset + 7] & 0xFF;
    sourceHigh = (long) LONG.get(bytes, offset + 8);
    sourceLow = (long) LONG.get(bytes, offset + 16);
    destinationHigh = (long) LONG.get(bytes, offset + 24);
    destinationLow = (long) LONG.get(bytes, offset + 32);
    extensions(offset + IPV6_BYTES);
  }

  private void extensions(int offset) {
    int at = offset;
    while (IpProtocol.isIpv6Extension(ipProtocol) && has(at, 8)) {
      boolean laterFragment =
          ipProtocol == IpProtocol.IPV6_FRAGMENT && (readShort(at + 2) & ~7) != 0;
      int length = IpProtocol.ipv6ExtensionBytes(ipProtocol, bytes[at + 1] & 0xFF);
      ipProtocol = bytes[at] & 0xFF;
      if (laterFragment) {
        return;
      }
      at += length;
    }
    transport(at);
  }

  private void transport(int offset) {
    transportOffset = offset;
    if (!IpProtocol.hasPorts(ipProtocol) || !has(offset, PORTS_BYTES)) {
      return;
    }
    sourcePort = readShort(offset);
    destinationPort = readShort(offset + 2);
    if (ipProtocol == IpProtocol.TCP && has(offset, TCP_FLAGS_OFFSET + 1)) {
      tcpFlags = bytes[offset + TCP_FLAGS_OFFSET] & 0xFF;
    }
  }

  private boolean has(int offset, int length) {
    return offset <= end - length;
  }

  private int readShort(int offset) {
    return (short) SHORT.get(bytes, offset) & 0xFFFF;
  }

  private long readInt(int offset) {
    return (int) INT.get(bytes, offset) & 0xFFFF_FFFFL;
  }

  /** Sender's MAC address in the low 48 bits; 0 if not seen. */
  public long sourceMac() {
    return sourceMac;
  }

  /** Receiver's MAC address in the low 48 bits; 0 if not seen. */
  public long destinationMac() {
    return destinationMac;
  }

  /** Ether type behind all VLAN tags; 0 if not seen. */
  public int etherType() {
    return etherType;
  }

  /** Innermost VLAN id; 0 if untagged. */
  public int vlan() {
    return vlan;
  }

  /** 4 or 6; 0 if no IP address pair was seen. */
  public int ipVersion() {
    return ipVersion;
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

  /** IPv4 TOS or IPv6 traffic class. */
  public int typeOfService() {
    return typeOfService;
  }

  /** IPv4 TTL or IPv6 hop limit. */
  public int timeToLive() {
    return timeToLive;
  }

  /** Length of the IP packet with its header, bytes. */
  public int ipLength() {
    return ipLength;
  }

  /** Protocol behind the IP header and its extensions; -1 if there was no IP header. */
  public int ipProtocol() {
    return ipProtocol;
  }

  /** Where the transport header begins in the array, perhaps past its end; -1 if nowhere. */
  public int transportOffset() {
    return transportOffset;
  }

  /** Sender's port; -1 if none was seen. */
  public int sourcePort() {
    return sourcePort;
  }

  /** Receiver's port; -1 if none was seen. */
  public int destinationPort() {
    return destinationPort;
  }

  /** TCP flags; -1 if none were seen. */
  public int tcpFlags() {
    return tcpFlags;
  }
}
