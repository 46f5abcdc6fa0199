package io.vputty.collector.sflow.packet;

import io.vputty.collector.sflow.packet.PacketHeader.Tunnel;

/**
 * Reads link, network and transport headers in place: Ethernet II, IEEE 802.3 with LLC/SNAP, 802.1Q
 * and QinQ tags, MPLS, IPv4 with options and fragments, IPv6 with extension headers, TCP, UDP,
 * SCTP, ICMP and ARP; tunnels are left to {@link TunnelParser}.
 *
 * <p>Nothing is ever read past the given length, every step consumes bytes, and tunnels nest at
 * most {@value TunnelParser#MOST_TUNNELS} deep.
 */
final class HeaderParser {

  private static final int ETHERNET_BYTES = 14;
  private static final int MACS_BYTES = 12;
  private static final int VLAN_TAG_BYTES = 4;
  private static final int VLAN_ID_MASK = 0xFFF;
  private static final int SNAP_BYTES = 8;
  private static final long SNAP = 0xAAAA_0300L;
  private static final int MPLS_LABEL_BYTES = 4;
  private static final int MPLS_BOTTOM = 0x100;
  private static final int ARP_BYTES = 28;
  private static final long ARP_ETHERNET_IPV4 = 0x0001_0800L;
  private static final int IPV4_BYTES = 20;
  private static final int IPV4_FRAGMENT_MASK = 0x1FFF;
  private static final int IPV6_BYTES = 40;
  private static final int PORTS_BYTES = 4;
  private static final int TCP_FLAGS_OFFSET = 13;

  private final PacketHeader header;
  private final PacketBytes in = new PacketBytes();
  private final TunnelParser tunnels;

  HeaderParser(PacketHeader header) {
    this.header = header;
    tunnels = new TunnelParser(header, in, this);
  }

