package io.vputty.collector.sflow.packet;

import static io.vputty.collector.sflow.packet.PacketBytes.has;
import static io.vputty.collector.sflow.packet.PacketBytes.readByte;
import static io.vputty.collector.sflow.packet.PacketBytes.readInt;
import static io.vputty.collector.sflow.packet.PacketBytes.readLong;
import static io.vputty.collector.sflow.packet.PacketBytes.readMac;
import static io.vputty.collector.sflow.packet.PacketBytes.readShort;

/**
 * Reads what stands before an IP header: Ethernet II, IEEE 802.3 with LLC and SNAP, VLAN tags, MPLS
 * labels; and ARP, which stands in an IP header's place.
 *
 * <p>MPLS does not say what it carries. As routers do (<a
 * href="https://www.rfc-editor.org/rfc/rfc4928">RFC 4928</a>), the four bits behind the last label
 * decide: 4 and 6 are IP, 1 is a control channel and left alone, two zero bytes are the control
 * word of a pseudowire, anything else may be a pseudowire without one. Since that guess can be
 * wrong, an Ethernet header is only believed there if its ether type is one that VMs send.
 */
final class LinkParser {

  private static final int ETHERNET_BYTES = 14;
  static final int MACS_BYTES = 12;
  private static final int VLAN_TAG_BYTES = 4;
  private static final int VLAN_ID_MASK = 0xFFF;

  private static final int SNAP_BYTES = 8;
  private static final int SNAP_TYPE_OFFSET = 6;
  private static final int SNAP_SAPS = 0xAAAA;
  private static final long SNAP_ETHERNET = 0x03_000000;
  private static final long SNAP_BRIDGE_TUNNEL = 0x03_0000F8;

  private static final int LABEL_BYTES = 4;
  private static final int BOTTOM_OF_STACK = 1;
  private static final int CONTROL_WORD_BYTES = 4;

  private static final int ARP_BYTES = 28;
  private static final long ARP_OF_ETHERNET = 0x0001_0800;
  private static final int ARP_LENGTHS = 0x0604;

  private LinkParser() {}

  static void ethernet(PacketHeader header, byte[] bytes, int offset, int end) {
    if (has(offset, ETHERNET_BYTES, end)) {
      long sourceAndType = readLong(bytes, offset + 6);
      header.destinationMac = readLong(bytes, offset) >>> 16;
      header.sourceMac = sourceAndType >>> 16;
      payload(header, (int) sourceAndType & 0xFFFF, bytes, offset + ETHERNET_BYTES, end);
    } else if (has(offset, MACS_BYTES, end)) {
      header.destinationMac = readMac(bytes, offset);
      header.sourceMac = readMac(bytes, offset + 6);
    }
  }

  /** Reads what follows an ether type; a stack of tags that is cut off names no VLAN. */
  static void payload(PacketHeader header, int type, byte[] bytes, int offset, int end) {
    int next = type;
    int at = offset;
    int vlan = 0;
    while (EtherType.isVlanTag(next)) {
      if (!has(at, VLAN_TAG_BYTES, end)) {
        return;
      }
      vlan = readShort(bytes, at) & VLAN_ID_MASK;
      next = readShort(bytes, at + 2);
      at += VLAN_TAG_BYTES;
    }
    header.vlan = vlan;
    if (EtherType.isLength(next)) {
      snap(header, bytes, at, end);
    } else {
      network(header, next, bytes, at, end);
    }
  }

  private static void snap(PacketHeader header, byte[] bytes, int offset, int end) {
    if (!has(offset, SNAP_BYTES, end) || readShort(bytes, offset) != SNAP_SAPS) {
      return;
    }
    long control = readInt(bytes, offset + 2);
    if (control == SNAP_ETHERNET || control == SNAP_BRIDGE_TUNNEL) {
      int type = readShort(bytes, offset + SNAP_TYPE_OFFSET);
      network(header, type, bytes, offset + SNAP_BYTES, end);
    }
  }

  private static void network(PacketHeader header, int type, byte[] bytes, int offset, int end) {
    header.etherType = type;
    if (type == EtherType.IPV4) {
      IpParser.ipv4(header, bytes, offset, end);
    } else if (type == EtherType.IPV6) {
      IpParser.ipv6(header, bytes, offset, end);
    } else if (type == EtherType.ARP) {
      arp(header, bytes, offset, end);
    } else if (EtherType.isMpls(type)) {
      mpls(header, bytes, offset, end);
    }
  }

  /** Reads a stack of labels and what is at its bottom. */
  static void mpls(PacketHeader header, byte[] bytes, int offset, int end) {
    int at = offset;
    boolean bottom = false;
    while (!bottom) {
      if (!has(at, LABEL_BYTES, end)) {
        return;
      }
      bottom = (readByte(bytes, at + 2) & BOTTOM_OF_STACK) != 0;
      at += LABEL_BYTES;
    }
    if (has(at, 2, end)) {
      unlabelled(header, bytes, at, end);
    }
  }

  private static void unlabelled(PacketHeader header, byte[] bytes, int offset, int end) {
    int first = readShort(bytes, offset);
    switch (first >>> 12) {
      case 4 -> IpParser.ipv4(header, bytes, offset, end);
      case 6 -> IpParser.ipv6(header, bytes, offset, end);
      case 1 -> {}
      default -> pseudowire(header, bytes, first == 0 ? offset + CONTROL_WORD_BYTES : offset, end);
    }
  }

  private static void pseudowire(PacketHeader header, byte[] bytes, int offset, int end) {
    if (has(offset, ETHERNET_BYTES, end) && isOfVm(readShort(bytes, offset + MACS_BYTES))) {
      header.pseudowireOffset = offset;
    }
  }

  private static boolean isOfVm(int type) {
    return type == EtherType.IPV4
        || type == EtherType.IPV6
        || type == EtherType.ARP
        || EtherType.isVlanTag(type);
  }

  /** Layout: hardware, protocol, two lengths, operation, sender MAC and IP, target MAC and IP. */
  private static void arp(PacketHeader header, byte[] bytes, int offset, int end) {
    if (has(offset, ARP_BYTES, end)
        && readInt(bytes, offset) == ARP_OF_ETHERNET
        && readShort(bytes, offset + 4) == ARP_LENGTHS) {
      header.arpOperation = readShort(bytes, offset + 6);
      header.arp().set(readInt(bytes, offset + 14), readInt(bytes, offset + 24));
    }
  }
}
