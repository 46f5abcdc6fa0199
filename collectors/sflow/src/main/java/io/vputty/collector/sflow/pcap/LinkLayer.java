package io.vputty.collector.sflow.pcap;

import io.vputty.collector.sflow.packet.EtherType;
import io.vputty.collector.sflow.packet.HeaderProtocol;
import io.vputty.collector.sflow.packet.PacketHeader;

/**
 * What a captured packet begins with, by the <a
 * href="https://www.tcpdump.org/linktypes.html">LINKTYPE numbers</a> that captures of sFlow have:
 * Ethernet, raw IP, BSD loopback and the two forms of Linux's "any" device.
 */
final class LinkLayer {

  private static final int NULL = 0;
  private static final int ETHERNET = 1;
  private static final int RAW = 101;
  private static final int LOOP = 108;
  private static final int LINUX_SLL = 113;
  private static final int IPV4 = 228;
  private static final int IPV6 = 229;
  private static final int LINUX_SLL2 = 276;

  private static final int NULL_BYTES = 4;
  private static final int SLL_BYTES = 16;
  private static final int SLL_PROTOCOL = 14;
  private static final int SLL2_BYTES = 20;

  private LinkLayer() {}

  /** Reads the packet's headers; false if its link type is not known. */
  static boolean parse(CapturedPacket packet, PacketHeader into) {
    byte[] bytes = packet.bytes();
    switch (packet.linkType()) {
      case ETHERNET -> into.parse(HeaderProtocol.ETHERNET, bytes, 0, bytes.length);
      case RAW, IPV4, IPV6 -> ip(bytes, 0, into);
      case NULL, LOOP -> ip(bytes, NULL_BYTES, into);
      case LINUX_SLL -> payload(bytes, SLL_PROTOCOL, SLL_BYTES, into);
      case LINUX_SLL2 -> payload(bytes, 0, SLL2_BYTES, into);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void ip(byte[] bytes, int offset, PacketHeader into) {
    boolean six = offset < bytes.length && (bytes[offset] & 0xF0) == 0x60;
    into.parsePayload(six ? EtherType.IPV6 : EtherType.IPV4, bytes, offset, bytes.length - offset);
  }

  private static void payload(byte[] bytes, int typeAt, int headerBytes, PacketHeader into) {
    if (bytes.length < headerBytes) {
      into.parsePayload(0, bytes, 0, bytes.length);
      return;
    }
    int type = ((bytes[typeAt] & 0xFF) << 8) | (bytes[typeAt + 1] & 0xFF);
    into.parsePayload(type, bytes, headerBytes, bytes.length - headerBytes);
  }
}
