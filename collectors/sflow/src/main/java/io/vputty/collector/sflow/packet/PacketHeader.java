package io.vputty.collector.sflow.packet;

/**
 * What the header of one packet says: the innermost endpoints, so that traffic in a tunnel is that
 * between tenants, with the virtual network they are in, and the tunnel's own addresses beside
 * them.
 *
 * <p>Made once and parsed into again and again, so that a sample costs no object. A header that
 * ends early yields what is there: a MAC pair, an IP pair or a port pair is given whole or not at
 * all, since half a pair names no edge; and a tunnel is entered only if a whole pair is seen inside
 * it.
 *
 * <p>Not thread-safe.
 */
public final class PacketHeader {

  /** No virtual network. */
  public static final int NO_VNI = -1;

  /** What the endpoints were found inside of, the innermost if several. */
  public enum Tunnel {
    NONE,
    VXLAN,
    GENEVE,
    GRE,
    IP_IN_IP
  }

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
  int icmpType;
  int icmpCode;
  long arpSender;
  long arpTarget;
  Tunnel tunnel = Tunnel.NONE;
  int vni;
  int outerIpVersion;
  long outerSourceHigh;
  long outerSourceLow;
  long outerDestinationHigh;
  long outerDestinationLow;

  private final HeaderParser parser = new HeaderParser(this);

  /**
   * Reads the header that begins at {@code offset} and of which {@code length} bytes were kept.
   *
   * @param protocol one of {@link HeaderProtocol}
   * @return false if the protocol is none that is known; then nothing is set
   */
  public boolean parse(int protocol, byte[] bytes, int offset, int length) {
    clear();
    return parser.parse(protocol, bytes, offset, length);
  }

  /** Reads what follows an ether type, as a link layer other than Ethernet's has it. */
  public void parsePayload(int etherType, byte[] bytes, int offset, int length) {
    clear();
    parser.parsePayload(etherType, bytes, offset, length);
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
    clearEndpoints();
    tunnel = Tunnel.NONE;
    vni = NO_VNI;
    outerIpVersion = 0;
  }

  /** Goes into a tunnel: the first addresses on the way in are the outer ones. */
  void enter(Tunnel into) {
    if (outerIpVersion == 0) {
      outerIpVersion = ipVersion;
      outerSourceHigh = sourceHigh;
      outerSourceLow = sourceLow;
      outerDestinationHigh = destinationHigh;
      outerDestinationLow = destinationLow;
    }
    clearEndpoints();
    tunnel = into;
  }

  private void clearEndpoints() {
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
    icmpType = -1;
    icmpCode = -1;
    arpSender = 0;
    arpTarget = 0;
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

  /** ICMP type; -1 if none was seen. */
  public int icmpType() {
    return icmpType;
  }

  /** ICMP code; -1 if none was seen. */
  public int icmpCode() {
    return icmpCode;
  }

  /**
   * Who asks by ARP, an IPv4 address in the low 32 bits; 0 if it is no ARP. It is no endpoint: the
   * frame goes from MAC to MAC.
   */
  public long arpSender() {
    return arpSender;
  }

  /** Who is asked for by ARP; 0 if it is no ARP. */
  public long arpTarget() {
    return arpTarget;
  }

  /** What the endpoints were found inside of. */
  public Tunnel tunnel() {
    return tunnel;
  }

  /** Virtual network of the innermost tunnel that has one; {@link #NO_VNI} if none. */
  public int vni() {
    return vni;
  }

  /** 4 or 6 if the endpoints were found in a tunnel with such addresses, else 0. */
  public int outerIpVersion() {
    return outerIpVersion;
  }

  /** First 8 bytes of the tunnel's source address if it is IPv6. */
  public long outerSourceHigh() {
    return outerSourceHigh;
  }

  /** Last 8 bytes of it, or the IPv4 address in the low 32 bits. */
  public long outerSourceLow() {
    return outerSourceLow;
  }

  /** First 8 bytes of the tunnel's destination address if it is IPv6. */
  public long outerDestinationHigh() {
    return outerDestinationHigh;
  }

  /** Last 8 bytes of it, or the IPv4 address in the low 32 bits. */
  public long outerDestinationLow() {
    return outerDestinationLow;
  }
}
