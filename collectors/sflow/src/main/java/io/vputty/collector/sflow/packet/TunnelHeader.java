package io.vputty.collector.sflow.packet;

import static io.vputty.collector.sflow.packet.PacketBytes.has;
import static io.vputty.collector.sflow.packet.PacketBytes.readInt;
import static io.vputty.collector.sflow.packet.PacketBytes.readShort;

/**
 * Recognises what carries another packet, read in place and into itself: kind, network and where
 * the packet inside begins.
 *
 * <p>VXLAN is believed at its port 4789 by the flag that says that the VNI is valid, other bits
 * being ignored as RFC 7348 wants and as the group policies of Open vSwitch need; at Linux's old
 * port 8472, which IANA gave to somebody else, only with every reserved bit zero. Geneve's control
 * packets, GRE with routing and mirrored traffic (ERSPAN) are not followed: what they hold is no
 * traffic between its endpoints.
 *
 * <p>A GRE key with Ethernet inside is read as NVGRE, VSID in the upper 24 bits, unless that VSID
 * is one of those below 0x1000 that RFC 7637 reserves. Then it is the plain key that Linux and Open
 * vSwitch send, and the network's number is the key.
 */
final class TunnelHeader {

  static final int NO_VNI = -1;

  private static final int VXLAN_PORT = 4789;
  private static final int VXLAN_LINUX_PORT = 8472;
  private static final int GENEVE_PORT = 6081;

  private static final int UDP_BYTES = 8;
  private static final int VNI_BYTES = 8;
  private static final int VNI_SHIFT = 8;

  private static final long VXLAN_VALID = 0x0800_0000;
  private static final int VXLAN_RESERVED_MASK = 0xFF;

  private static final int GENEVE_VERSION_SHIFT = 14;
  private static final int GENEVE_OPTIONS_SHIFT = 8;
  private static final int GENEVE_OPTIONS_MASK = 0x3F;
  private static final int GENEVE_CONTROL = 0x80;

  private static final int GRE_BYTES = 4;
  private static final int GRE_CHECKSUM = 0x8000;
  private static final int GRE_KEY = 0x2000;
  private static final int GRE_SEQUENCE = 0x1000;

  /** Routing, the bits that RFC 2784 has a receiver discard for, and the version. */
  private static final int GRE_REFUSED = 0x4C07;

  private static final int FIRST_VSID = 0x1000;

  private byte[] bytes = new byte[0];
  private int end;
  private Tunnel kind = Tunnel.NONE;
  private int vni;
  private int etherType;
  private int offset;

  /**
   * Reads the tunnel whose outer headers were parsed.
   *
   * @return false if there is none, or too little of the packet inside to name two endpoints
   */
  boolean read(PacketHeader outer, byte[] bytes, int end) {
    this.bytes = bytes;
    this.end = end;
    if (outer.pseudowireOffset >= 0) {
      return found(Tunnel.PSEUDOWIRE, NO_VNI, EtherType.ETHERNET, outer.pseudowireOffset);
    }
    return outer.transportOffset >= 0 && behindIp(outer);
  }

  private boolean behindIp(PacketHeader outer) {
    int at = outer.transportOffset;
    return switch (outer.ipProtocol) {
      case IpProtocol.UDP -> udp(outer.destinationPort, at + UDP_BYTES);
      case IpProtocol.GRE -> gre(at);
      case IpProtocol.IPV4_INSIDE -> found(Tunnel.IP_IN_IP, NO_VNI, EtherType.IPV4, at);
      case IpProtocol.IPV6_INSIDE -> found(Tunnel.IP_IN_IP, NO_VNI, EtherType.IPV6, at);
      default -> false;
    };
  }

  private boolean udp(int port, int at) {
    return switch (port) {
      case VXLAN_PORT -> vxlan(at, false);
      case VXLAN_LINUX_PORT -> vxlan(at, true);
      case GENEVE_PORT -> geneve(at);
      default -> false;
    };
  }

  /** Layout: flags (8), reserved (24), VNI (24), reserved (8). */
  private boolean vxlan(int at, boolean strict) {
    if (!has(at, VNI_BYTES, end)) {
      return false;
    }
    long flags = readInt(bytes, at);
    long network = readInt(bytes, at + 4);
    boolean reservedIsZero = flags == VXLAN_VALID && (network & VXLAN_RESERVED_MASK) == 0;
    return (flags & VXLAN_VALID) != 0
        && (reservedIsZero || !strict)
        && found(Tunnel.VXLAN, (int) (network >>> VNI_SHIFT), EtherType.ETHERNET, at + VNI_BYTES);
  }

  /** Layout: version (2), options in words (6), flags (8), type (16), VNI (24), reserved (8). */
  private boolean geneve(int at) {
    if (!has(at, VNI_BYTES, end)) {
      return false;
    }
    int first = readShort(bytes, at);
    if (first >>> GENEVE_VERSION_SHIFT != 0 || (first & GENEVE_CONTROL) != 0) {
      return false;
    }
    int optionBytes = 4 * ((first >>> GENEVE_OPTIONS_SHIFT) & GENEVE_OPTIONS_MASK);
    int network = (int) (readInt(bytes, at + 4) >>> VNI_SHIFT);
    return found(Tunnel.GENEVE, network, readShort(bytes, at + 2), at + VNI_BYTES + optionBytes);
  }

  /** Layout: flags and version (16), type (16), then as flagged: checksum, key, sequence number. */
  private boolean gre(int at) {
    if (!has(at, GRE_BYTES, end) || (readShort(bytes, at) & GRE_REFUSED) != 0) {
      return false;
    }
    int flags = readShort(bytes, at);
    int type = readShort(bytes, at + 2);
    int keyAt = at + GRE_BYTES + ((flags & GRE_CHECKSUM) != 0 ? 4 : 0);
    int sequenceAt = keyAt + ((flags & GRE_KEY) != 0 ? 4 : 0);
    int inside = sequenceAt + ((flags & GRE_SEQUENCE) != 0 ? 4 : 0);
    if (type != EtherType.ETHERNET || (flags & GRE_KEY) == 0) {
      return found(Tunnel.GRE, NO_VNI, type, inside);
    }
    return has(keyAt, 4, end) && keyed(readInt(bytes, keyAt), inside);
  }

  private boolean keyed(long key, int inside) {
    int vsid = (int) (key >>> VNI_SHIFT);
    return vsid < FIRST_VSID
        ? found(Tunnel.GRE, (int) key, EtherType.ETHERNET, inside)
        : found(Tunnel.NVGRE, vsid, EtherType.ETHERNET, inside);
  }

  private boolean found(Tunnel kind, int vni, int etherType, int offset) {
    this.kind = kind;
    this.vni = vni;
    this.etherType = etherType;
    this.offset = offset;
    return switch (etherType) {
      case EtherType.ETHERNET -> has(offset, LinkParser.MACS_BYTES, end);
      case EtherType.IPV4 -> IpParser.isIpv4(bytes, offset, end);
      case EtherType.IPV6 -> IpParser.isIpv6(bytes, offset, end);
      default -> false;
    };
  }

  Tunnel kind() {
    return kind;
  }

  /** Number of the network inside; {@link #NO_VNI} if the tunnel has none. */
  int vni() {
    return vni;
  }

  /** What the packet inside begins with. */
  int etherType() {
    return etherType;
  }

  /** Where the packet inside begins. */
  int offset() {
    return offset;
  }
}
