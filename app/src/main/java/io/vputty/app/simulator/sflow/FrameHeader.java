package io.vputty.app.simulator.sflow;

import java.nio.ByteBuffer;

/** Writes the first bytes of an Ethernet frame that carries IPv4 and TCP (RFC 791, RFC 9293). */
final class FrameHeader {
  private static final int ETHERNET_BYTES = 14;
  private static final int IP_BYTES = 20;
  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int VERSION_AND_LENGTH = 0x45;
  private static final int DO_NOT_FRAGMENT = 0x4000;
  private static final int TTL = 64;
  private static final int TCP = 6;
  private static final int TCP_LENGTH_AND_ACK = 0x5010;
  private static final int WINDOW = 65_535;

  private FrameHeader() {}

  /** Writes {@code headerBytes} bytes; what follows the TCP header stays zero. */
  static void write(SampledPacket packet, int headerBytes, int identification, ByteBuffer out) {
    int end = out.position() + headerBytes;
    putMac(packet.destination().mac(), out);
    putMac(packet.source().mac(), out);
    out.putShort((short) ETHERTYPE_IPV4);
    int ip = out.position();
    out.putShort((short) (VERSION_AND_LENGTH << 8));
    out.putShort((short) (packet.frameBytes() - ETHERNET_BYTES));
    out.putShort((short) identification);
    out.putShort((short) DO_NOT_FRAGMENT);
    out.putShort((short) (TTL << 8 | TCP));
    out.putShort((short) 0);
    out.putInt(packet.source().ip());
    out.putInt(packet.destination().ip());
    out.putShort(ip + 10, checksum(out, ip));
    putTcp(packet, out);
    out.position(end);
  }

  private static void putMac(long mac, ByteBuffer out) {
    out.putShort((short) (mac >>> 32));
    out.putInt((int) mac);
  }

  private static void putTcp(SampledPacket packet, ByteBuffer out) {
    out.putShort((short) packet.sourcePort());
    out.putShort((short) packet.destinationPort());
    out.putLong(0); // sequence and acknowledgement numbers
    out.putShort((short) TCP_LENGTH_AND_ACK);
    out.putShort((short) WINDOW);
    out.putInt(0); // checksum, which covers a payload that does not exist, and urgent pointer
  }

  private static short checksum(ByteBuffer buffer, int start) {
    int sum = 0;
    for (int at = start; at < start + IP_BYTES; at += 2) {
      sum += buffer.getShort(at) & 0xFFFF;
    }
    sum = (sum & 0xFFFF) + (sum >>> 16);
    sum = (sum & 0xFFFF) + (sum >>> 16);
    return (short) ~sum;
  }
}
