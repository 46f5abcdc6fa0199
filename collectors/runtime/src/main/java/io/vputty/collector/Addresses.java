package io.vputty.collector;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * IP and MAC addresses as text, one form each, so that what two collectors say of one address is
 * equal: dotted quads, RFC 5952 for IPv6, and colon-separated lower-case MACs. No name is ever
 * looked up.
 */
public final class Addresses {

  private static final int IPV6_GROUPS = 8;
  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");
  private static final Pattern MAC = Pattern.compile("([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}");

  private Addresses() {}

  /** An IP address of 4 or 16 bytes as text. */
  public static String text(byte[] address) {
    if (address.length == 4) {
      return "%d.%d.%d.%d"
          .formatted(address[0] & 0xFF, address[1] & 0xFF, address[2] & 0xFF, address[3] & 0xFF);
    }
    if (address.length != 2 * IPV6_GROUPS) {
      throw new IllegalArgumentException(
          "address length (%d) must be 4 or 16".formatted(address.length));
    }
    int[] groups = new int[IPV6_GROUPS];
    for (int i = 0; i < IPV6_GROUPS; i++) {
      groups[i] = ((address[2 * i] & 0xFF) << 8) | (address[2 * i + 1] & 0xFF);
    }
    return ipv6(groups);
  }

  /** RFC 5952: the longest run of two or more zero groups, the first of equals, becomes "::". */
  private static String ipv6(int[] groups) {
    int best = -1;
    int bestLength = 1;
    for (int from = 0; from < IPV6_GROUPS; from++) {
      int to = from;
      while (to < IPV6_GROUPS && groups[to] == 0) {
        to++;
      }
      if (to - from > bestLength) {
        best = from;
        bestLength = to - from;
      }
    }
    return best < 0
        ? join(groups, 0, IPV6_GROUPS)
        : join(groups, 0, best) + "::" + join(groups, best + bestLength, IPV6_GROUPS);
  }

  private static String join(int[] groups, int from, int to) {
    StringJoiner text = new StringJoiner(":");
    for (int i = from; i < to; i++) {
      text.add(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }

  /** The bytes of an IPv4 or IPv6 literal; empty if the text is neither. */
  public static Optional<byte[]> parseIp(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text).getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** The 48 bits of a MAC address in the low end of a long; empty if the text is none. */
  public static Optional<Long> parseMac(String text) {
    return MAC.matcher(text).matches()
        ? Optional.of(Long.parseLong(text.replaceAll("[:-]", ""), 16))
        : Optional.empty();
  }
}
