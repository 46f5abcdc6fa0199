package io.vputty.collector.sflow.wire;

import io.vputty.collector.Addresses;
import java.nio.ByteBuffer;

/**
 * An agent's IPv4 or IPv6 address.
 *
 * @param version 4 or 6
 * @param high first 8 bytes of an IPv6 address; 0 for IPv4
 * @param low last 8 bytes of an IPv6 address, or the IPv4 address in the low 32 bits
 */
public record AgentAddress(int version, long high, long low) {

  /** The address as text. */
  public String text() {
    ByteBuffer bytes =
        version == 4
            ? ByteBuffer.allocate(4).putInt((int) low)
            : ByteBuffer.allocate(16).putLong(high).putLong(low);
    return Addresses.text(bytes.array());
  }

  /** Spreads addresses that differ in their middle, as those of racks do. */
  @Override
  public int hashCode() {
    long mixed = (high * 31 + low) * 0x9E37_79B9_7F4A_7C15L;
    return (int) (mixed >>> 32);
  }
}
