package io.vputty.collector.sflow.pcap;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * IP and UDP headers around a payload, as they may have been on the wire: <a
 * href="https://www.rfc-editor.org/rfc/rfc791">RFC 791</a>, <a
 * href="https://www.rfc-editor.org/rfc/rfc8200">RFC 8200</a>, <a
 * href="https://www.rfc-editor.org/rfc/rfc768">RFC 768</a>, with valid checksums. A socket tells
 * the sender and the payload; hop limit and identification are not known and look like a fresh
 * packet's.
 */
final class UdpPacket {

  static final int UDP_BYTES = 8;

  private static final int IPV4_BYTES = 20;
  private static final int IPV6_BYTES = 40;
  private static final int IPV4_VERSION_AND_LENGTH = 0x4500;
  private static final int IPV4_DO_NOT_FRAGMENT = 0x4000;
  private static final int IPV6_VERSION = 0x6000_0000;
  private static final int HOPS = 64;
  private static final int UDP = 17;
  private static final int HALF = 0xFFFF;

  private final byte[] from;
  private final byte[] to;
  private final int fromPort;
  private final int toPort;

  /**
   * @param receiver where it was received; if its address is of the other IP version, as that of a
   *     socket at any address may be, the packet has none
   */
  UdpPacket(InetSocketAddress sender, InetSocketAddress receiver) {
    from = sender.getAddress().getAddress();
    byte[] local = receiver.getAddress().getAddress();
    to = local.length == from.length ? local : new byte[from.length];
    fromPort = sender.getPort();
    toPort = receiver.getPort();
  }

  /** Size with all headers. */
  int size(int payloadBytes) {
    return (isIpv4() ? IPV4_BYTES : IPV6_BYTES) + UDP_BYTES + payloadBytes;
  }

  private boolean isIpv4() {
    return from.length == 4;
  }

  /** Writes the packet. */
  void write(byte[] payload, ByteBuffer into) {
    int udpBytes = UDP_BYTES + payload.length;
    if (isIpv4()) {
      ipv4(udpBytes, into);
    } else {
      into.putInt(IPV6_VERSION).putShort((short) udpBytes).put((byte) UDP).put((byte) HOPS);
      into.put(from).put(to);
    }
    int at = into.position();
    into.putShort((short) fromPort).putShort((short) toPort).putShort((short) udpBytes);
    into.putShort((short) 0).put(payload);
    long pseudo = sum(from, 0, from.length) + sum(to, 0, to.length) + UDP + udpBytes;
    int checksum = checksum(pseudo + sum(into.array(), into.arrayOffset() + at, udpBytes));
    into.putShort(at + UDP_BYTES - 2, (short) (checksum == 0 ? HALF : checksum));
  }

  private void ipv4(int udpBytes, ByteBuffer into) {
    int at = into.position();
    into.putShort((short) IPV4_VERSION_AND_LENGTH).putShort((short) (IPV4_BYTES + udpBytes));
    into.putShort((short) 0).putShort((short) IPV4_DO_NOT_FRAGMENT);
    into.put((byte) HOPS).put((byte) UDP).putShort((short) 0).put(from).put(to);
    int checksum = checksum(sum(into.array(), into.arrayOffset() + at, IPV4_BYTES));
    into.putShort(at + IPV4_BYTES / 2, (short) checksum);
  }

  /** Sum of 16-bit words; a last odd byte is the high half of one. */
  private static long sum(byte[] bytes, int offset, int length) {
    long sum = 0;
    for (int i = 0; i < length; i++) {
      int octet = bytes[offset + i] & 0xFF;
      sum += i % 2 == 0 ? octet << 8 : octet;
    }
    return sum;
  }

  /** The one's complement of the one's complement sum (RFC 1071). */
  private static int checksum(long sum) {
    long folded = sum;
    while (folded > HALF) {
      folded = (folded & HALF) + (folded >>> 16);
    }
    return (int) ~folded & HALF;
  }
}
