package io.vputty.collector.sflow.packet;

import io.vputty.collector.sflow.packet.PacketHeader.Tunnel;

/**
 * Finds what is inside of VXLAN (RFC 7348), Geneve (RFC 8926), GRE (RFC 2784, 2890) with NVGRE (RFC
 * 7637), and IP in IP (RFC 2003, 4213).
 *
 * <p>The virtual network is set before the inside is read, so that the one of an inner tunnel
 * stands.
 */
final class TunnelParser {

  static final int MOST_TUNNELS = 3;

  private static final int VXLAN_PORT = 4789;
  private static final int OLD_VXLAN_PORT = 8472;
  private static final int GENEVE_PORT = 6081;
  private static final int UDP_BYTES = 8;
  private static final int VXLAN_BYTES = 8;
  private static final int VXLAN_HAS_VNI = 0x08;
  private static final int GENEVE_BYTES = 8;
  private static final int GENEVE_OPTIONS_MASK = 0x3F;
  private static final int GRE_BYTES = 4;
  private static final int GRE_CHECKSUM = 0x8000;
  private static final int GRE_ROUTING = 0x4000;
  private static final int GRE_KEY = 0x2000;
  private static final int GRE_SEQUENCE = 0x1000;
  private static final int GRE_VERSION_MASK = 7;
  private static final int WORD = 4;

  private final PacketHeader header;
  private final PacketBytes in;
  private final HeaderParser inside;
  private int depth;

  TunnelParser(PacketHeader header, PacketBytes in, HeaderParser inside) {
    this.header = header;
    this.in = in;
    this.inside = inside;
  }

  void begin() {
    depth = 0;
  }

  /** Looks for a tunnel behind an IP header whose transport begins at {@code offset}. */
  void behindIp(int protocol, int offset) {
    if (depth == MOST_TUNNELS) {
      return;
    }
    if (protocol == IpProtocol.GRE) {
      gre(offset);
    } else if (protocol == IpProtocol.IPV4_INSIDE || protocol == IpProtocol.IPV6_INSIDE) {
      depth++;
      inside.enterPacket(Tunnel.IP_IN_IP, offset);
    }
  }

  /** Looks for a tunnel in a UDP datagram that begins at {@code offset}. */
  void behindUdp(int destinationPort, int offset) {
    if (depth == MOST_TUNNELS) {
      return;
    }
    switch (destinationPort) {
      case VXLAN_PORT, OLD_VXLAN_PORT -> vxlan(offset + UDP_BYTES);
      case GENEVE_PORT -> geneve(offset + UDP_BYTES);
      default -> {} // an ordinary datagram
    }
  }

  private void vxlan(int offset) {
    if (in.has(offset, VXLAN_BYTES) && in.readByte(offset) == VXLAN_HAS_VNI) {
      frame(Tunnel.VXLAN, (int) (in.readInt(offset + 4) >>> 8), offset + VXLAN_BYTES);
    }
  }

  private void geneve(int offset) {
    if (!in.has(offset, GENEVE_BYTES) || in.readByte(offset) >>> 6 != 0) {
      return;
    }
    int options = (in.readByte(offset) & GENEVE_OPTIONS_MASK) * WORD;
    int vni = (int) (in.readInt(offset + 4) >>> 8);
    behind(Tunnel.GENEVE, in.readShort(offset + 2), vni, offset + GENEVE_BYTES + options);
  }

  private void gre(int offset) {
    if (!in.has(offset, GRE_BYTES)) {
      return;
    }
    int flags = in.readShort(offset);
    if ((flags & (GRE_VERSION_MASK | GRE_ROUTING)) != 0) {
      return;
    }
    int at = offset + GRE_BYTES + ((flags & GRE_CHECKSUM) != 0 ? WORD : 0);
    int vni = PacketHeader.NO_VNI;
    int type = in.readShort(offset + 2);
    if ((flags & GRE_KEY) != 0) {
      if (!in.has(at, WORD)) {
        return;
      }
      vni = type == EtherType.BRIDGED ? (int) (in.readInt(at) >>> 8) : vni;
      at += WORD;
    }
    at += (flags & GRE_SEQUENCE) != 0 ? WORD : 0;
    behind(Tunnel.GRE, type, vni, at);
  }

  private void behind(Tunnel tunnel, int type, int vni, int offset) {
    if (type == EtherType.BRIDGED) {
      frame(tunnel, vni, offset);
    } else if ((type == EtherType.IPV4 || type == EtherType.IPV6) && inside.showsPacket(offset)) {
      depth++;
      header.vni = vni == PacketHeader.NO_VNI ? header.vni : vni;
      inside.enterPacket(tunnel, offset);
    }
  }

  private void frame(Tunnel tunnel, int vni, int offset) {
    if (inside.showsFrame(offset)) {
      depth++;
      header.vni = vni == PacketHeader.NO_VNI ? header.vni : vni;
      inside.enterFrame(tunnel, offset);
    }
  }
}
