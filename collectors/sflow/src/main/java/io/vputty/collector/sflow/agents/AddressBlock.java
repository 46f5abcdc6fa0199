package io.vputty.collector.sflow.agents;

import io.vputty.collector.Addresses;
import io.vputty.collector.sflow.wire.AgentAddress;
import java.nio.ByteBuffer;

/**
 * A block of addresses as CIDR writes it (RFC 4632): "10.1.0.0/16", "2001:db8::/32", or one address
 * alone.
 *
 * @param version 4 or 6
 * @param high first 8 bytes of the IPv6 prefix; 0 for IPv4
 * @param low last 8 bytes, or the IPv4 prefix in the low 32 bits
 * @param bits length of the prefix
 */
public record AddressBlock(int version, long high, long low, int bits) {

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static AddressBlock parse(String text) {
    String[] parts = text.strip().split("/", 2);
    byte[] address = Addresses.parseIp(parts[0]).orElseThrow(() -> none(text));
    int longest = 8 * address.length;
    int bits = longest;
    if (parts.length == 2) {
      if (!parts[1].matches("\\d{1,3}") || Integer.parseInt(parts[1]) > longest) {
        throw none(text);
      }
      bits = Integer.parseInt(parts[1]);
    }
    ByteBuffer bytes = ByteBuffer.wrap(address);
    return address.length == 4
        ? new AddressBlock(4, 0, bytes.getInt() & 0xFFFF_FFFFL, bits)
        : new AddressBlock(6, bytes.getLong(), bytes.getLong(), bits);
  }

  private static IllegalArgumentException none(String text) {
    return new IllegalArgumentException(
        "'%s' is no address or block such as 10.1.0.0/16".formatted(text));
  }

  /** Whether an agent's address lies in it. */
  public boolean contains(AgentAddress agent) {
    if (agent.version() != version) {
      return false;
    }
    if (version == 4) {
      return differsBehind(agent.low() ^ low, bits + 32);
    }
    return bits <= 64
        ? differsBehind(agent.high() ^ high, bits)
        : agent.high() == high && differsBehind(agent.low() ^ low, bits - 64);
  }

  /** Whether the first bits of a difference are all zero. */
  private static boolean differsBehind(long difference, int bits) {
    return Long.numberOfLeadingZeros(difference) >= bits;
  }
}