  /** See {@link PacketHeader#parse}. */
  boolean parse(int protocol, byte[] bytes, int offset, int length) {
    in.open(bytes, offset + length);
    tunnels.begin();
    switch (protocol) {
      case HeaderProtocol.ETHERNET -> ethernet(offset);
      case HeaderProtocol.IPV4 -> ipv4(offset);
      case HeaderProtocol.IPV6 -> ipv6(offset);
      case HeaderProtocol.MPLS -> mpls(offset);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** See {@link PacketHeader#parsePayload}. */
  void parsePayload(int etherType, byte[] bytes, int offset, int length) {
    in.open(bytes, offset + length);
    tunnels.begin();
    payload(etherType, offset);
  }

  /** Whether an Ethernet frame at this place shows its MAC pair. */
  boolean showsFrame(int offset) {
    return in.has(offset, MACS_BYTES);
  }

  /** Whether an IP header at this place shows its address pair. */
  boolean showsPacket(int offset) {
    return showsIpv4(offset) || showsIpv6(offset);
  }

  private boolean showsIpv4(int offset) {
    return in.has(offset, IPV4_BYTES) && in.readByte(offset) >>> 4 == 4;
  }

  private boolean showsIpv6(int offset) {
    return in.has(offset, IPV6_BYTES) && in.readByte(offset) >>> 4 == 6;
  }

  void ethernet(int offset) {
    if (showsFrame(offset)) {
      header.destinationMac = (in.readInt(offset) << 16) | in.readShort(offset + 4);
      header.sourceMac = ((long) in.readShort(offset + 6) << 32) | in.readInt(offset + 8);
    }
    if (in.has(offset, ETHERNET_BYTES)) {
      payload(in.readShort(offset + MACS_BYTES), offset + ETHERNET_BYTES);
    }
  }

  private void payload(int type, int offset) {
    int next = type;
    int at = offset;
    while (EtherType.isVlanTag(next) && in.has(at, VLAN_TAG_BYTES)) {
      header.vlan = in.readShort(at) & VLAN_ID_MASK;
      next = in.readShort(at + 2);
      at += VLAN_TAG_BYTES;
    }
    if (EtherType.isLength(next) && in.has(at, SNAP_BYTES) && isSnap(at)) {
      next = in.readShort(at + 6);
      at += SNAP_BYTES;
    }
    header.etherType = next;
    if (next == EtherType.IPV4) {
      ipv4(at);
    } else if (next == EtherType.IPV6) {
      ipv6(at);
    } else if (next == EtherType.ARP) {
      arp(at);
    } else if (EtherType.isMpls(next)) {
      mpls(at);
    }
  }

  /** LLC with the SNAP service points, and the organisation that stands for Ethernet. */
  private boolean isSnap(int offset) {
    return in.readInt(offset) == SNAP && in.readShort(offset + 4) == 0;
  }

  /**
   * A label stack (RFC 3032). What is behind it, no field says: IP is told by its first four bits;
   * a frame in a pseudowire, with a control word (RFC 4385) or without, by an ether type where one
   * would stand.
   */
  private void mpls(int offset) {
    int at = offset;
    boolean bottom = false;
    while (!bottom && in.has(at, MPLS_LABEL_BYTES)) {
      bottom = (in.readInt(at) & MPLS_BOTTOM) != 0;
      at += MPLS_LABEL_BYTES;
    }
    if (!bottom) {
      return;
    }
    if (showsIpv4(at)) {
      ipv4(at);
    } else if (showsIpv6(at)) {
      ipv6(at);
    } else if (looksLikeFrame(at + MPLS_LABEL_BYTES)) {
      ethernet(at + MPLS_LABEL_BYTES);
    } else if (looksLikeFrame(at)) {
      ethernet(at);
    }
  }

  private boolean looksLikeFrame(int offset) {
    if (!in.has(offset, ETHERNET_BYTES)) {
      return false;
    }
    int type = in.readShort(offset + MACS_BYTES);
    return type == EtherType.IPV4
        || type == EtherType.IPV6
        || type == EtherType.ARP
        || EtherType.isVlanTag(type);
  }

  private void arp(int offset) {
    if (in.has(offset, ARP_BYTES) && in.readInt(offset) == ARP_ETHERNET_IPV4) {
      header.arpSender = in.readInt(offset + 14);
      header.arpTarget = in.readInt(offset + 24);
    }
  }

  void ipv4(int offset) {
    if (!showsIpv4(offset)) {
      return;
    }
    header.ipVersion = 4;
    header.typeOfService = in.readByte(offset + 1);
    header.ipLength = in.readShort(offset + 2);
    header.timeToLive = in.readByte(offset + 8);
    header.ipProtocol = in.readByte(offset + 9);
    header.sourceLow = in.readInt(offset + 12);
    header.destinationLow = in.readInt(offset + 16);
    int headerBytes = (in.readByte(offset) & 0xF) * 4;
    boolean first = (in.readShort(offset + 6) & IPV4_FRAGMENT_MASK) == 0;
    if (first && headerBytes >= IPV4_BYTES) {
      transport(offset + headerBytes);
    }
  }

  void ipv6(int offset) {
    if (!showsIpv6(offset)) {
      return;
    }
    header.ipVersion = 6;
    header.typeOfService = (in.readShort(offset) >>> 4) & 0xFF;
    header.ipLength = in.readShort(offset + 4) + IPV6_BYTES;
    header.ipProtocol = in.readByte(offset + 6);
    header.timeToLive = in.readByte(offset + 7);
    header.sourceHigh = in.readLong(offset + 8);
    header.sourceLow = in.readLong(offset + 16);
    header.destinationHigh = in.readLong(offset + 24);
    header.destinationLow = in.readLong(offset + 32);
    extensions(offset + IPV6_BYTES);
  }

  private void extensions(int offset) {
    int at = offset;
    while (IpProtocol.isIpv6Extension(header.ipProtocol) && in.has(at, 8)) {
      boolean laterFragment =
          header.ipProtocol == IpProtocol.IPV6_FRAGMENT && (in.readShort(at + 2) & ~7) != 0;
      int length = IpProtocol.ipv6ExtensionBytes(header.ipProtocol, in.readByte(at + 1));
      header.ipProtocol = in.readByte(at);
      if (laterFragment) {
        return;
      }
      at += length;
    }
    transport(at);
  }

  private void transport(int offset) {
    header.transportOffset = offset;
    int protocol = header.ipProtocol;
    if (IpProtocol.hasPorts(protocol)) {
      ports(protocol, offset);
    } else if (IpProtocol.isIcmp(protocol)) {
      if (in.has(offset, 2)) {
        header.icmpType = in.readByte(offset);
        header.icmpCode = in.readByte(offset + 1);
      }
    } else {
      tunnels.behindIp(protocol, offset);
    }
  }

  private void ports(int protocol, int offset) {
    if (!in.has(offset, PORTS_BYTES)) {
      return;
    }
    header.sourcePort = in.readShort(offset);
    header.destinationPort = in.readShort(offset + 2);
    if (protocol == IpProtocol.UDP) {
      tunnels.behindUdp(header.destinationPort, offset);
    } else if (protocol == IpProtocol.TCP && in.has(offset, TCP_FLAGS_OFFSET + 1)) {
      header.tcpFlags = in.readByte(offset + TCP_FLAGS_OFFSET);
    }
  }

  /** Goes into a tunnel that holds a frame, if its MAC pair is seen. */
  void enterFrame(Tunnel tunnel, int offset) {
    if (showsFrame(offset)) {
      header.enter(tunnel);
      ethernet(offset);
    }
  }

  /** Goes into a tunnel that holds a packet, if its address pair is seen. */
  void enterPacket(Tunnel tunnel, int offset) {
    if (showsIpv4(offset)) {
      header.enter(tunnel);
      ipv4(offset);
    } else if (showsIpv6(offset)) {
      header.enter(tunnel);
      ipv6(offset);
    }
  }
}
