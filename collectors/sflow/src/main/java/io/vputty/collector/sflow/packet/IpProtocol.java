package io.vputty.collector.sflow.packet;

/** IP protocol numbers that the parser follows, from IANA's registry. */
public final class IpProtocol {

  public static final int TCP = 6;
  public static final int UDP = 17;

  static final int IPV4_INSIDE = 4;
  static final int IPV6_INSIDE = 41;
  static final int IPV6_FRAGMENT = 44;
  static final int GRE = 47;

  private static final int ICMP = 1;
  private static final int ICMPV6 = 58;
  private static final int IPV6_HOP_BY_HOP = 0;
  private static final int IPV6_ROUTING = 43;
  private static final int AUTHENTICATION = 51;
  private static final int IPV6_DESTINATION = 60;
  private static final int SCTP = 132;

  private IpProtocol() {}

  static boolean hasPorts(int protocol) {
    return protocol == TCP || protocol == UDP || protocol == SCTP;
  }

  static boolean isIcmp(int protocol) {
    return protocol == ICMP || protocol == ICMPV6;
  }

  static boolean isIpv6Extension(int protocol) {
    return switch (protocol) {
      case IPV6_HOP_BY_HOP, IPV6_ROUTING, IPV6_FRAGMENT, IPV6_DESTINATION, AUTHENTICATION -> true;
      default -> false;
    };
  }

  /** Length of an extension header from its own length field, bytes; at least 8. */
  static int ipv6ExtensionBytes(int protocol, int lengthField) {
    return switch (protocol) {
      case IPV6_FRAGMENT -> 8;
      case AUTHENTICATION -> Math.max(8, (lengthField + 2) * 4);
      default -> (lengthField + 1) * 8;
    };
  }
}
