package io.vputty.collector.sflow.packet;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A packet built layer by layer, from the outermost on. Each layer names itself in the one before
 * it. Hosts are small numbers n: 52:54:00:00:00:n, 10.0.0.n and 2001:db8::n.
 */
public final class TestPacket {

  private static final long MAC = 0x5254_0000_0000L;
  private static final int IPV4 = 0x0A00_0000;
  private static final long IPV6_HIGH = 0x2001_0DB8_0000_0000L;
  private static final int NOWHERE = -1;

  private final ByteBuffer bytes = ByteBuffer.allocate(1024);
  private int typeAt = NOWHERE;
  private int protocolAt = NOWHERE;

  public TestPacket ethernet(int from, int to) {
    is(0x6558, NOWHERE);
    bytes.putShort((short) (mac(to) >>> 32)).putInt((int) mac(to));
    bytes.putShort((short) (mac(from) >>> 32)).putInt((int) mac(from));
    return typed();
  }

  public TestPacket vlan(int id) {
    return tag(0x8100, id);
  }

  public TestPacket providerVlan(int id) {
    return tag(0x88A8, id);
  }

  private TestPacket tag(int type, int id) {
    is(type, NOWHERE);
    bytes.putShort((short) (0x6000 | id));
    return typed();
  }

  /** LLC and SNAP, the type before them being a length. */
  TestPacket snap() {
    is(400, NOWHERE);
    hex("aaaa03000000");
    return typed();
  }

  /** One label; the last of a stack is its bottom. */
  TestPacket mpls(int label, boolean bottom) {
    is(0x8847, NOWHERE);
    bytes.putInt((label << 12) | (bottom ? 0x100 : 0) | 64);
    return this;
  }

  public TestPacket ipv4(int from, int to) {
    return ipv4(from, to, 0, 0);
  }

  /** With options, and as a fragment at an offset in units of 8 bytes. */
  TestPacket ipv4(int from, int to, int optionWords, int fragment) {
    is(0x0800, 4);
    bytes.put((byte) (0x45 + optionWords)).put((byte) 0x10).putShort((short) 500);
    bytes.putShort((short) 77).putShort((short) fragment).put((byte) 63);
    protocolAt = bytes.position();
    bytes.put((byte) 0xFD).putShort((short) 0).putInt(IPV4 | from).putInt(IPV4 | to);
    for (int i = 0; i < optionWords; i++) {
      bytes.putInt(0x0101_0101);
    }
    return this;
  }

  public TestPacket ipv6(int from, int to) {
    is(0x86DD, 41);
    bytes.putInt(0x6010_0000).putShort((short) 460);
    protocolAt = bytes.position();
    bytes.put((byte) 59).put((byte) 62);
    bytes.putLong(IPV6_HIGH).putLong(from).putLong(IPV6_HIGH).putLong(to);
    return this;
  }

  /** An IPv6 extension header of 8 bytes and more; its second word is the fragment's. */
  TestPacket extension(int protocol, int lengthField, int second) {
    is(NOWHERE, protocol);
    protocolAt = bytes.position();
    bytes.put((byte) 59).put((byte) lengthField).putShort((short) second).putInt(0);
    bytes.put(new byte[protocol == IpProtocol.IPV6_FRAGMENT ? 0 : 8 * lengthField]);
    return this;
  }

  public TestPacket tcp(int from, int to) {
    is(NOWHERE, 6);
    bytes.putShort((short) from).putShort((short) to);
    return hex("00000001000000025012ffff00000000");
  }

  public TestPacket udp(int from, int to) {
    is(NOWHERE, 17);
    bytes.putShort((short) from).putShort((short) to).putInt(0);
    return this;
  }

  TestPacket icmp(int protocol, int type, int code) {
    is(NOWHERE, protocol);
    bytes.put((byte) type).put((byte) code).putShort((short) 0).putInt(0);
    return this;
  }

  TestPacket arp(int operation, int from, int to) {
    is(0x0806, NOWHERE);
    hex("0001080006" + "04").bytes.putShort((short) operation);
    bytes.putShort((short) (mac(from) >>> 32)).putInt((int) mac(from)).putInt(IPV4 | from);
    bytes.putShort((short) 0).putInt(0).putInt(IPV4 | to);
    return this;
  }

  public TestPacket vxlan(int vni) {
    bytes.putInt(0x0800_0000).putInt(vni << 8);
    return this;
  }

  public TestPacket geneve(int vni, int optionWords) {
    bytes.putShort((short) (optionWords << 8));
    typed();
    bytes.putInt(vni << 8).put(new byte[4 * optionWords]);
    return this;
  }

  /** Flags are the first 16 bits; of what they announce, the key alone has a value. */
  public TestPacket gre(int flags, int key) {
    is(NOWHERE, 47);
    bytes.putShort((short) flags);
    typed();
    bytes.put(new byte[(flags & 0x8000) != 0 ? 4 : 0]);
    if ((flags & 0x2000) != 0) {
      bytes.putInt(key);
    }
    bytes.put(new byte[(flags & 0x1000) != 0 ? 4 : 0]);
    return this;
  }

  TestPacket hex(String hex) {
    bytes.put(HexFormat.of().parseHex(hex));
    return this;
  }

  public byte[] bytes() {
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  static long mac(int host) {
    return MAC | host;
  }

  private TestPacket typed() {
    typeAt = bytes.position();
    bytes.putShort((short) 0x9999);
    return this;
  }

  private void is(int etherType, int protocol) {
    if (typeAt != NOWHERE && etherType != NOWHERE) {
      bytes.putShort(typeAt, (short) etherType);
    } else if (protocolAt != NOWHERE && protocol != NOWHERE) {
      bytes.put(protocolAt, (byte) protocol);
    }
    typeAt = NOWHERE;
    protocolAt = NOWHERE;
  }
}
