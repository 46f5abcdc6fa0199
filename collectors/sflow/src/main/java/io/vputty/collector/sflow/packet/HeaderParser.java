package io.vputty.collector.sflow.packet;

/**
 * Reads the headers of one packet into a {@link PacketHeader}, from the outermost to the innermost.
 *
 * <p>Total: nothing is read behind the given length, every step of a loop consumes bytes, tunnels
 * are followed {@value #MAX_TUNNELS} deep and not by recursion, and nothing is allocated.
 */
final class HeaderParser {

  static final int MAX_TUNNELS = 3;

  private final TunnelHeader tunnel = new TunnelHeader();

  boolean parse(PacketHeader header, int protocol, byte[] bytes, int offset, int end) {
    switch (protocol) {
      case HeaderProtocol.ETHERNET -> LinkParser.ethernet(header, bytes, offset, end);
      case HeaderProtocol.IPV4 -> IpParser.ipv4(header, bytes, offset, end);
      case HeaderProtocol.IPV6 -> IpParser.ipv6(header, bytes, offset, end);
      case HeaderProtocol.MPLS -> LinkParser.mpls(header, bytes, offset, end);
      default -> {
        return false;
      }
    }
    followTunnels(header, bytes, end);
    return true;
  }

  void parsePayload(PacketHeader header, int etherType, byte[] bytes, int offset, int end) {
    LinkParser.payload(header, etherType, bytes, offset, end);
    followTunnels(header, bytes, end);
  }

  /** Most packets are TCP, which carries none: this is all that they pay. */
  private void followTunnels(PacketHeader header, byte[] bytes, int end) {
    if (header.ipProtocol != IpProtocol.TCP) {
      enterTunnels(header, bytes, end);
    }
  }

  private void enterTunnels(PacketHeader header, byte[] bytes, int end) {
    for (int depth = 0; depth < MAX_TUNNELS && tunnel.read(header, bytes, end); depth++) {
      header.enter(tunnel.kind(), tunnel.vni());
      if (tunnel.etherType() == EtherType.ETHERNET) {
        LinkParser.ethernet(header, bytes, tunnel.offset(), end);
      } else {
        LinkParser.payload(header, tunnel.etherType(), bytes, tunnel.offset(), end);
      }
    }
  }
}
