package io.vputty.collector.sflow.packet;

import static io.vputty.collector.sflow.packet.PacketBytes.has;
import static io.vputty.collector.sflow.packet.PacketBytes.readByte;
import static io.vputty.collector.sflow.packet.PacketBytes.readInt;
import static io.vputty.collector.sflow.packet.PacketBytes.readLong;
import static io.vputty.collector.sflow.packet.PacketBytes.readShort;

/**
 * Reads IPv4 with options, IPv6 with extension headers, and the beginning of TCP, UDP, SCTP and
 * ICMP. Behind a fragment other than the first nothing is read: its bytes are no header.
 */
final class IpParser {

  private static final int IPV4_BYTES = 20;
  private static final int IPV4_FRAGMENT_MASK = 0x1FFF;
  private static final int IPV6_BYTES = 40;
  private static final int IPV6_FRAGMENT_MASK = 0xFFF8;
  private static final int EXTENSION_BYTES = 8;
  private static final int PORTS_BYTES = 4;
  private static final int TCP_FLAGS_OFFSET = 13;
  private static final int ICMP_BYTES = 2;

  private IpParser() {}

  /** Whether an IPv4 header with both addresses begins at an offset. */
  static boolean isIpv4(byte[] bytes, int offset, int end) {
    return has(offset, IPV4_BYTES, end) && readByte(bytes, offset) >>> 4 == 4;
  }

  /** Whether an IPv6 header with both addresses begins at an offset. */
  static boolean isIpv6(byte[] bytes, int offset, int end) {
    return has(offset, IPV6_BYTES, end) && readByte(bytes, offset) >>> 4 == 6;
  }

  static void ipv4(PacketHeader header, byte[] bytes, int offset, int end) {
    if (!isIpv4(bytes, offset, end)) {
      return;
    }
    long word = readLong(bytes, offset);
    header.ipVersion = 4;
    header.typeOfService = (int) (word >>> 48) & 0xFF;
    header.ipLength = (int) (word >>> 32) & 0xFFFF;
    header.timeToLive = readByte(bytes, offset + 8);
    header.ipProtocol = readByte(bytes, offset + 9);
    header.sourceLow = readInt(bytes, offset + 12);
    header.destinationLow = readInt(bytes, offset + 16);
    int headerBytes = (int) (word >>> 56 & 0xF) * 4;
    boolean first = (word & IPV4_FRAGMENT_MASK) == 0;
    if (first && headerBytes >= IPV4_BYTES) {
      transport(header, bytes, offset + headerBytes, end);
    }
  }

  static void ipv6(PacketHeader header, byte[] bytes, int offset, int end) {
    if (!isIpv6(bytes, offset, end)) {
      return;
    }
    header.ipVersion = 6;
    header.typeOfService = (readShort(bytes, offset) >>> 4) & 0xFF;
    header.ipLength = readShort(bytes, offset + 4) + IPV6_BYTES;
    header.timeToLive = readByte(bytes, offset + 7);
    header.sourceHigh = readLong(bytes, offset + 8);
    header.sourceLow = readLong(bytes, offset + 16);
    header.destinationHigh = readLong(bytes, offset + 24);
    header.destinationLow = readLong(bytes, offset + 32);
    extensions(header, readByte(bytes, offset + 6), bytes, offset + IPV6_BYTES, end);
  }

  /** Goes behind the extensions; if they are cut off, the protocol is not known. */
  private static void extensions(
      PacketHeader header, int first, byte[] bytes, int offset, int end) {
    int protocol = first;
    int at = offset;
    while (IpProtocol.isIpv6Extension(protocol)) {
      if (!has(at, EXTENSION_BYTES, end)) {
        return;
      }
      boolean laterFragment =
          protocol == IpProtocol.IPV6_FRAGMENT
              && (readShort(bytes, at + 2) & IPV6_FRAGMENT_MASK) != 0;
      int length = IpProtocol.ipv6ExtensionBytes(protocol, readByte(bytes, at + 1));
      protocol = readByte(bytes, at);
      if (laterFragment) {
        header.ipProtocol = protocol;
        return;
      }
      at += length;
    }
    header.ipProtocol = protocol;
    transport(header, bytes, at, end);
  }

  private static void transport(PacketHeader header, byte[] bytes, int offset, int end) {
    header.transportOffset = offset;
    switch (header.ipProtocol) {
      case IpProtocol.TCP -> tcp(header, bytes, offset, end);
      case IpProtocol.UDP, IpProtocol.SCTP -> ports(header, bytes, offset, end);
      case IpProtocol.ICMP, IpProtocol.ICMPV6 -> icmp(header, bytes, offset, end);
      default -> {}
    }
  }

  private static void tcp(PacketHeader header, byte[] bytes, int offset, int end) {
    ports(header, bytes, offset, end);
    if (has(offset, TCP_FLAGS_OFFSET + 1, end)) {
      header.tcpFlags = readByte(bytes, offset + TCP_FLAGS_OFFSET);
    }
  }

  private static void ports(PacketHeader header, byte[] bytes, int offset, int end) {
    if (has(offset, PORTS_BYTES, end)) {
      header.sourcePort = readShort(bytes, offset);
      header.destinationPort = readShort(bytes, offset + 2);
    }
  }

  private static void icmp(PacketHeader header, byte[] bytes, int offset, int end) {
    if (has(offset, ICMP_BYTES, end)) {
      header.icmp = readShort(bytes, offset);
    }
  }
}
