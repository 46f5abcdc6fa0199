package io.vputty.collector.sflow.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PacketHeaderTest {

  private static final String MACS = "525400000002" + "525400000001";
  private static final String IPV4 = "45000028000000004006" + "0000" + "0a000001" + "0a000002";
  private static final String TCP = "03e80050" + "0000000000000000" + "5012" + "ffff00000000";
  private static final String IPV6_ADDRESSES =
      "20010db8000000000000000000000001" + "20010db8000000000000000000000002";

  private final PacketHeader header = new PacketHeader();

  @Test
  void readsAnUntaggedSegment() {
    parse(MACS + "0800" + IPV4 + TCP);
    assertThat(header.sourceMac()).isEqualTo(0x525400000001L);
    assertThat(header.destinationMac()).isEqualTo(0x525400000002L);
    assertThat(header.etherType()).isEqualTo(0x0800);
    assertThat(header.vlan()).isZero();
    assertThat(header.ipVersion()).isEqualTo(4);
    assertThat(header.sourceLow()).isEqualTo(0x0A000001L);
    assertThat(header.destinationLow()).isEqualTo(0x0A000002L);
    assertThat(header.sourcePort()).isEqualTo(1000);
    assertThat(header.destinationPort()).isEqualTo(80);
    assertThat(header.tcpFlags()).isEqualTo(0x12);
  }

  @Test
  void readsATaggedOne() {
    parse(MACS + "8100" + "6064" + "0800" + IPV4 + TCP);
    assertThat(header.vlan()).isEqualTo(100);
    assertThat(header.etherType()).isEqualTo(0x0800);
    assertThat(header.destinationPort()).isEqualTo(80);
  }

  @Test
  void namesTheInnerVlanOfTwo() {
    parse(MACS + "88a8" + "0064" + "8100" + "00c8" + "0800" + IPV4 + TCP);
    assertThat(header.vlan()).isEqualTo(200);
    assertThat(header.sourcePort()).isEqualTo(1000);
  }

  @Test
  void goesBehindIpv4Options() {
    parse(MACS + "0800" + IPV4.replaceFirst("45", "46") + "01010101" + TCP);
    assertThat(header.sourcePort()).isEqualTo(1000);
  }

  @Test
  void findsNoPortsInALaterFragment() {
    parse(MACS + "0800" + IPV4.replaceFirst("00000000", "00000010") + TCP);
    assertThat(header.ipVersion()).isEqualTo(4);
    assertThat(header.sourcePort()).isEqualTo(-1);
  }

  @Test
  void goesBehindIpv6Extensions() {
    String hopByHop = "2c" + "00" + "000000000000";
    String fragment = "11" + "00" + "0000" + "00000000";
    parse(
        MACS
            + "86dd"
            + "6ff00000"
            + "0018"
            + "00"
            + "40"
            + IPV6_ADDRESSES
            + hopByHop
            + fragment
            + "00350036"
            + "00080000");
    assertThat(header.ipVersion()).isEqualTo(6);
    assertThat(header.sourceHigh()).isEqualTo(0x20010DB800000000L);
    assertThat(header.destinationLow()).isEqualTo(2);
    assertThat(header.typeOfService()).isEqualTo(0xFF);
    assertThat(header.ipProtocol()).isEqualTo(IpProtocol.UDP);
    assertThat(header.sourcePort()).isEqualTo(53);
    assertThat(header.ipLength()).isEqualTo(64);
  }

  @Test
  void readsABareIpPacket() {
    byte[] bytes = HexFormat.of().parseHex(IPV4 + TCP);
    assertThat(header.parse(HeaderProtocol.IPV4, bytes, 0, bytes.length)).isTrue();
    assertThat(header.sourceMac()).isZero();
    assertThat(header.destinationPort()).isEqualTo(80);
  }

  @Test
  void refusesAProtocolItDoesNotKnow() {
    assertThat(header.parse(2, new byte[64], 0, 64)).isFalse();
  }

  @Test
  void yieldsWhatIsThereAtEveryLength() {
    byte[] whole = HexFormat.of().parseHex(MACS + "0800" + IPV4 + TCP);
    for (int length = 0; length <= whole.length; length++) {
      header.parse(HeaderProtocol.ETHERNET, whole, 0, length);
      assertThat(header.sourceMac() != 0).as("MACs of %d bytes", length).isEqualTo(length >= 12);
      assertThat(header.etherType() != 0).as("type of %d bytes", length).isEqualTo(length >= 14);
      assertThat(header.ipVersion() != 0).as("IPs of %d bytes", length).isEqualTo(length >= 34);
      assertThat(header.sourcePort() >= 0).as("ports of %d bytes", length).isEqualTo(length >= 38);
      assertThat(header.tcpFlags() >= 0).as("flags of %d bytes", length).isEqualTo(length >= 48);
    }
  }

  private void parse(String hex) {
    byte[] bytes = HexFormat.of().parseHex("ffff" + hex + "ffff");
    assertThat(header.parse(HeaderProtocol.ETHERNET, bytes, 2, bytes.length - 4)).isTrue();
  }
}
