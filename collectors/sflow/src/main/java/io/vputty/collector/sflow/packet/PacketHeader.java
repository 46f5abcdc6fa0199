package io.vputty.collector.sflow.packet;

/**
 * The headers of one packet, as far as its bytes were kept: Ethernet II and 802.3, 802.1Q and QinQ
 * tags, MPLS, IPv4, IPv6, ARP, TCP, UDP, SCTP and ICMP; then the same inside a {@link Tunnel}.
 *
 * <p>Made once and parsed into again and again, so that a sample costs no object. A header that
 * ends early yields what is there: a MAC pair, an IP pair or a port pair is given whole or not at
 * all, since half a pair names no edge.
 *
 * <p>In a tunnel all fields are those of the innermost packet, those that it does not have are
 * unset: the addresses outside it are those of hypervisors, and mixed with a VM's they would name
 * an edge that is not there. A tunnel is entered only if its own header and a MAC or IP pair inside
 * were kept; else the packet is told as if it had ended before, without a VNI. Not thread-safe.
 */
public final class PacketHeader {

  long sourceMac;
  long destinationMac;
  int etherType;
  int vlan;
  int ipVersion;
  long sourceHigh;
  long sourceLow;
  long destinationHigh;
  long destinationLow;
  int typeOfService;
  int timeToLive;
  int ipLength;
  int ipProtocol;
  int transportOffset;
  int sourcePort;
  int destinationPort;
  int tcpFlags;
  int icmp;
  int arpOperation = -1;

  /** Where a pseudowire's frame begins that is yet to be entered; -1 if nowhere. */
  int pseudowireOffset;

  private final HeaderParser parser = new HeaderParser();
  private final IpPair outer = new IpPair();
  private final IpPair arp = new IpPair();
  private Tunnel tunnel = Tunnel.NONE;
  private int tunnels;
  private int vni = TunnelHeader.NO_VNI;

  public PacketHeader() {
    clearPacket();
  }

  /**
   * Reads the header that begins at {@code offset} and of which {@code length} bytes were kept.
   *
   * @param protocol one of {@link HeaderProtocol}
   * @return false if the protocol is none that this parser knows; then nothing is set
   */
  public boolean parse(int protocol, byte[] bytes, int offset, int length) {
    clear();
    return parser.parse(this, protocol, bytes, offset, offset + length);
  }

  /** Reads what follows an ether type, as a link layer other than Ethernet's has it. */
  public void parsePayload(int etherType, byte[] bytes, int offset, int length) {
    clear();
    parser.parsePayload(this, etherType, bytes, offset, offset + length);
  }

  /** Takes MAC addresses that somebody else read, and forgets all else. */
  public void takeMacs(long source, long destination) {
    clear();
    sourceMac = source;
    destinationMac = destination;
  }

  /** Takes IP addresses that somebody else read. */
  public void takeAddresses(
      int version, long sourceHigh, long sourceLow, long destinationHigh, long destinationLow) {
    ipVersion = version;
    this.sourceHigh = sourceHigh;
    this.sourceLow = sourceLow;
    this.destinationHigh = destinationHigh;
    this.destinationLow = destinationLow;
  }

  private void clear() {
    clearPacket();
    if (tunnels > 0) {
      tunnels = 0;
      tunnel = Tunnel.NONE;
      vni = TunnelHeader.NO_VNI;
      outer.clear();
    }
  }

  /** Forgets the packet for the one inside it, but for the outermost IP pair. */
  void enter(Tunnel kind, int network) {
    if (outer.version() == 0) {
      outer.copy(this);
    }
    if (network != TunnelHeader.NO_VNI) {
      vni = network;
    }
    tunnel = kind;
    tunnels++;
    clearPacket();
  }

  private void clearPacket() {
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
    icmp = -1;
    pseudowireOffset = -1;
    if (arpOperation >= 0) {
      arpOperation = -1;
      arp.clear();
    }
  }

  /** Sender's MAC address in the low 48 bits; 0 if not seen. */
  public long sourceMac() {
    return sourceMac;
  }

  /** Receiver's MAC address in the low 48 bits; 0 if not seen. */
  public long destinationMac() {
    return destinationMac;
  }

  /** Ether type behind VLAN tags or SNAP, MPLS labels not looked behind; 0 if not seen. */
  public int etherType() {
    return etherType;
  }

  /** Innermost VLAN id of this packet, not of one around it; 0 if untagged. */
  public int vlan() {
    return vlan;
  }

  /** Number of the network that the innermost tunnel with one names; -1 if none. */
  public int vni() {
    return vni;
  }

  /** The innermost tunnel that was entered. */
  public Tunnel tunnel() {
    return tunnel;
  }

  /** How many tunnels were entered. */
  public int tunnels() {
    return tunnels;
  }

  /** The outermost IP pair around this packet: the ends of its tunnel. */
  public IpPair outer() {
    return outer;
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

  /** Protocol behind the IP header and its extensions; -1 if not seen. */
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

  /** ICMP or ICMPv6 type; -1 if none was seen. */
  public int icmpType() {
    return icmp >> 8;
  }

  /** ICMP or ICMPv6 code; -1 if none was seen. */
  public int icmpCode() {
    return icmp < 0 ? -1 : icmp & 0xFF;
  }

  /** ARP operation, 1 a request and 2 a reply; -1 if the packet is no ARP for IPv4. */
  public int arpOperation() {
    return arpOperation;
  }

  /**
   * Who sends an ARP packet and whom it is about.
   *
   * <p>It is apart from the IP pair: a request goes to everybody and not to its target, and an
   * announcement would be an edge of a VM with itself. The MAC pair of an ARP packet is what
   * counts.
   */
  public IpPair arp() {
    return arp;
  }
}
