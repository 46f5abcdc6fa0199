package io.vputty.collector.sflow.packet;

import java.util.Arrays;

/**
 * What must hold of a parsed header, whatever its bytes are:
 *
 * <ul>
 *   <li>every field is in its range, and none reaches before the header;
 *   <li>nothing behind the kept bytes is read;
 *   <li>a header cut short never contradicts the whole: each field is the same or unset. The one
 *       exception is meant: a cut in front of the endpoints inside a tunnel tells of the packet
 *       around it. So prefixes are held against the longest one that is in as many tunnels, and the
 *       number of tunnels never falls as bytes are added; inside one the MAC pair is there at once.
 * </ul>
 */
public final class HeaderInvariants {

  private static final int LONGEST_PREFIX = 256;
  private static final byte JUNK = 0x45;

  private static final String[] NAMES = {
    "tunnels", "tunnel", "vni", "outer version", "outer source", "outer destination",
    "source MAC", "destination MAC", "ether type", "VLAN", "IP version", "source high",
    "source low", "destination high", "destination low", "ARP sender", "ARP target", "TOS",
    "TTL", "IP length", "protocol", "transport offset", "source port", "destination port",
    "TCP flags", "ICMP type", "ICMP code", "ARP operation"
  };
  private static final int FIRST_UNSET_MINUS_ONE = 20;
  private static final int FIRST_OPTIONAL = 6;
  private static final int FIRST_AFTER_MACS = 8;

  private HeaderInvariants() {}

  /** Parses every prefix of a packet and throws an AssertionError if an invariant breaks. */
  public static void check(int protocol, byte[] packet) {
    PacketHeader header = new PacketHeader();
    byte[] padded = Arrays.copyOf(packet, packet.length + 64);
    Arrays.fill(padded, packet.length, padded.length, JUNK);
    header.parse(protocol, padded, 0, packet.length);
    checkRanges(header, 0);
    long[] longest = fields(header);
    for (int length = Math.min(packet.length, LONGEST_PREFIX); length >= 0; length--) {
      header.parse(protocol, padded, 0, length);
      long[] inJunk = fields(header);
      header.parse(protocol, Arrays.copyOf(packet, length), 0, length);
      long[] alone = fields(header);
      require(Arrays.equals(alone, inJunk), "read behind byte " + length, alone, inJunk);
      require(alone[0] <= longest[0], "more tunnels in fewer bytes, " + length, alone, longest);
      if (alone[0] == longest[0]) {
        checkPrefix(alone, longest, length);
      } else {
        longest = alone;
      }
    }
  }

  private static void checkPrefix(long[] prefix, long[] longest, int length) {
    for (int i = 0; i < prefix.length; i++) {
      boolean neverUnset = i < FIRST_OPTIONAL || (prefix[0] > 0 && i < FIRST_AFTER_MACS);
      boolean unset = !neverUnset && prefix[i] == (i >= FIRST_UNSET_MINUS_ONE ? -1 : 0);
      require(
          unset || prefix[i] == longest[i], NAMES[i] + " at " + length + " bytes", prefix, longest);
    }
  }

  /** Checks the fields of a header that began at an offset. */
  public static void checkRanges(PacketHeader header, int offset) {
    long[] fields = fields(header);
    boolean inRange =
        isBetween(0, header.sourceMac(), 0xFFFF_FFFF_FFFFL)
            && isBetween(0, header.destinationMac(), 0xFFFF_FFFF_FFFFL)
            && isBetween(0, header.etherType(), 0xFFFF)
            && isBetween(0, header.vlan(), 0xFFF)
            && isBetween(-1, header.vni(), 0xFF_FFFF)
            && isBetween(0, header.tunnels(), HeaderParser.MAX_TUNNELS)
            && isBetween(-1, header.ipProtocol(), 0xFF)
            && isBetween(-1, header.sourcePort(), 0xFFFF)
            && isBetween(-1, header.destinationPort(), 0xFFFF)
            && isBetween(-1, header.tcpFlags(), 0xFF)
            && isBetween(-1, header.icmpType(), 0xFF)
            && isBetween(-1, header.icmpCode(), 0xFF)
            && isBetween(-1, header.arpOperation(), 0xFFFF)
            && (header.transportOffset() == -1 || header.transportOffset() >= offset + 20);
    require(inRange, "out of range", fields, fields);
    require(isWhole(header), "half a pair or a field without its header", fields, fields);
  }

  private static boolean isWhole(PacketHeader header) {
    boolean ip = header.ipVersion() != 0;
    boolean fourOnly = (header.sourceHigh() | header.destinationHigh()) == 0;
    return (header.sourcePort() < 0) == (header.destinationPort() < 0)
        && (header.icmpType() < 0) == (header.icmpCode() < 0)
        && (header.tunnels() == 0) == (header.tunnel() == Tunnel.NONE)
        && (ip || header.ipProtocol() == -1)
        && (ip || (header.sourceLow() | header.destinationLow()) == 0)
        && (header.ipVersion() == 6 || fourOnly)
        && (header.transportOffset() >= 0 || header.sourcePort() < 0);
  }

  private static boolean isBetween(long low, long value, long high) {
    return low <= value && value <= high;
  }

  private static long[] fields(PacketHeader h) {
    return new long[] {
      h.tunnels(),
      h.tunnel().name().hashCode(),
      h.vni(),
      h.outer().version(),
      h.outer().sourceLow(),
      h.outer().destinationLow(),
      h.sourceMac(),
      h.destinationMac(),
      h.etherType(),
      h.vlan(),
      h.ipVersion(),
      h.sourceHigh(),
      h.sourceLow(),
      h.destinationHigh(),
      h.destinationLow(),
      h.arp().sourceLow(),
      h.arp().destinationLow(),
      h.typeOfService(),
      h.timeToLive(),
      h.ipLength(),
      h.ipProtocol(),
      h.transportOffset(),
      h.sourcePort(),
      h.destinationPort(),
      h.tcpFlags(),
      h.icmpType(),
      h.icmpCode(),
      h.arpOperation()
    };
  }

  private static void require(boolean holds, String what, long[] is, long[] expected) {
    if (!holds) {
      throw new AssertionError(
          what + ": " + Arrays.toString(is) + " against " + Arrays.toString(expected));
    }
  }
}
