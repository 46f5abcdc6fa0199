package io.vputty.collector.sflow.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.collector.sflow.packet.PacketHeader.Tunnel;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TunnelTest {

  private static final String OUTER_MACS = "0a0000000002" + "0a0000000001";
  private static final String INNER_MACS = "525400000002" + "525400000001";
  private static final String ADDRESSES = "ac1f0001" + "ac1f0002";
  private static final String INNER_IPV4 =
      "45000028000000004006" + "0000" + "0a000001" + "0a000002";
  private static final String TCP = "03e80050" + "0000000000000000" + "5012" + "ffff00000000";
  private static final String FRAME = INNER_MACS + "8100" + "0007" + "0800" + INNER_IPV4 + TCP;
  private static final String OUTER_IPV6 =
      "600000000050%s40" + "20010db8000000000000000000000001" + "20010db8000000000000000000000002";

  private final PacketHeader header = new PacketHeader();

  @ParameterizedTest
  @CsvSource({"12b5", "2118"})
  void looksIntoVxlan(String port) {
    parse(underlay("11") + udp(port) + "0800000000002a00" + FRAME);
    assertInnerFrame(Tunnel.VXLAN, 42);
    assertThat(header.outerIpVersion()).isEqualTo(4);
    assertThat(header.outerSourceLow()).isEqualTo(0xAC1F0001L);
    assertThat(header.outerDestinationLow()).isEqualTo(0xAC1F0002L);
  }

  @Test
  void looksIntoVxlanOverIpv6() {
    parse(
        OUTER_MACS
            + "86dd"
            + OUTER_IPV6.formatted("11")
            + udp("12b5")
            + "0800000000002a00"
            + FRAME);
    assertInnerFrame(Tunnel.VXLAN, 42);
    assertThat(header.outerIpVersion()).isEqualTo(6);
    assertThat(header.outerDestinationLow()).isEqualTo(2);
  }

  @Test
  void leavesWhatIsNoVxlan() {
    parse(underlay("11") + udp("12b5") + "0000000000002a00" + FRAME);
    assertThat(header.tunnel()).isEqualTo(Tunnel.NONE);
    assertThat(header.vni()).isEqualTo(PacketHeader.NO_VNI);
    assertThat(header.sourceMac()).isEqualTo(0x0a0000000001L);
    assertThat(header.destinationPort()).isEqualTo(4789);
  }

  @Test
  void looksIntoGeneveBehindItsOptions() {
    parse(underlay("11") + udp("17c1") + "0240655800002a00" + "0102030405060708" + FRAME);
    assertInnerFrame(Tunnel.GENEVE, 42);
  }

  @Test
  void looksIntoGeneveWithAPacket() {
    parse(underlay("11") + udp("17c1") + "0000080000002a00" + INNER_IPV4 + TCP);
    assertInnerPacket(Tunnel.GENEVE, 42);
  }

  @ParameterizedTest
  @CsvSource({
    "20006558 00002a07, 42",
    "b0006558 11112222 00002a07 00000001, 42",
    "00006558, -1",
    "80006558 11112222, -1"
  })
  void looksIntoGreWithAFrame(String gre, int vni) {
    parse(underlay("2f") + gre.replace(" ", "") + FRAME);
    assertInnerFrame(Tunnel.GRE, vni);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000800", "2000080000002a07"})
  void looksIntoGreWithAPacketWhoseKeyIsNoVirtualNetwork(String gre) {
    parse(underlay("2f") + gre + INNER_IPV4 + TCP);
    assertInnerPacket(Tunnel.GRE, PacketHeader.NO_VNI);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0001880b", "40000800"})
  void leavesOtherVersionsOfGre(String gre) {
    parse(underlay("2f") + gre + INNER_IPV4 + TCP);
    assertThat(header.tunnel()).isEqualTo(Tunnel.NONE);
    assertThat(header.sourceLow()).isEqualTo(0xAC1F0001L);
  }

  @Test
  void looksIntoIpInIp() {
    parse(underlay("04") + INNER_IPV4 + TCP);
    assertInnerPacket(Tunnel.IP_IN_IP, PacketHeader.NO_VNI);
    parse(OUTER_MACS + "86dd" + OUTER_IPV6.formatted("04") + INNER_IPV4 + TCP);
    assertInnerPacket(Tunnel.IP_IN_IP, PacketHeader.NO_VNI);
  }

  @Test
  void keepsTheVirtualNetworkOfATunnelAroundATunnel() {
    String inner = INNER_MACS + "0800" + ip("04") + INNER_IPV4 + TCP;
    parse(underlay("11") + udp("12b5") + "0800000000002a00" + inner);
    assertInnerPacket(Tunnel.IP_IN_IP, 42);
    assertThat(header.outerSourceLow()).isEqualTo(0xAC1F0001L);
  }

  @Test
  void looksOnlySoDeep() {
    StringBuilder nested = new StringBuilder(underlay("04"));
    for (int i = 0; i < 6; i++) {
      nested.append(ip("04"));
    }
    parse(nested + INNER_IPV4 + TCP);
    assertThat(header.tunnel()).isEqualTo(Tunnel.IP_IN_IP);
    assertThat(header.sourceLow()).isEqualTo(0xAC1F0001L);
  }

  @Test
  void staysOutsideOfATunnelWhoseInsideIsCutOff() {
    byte[] whole = bytes(underlay("11") + udp("12b5") + "0800000000002a00" + FRAME);
    int macs = 14 + 20 + 8 + 8 + 12;
    header.parse(HeaderProtocol.ETHERNET, whole, 0, macs - 1);
    assertThat(header.tunnel()).isEqualTo(Tunnel.NONE);
    assertThat(header.vni()).isEqualTo(PacketHeader.NO_VNI);
    assertThat(header.sourceLow()).isEqualTo(0xAC1F0001L);
    header.parse(HeaderProtocol.ETHERNET, whole, 0, macs);
    assertThat(header.tunnel()).isEqualTo(Tunnel.VXLAN);
    assertThat(header.sourceMac()).isEqualTo(0x525400000001L);
    assertThat(header.ipVersion()).isZero();
  }

  @Test
  void takesALaterFragmentForNoTunnel() {
    String fragment = "450000280000" + "00b9" + "4011" + "0000" + ADDRESSES;
    parse(OUTER_MACS + "0800" + fragment + udp("12b5") + "0800000000002a00" + FRAME);
    assertThat(header.tunnel()).isEqualTo(Tunnel.NONE);
    assertThat(header.destinationPort()).isEqualTo(-1);
  }

  @Test
  void readsBehindSnap() {
    parse(INNER_MACS + "0030" + "aaaa03000000" + "0800" + INNER_IPV4 + TCP);
    assertThat(header.etherType()).isEqualTo(EtherType.IPV4);
    assertThat(header.destinationPort()).isEqualTo(80);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00000000"})
  void readsBehindLabels(String controlWord) {
    parse(INNER_MACS + "8847" + "00010040" + "00020140" + INNER_IPV4 + TCP);
    assertThat(header.sourceLow()).isEqualTo(0x0A000001L);
    parse(OUTER_MACS + "8847" + "00010140" + controlWord + INNER_MACS + "0800" + INNER_IPV4 + TCP);
    assertThat(header.sourceMac()).isEqualTo(0x525400000001L);
    assertThat(header.sourceLow()).isEqualTo(0x0A000001L);
  }

  @Test
  void readsALabelStackWithoutALink() {
    byte[] bytes = bytes("00020140" + INNER_IPV4 + TCP);
    assertThat(header.parse(HeaderProtocol.MPLS, bytes, 0, bytes.length)).isTrue();
    assertThat(header.destinationLow()).isEqualTo(0x0A000002L);
  }

  @Test
  void readsWhoAsksForWhom() {
    parse(
        "ffffffffffff"
            + "525400000001"
            + "0806"
            + "0001080006040001"
            + "525400000001"
            + "0a000001"
            + "000000000000"
            + "0a000002");
    assertThat(header.arpSender()).isEqualTo(0x0A000001L);
    assertThat(header.arpTarget()).isEqualTo(0x0A000002L);
    assertThat(header.ipVersion()).isZero();
  }

  @Test
  void readsIcmp() {
    parse(OUTER_MACS + "0800" + ip("01") + "0301" + "00000000");
    assertThat(header.icmpType()).isEqualTo(3);
    assertThat(header.icmpCode()).isEqualTo(1);
    assertThat(header.sourcePort()).isEqualTo(-1);
  }

  /** Whatever bytes come, the parser ends, and tells nothing from beyond the given length. */
  @Test
  void readsNothingBeyondTheEnd() {
    Random random = new Random(11);
    byte[] whole = bytes(underlay("11") + udp("12b5") + "0800000000002a00" + FRAME);
    for (int run = 0; run < 50_000; run++) {
      byte[] one = whole.clone();
      for (int change = random.nextInt(6); change > 0; change--) {
        one[random.nextInt(one.length)] = (byte) random.nextInt();
      }
      int length = random.nextInt(one.length + 1);
      byte[] other = Arrays.copyOf(one, one.length);
      Arrays.fill(other, length, other.length, (byte) random.nextInt());
      header.parse(HeaderProtocol.ETHERNET, one, 0, length);
      String first = text();
      header.parse(HeaderProtocol.ETHERNET, other, 0, length);
      assertThat(text()).isEqualTo(first);
    }
  }

  private String text() {
    return "%x %x %d %d %x %x %d %d %d %d"
        .formatted(
            header.sourceMac(),
            header.destinationMac(),
            header.vlan(),
            header.ipVersion(),
            header.sourceLow(),
            header.destinationLow(),
            header.sourcePort(),
            header.tcpFlags(),
            header.vni(),
            header.icmpType());
  }

  private void assertInnerFrame(Tunnel tunnel, int vni) {
    assertThat(header.sourceMac()).isEqualTo(0x525400000001L);
    assertThat(header.destinationMac()).isEqualTo(0x525400000002L);
    assertThat(header.vlan()).isEqualTo(7);
    assertInner(tunnel, vni);
  }

  private void assertInnerPacket(Tunnel tunnel, int vni) {
    assertThat(header.sourceMac()).isZero();
    assertThat(header.destinationMac()).isZero();
    assertInner(tunnel, vni);
  }

  private void assertInner(Tunnel tunnel, int vni) {
    assertThat(header.tunnel()).isEqualTo(tunnel);
    assertThat(header.vni()).isEqualTo(vni);
    assertThat(header.sourceLow()).isEqualTo(0x0A000001L);
    assertThat(header.destinationLow()).isEqualTo(0x0A000002L);
    assertThat(header.destinationPort()).isEqualTo(80);
    assertThat(header.tcpFlags()).isEqualTo(0x12);
  }

  private static String underlay(String protocol) {
    return OUTER_MACS + "0800" + ip(protocol);
  }

  private static String ip(String protocol) {
    return "4500002800000000" + "40" + protocol + "0000" + ADDRESSES;
  }

  private static String udp(String destinationPort) {
    return "c000" + destinationPort + "00500000";
  }

  private void parse(String hex) {
    byte[] bytes = bytes(hex);
    assertThat(header.parse(HeaderProtocol.ETHERNET, bytes, 0, bytes.length)).isTrue();
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
