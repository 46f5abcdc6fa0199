package io.vputty.collector.sflow.packet;

/** IP protocol numbers that the parser follows, from IANA's registry. */
public final class IpProtocol {

  public static final int ICMP = 1;
  public static final int TCP = 6;
  public static final int UDP = 17;
  public static final int ICMPV6 = 58;

  static final int IPV4_INSIDE = 4;
  static final int IPV6_INSIDE = 41;
  static final int IPV6_FRAGMENT = 44;
  static final int GRE = 47;
  static final int SCTP = 132;

  private static final int IPV6_HOP_BY_HOP = 0;
  private static final int IPV6_ROUTING = 43;
  private static final int AUTHENTICATION = 51;
  private static final int IPV6_DESTINATION = 60;
  private static final int MOBILITY = 135;
  private static final int HOST_IDENTITY = 139;
  private static final int SHIM6 = 140;

  private IpProtocol() {}

  static boolean isIpv6Extension(int protocol) {
    return switch (protocol) {
      case IPV6_HOP_BY_HOP,
          IPV6_ROUTING,
          IPV6_FRAGMENT,
          IPV6_DESTINATION,
          AUTHENTICATION,
          MOBILITY,
          HOST_IDENTITY,
          SHIM6 ->
          true;
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
