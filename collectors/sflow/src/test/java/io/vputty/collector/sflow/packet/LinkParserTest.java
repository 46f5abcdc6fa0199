package io.vputty.collector.sflow.packet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinkParserTest {

  private final PacketHeader header = new PacketHeader();

  @Test
  void findsTheEtherTypeBehindSnap() {
    parse(frame().snap().ipv4(1, 2).tcp(1000, 80));
    assertThat(header.etherType()).isEqualTo(EtherType.IPV4);
    assertThat(header.sourceMac()).isEqualTo(TestPacket.mac(1));
    assertThat(header.destinationPort()).isEqualTo(80);
  }

  @Test
  void findsItBehindATagAndSnap() {
    parse(frame().vlan(9).snap().ipv6(1, 2).udp(1000, 53));
    assertThat(header.vlan()).isEqualTo(9);
    assertThat(header.etherType()).isEqualTo(EtherType.IPV6);
    assertThat(header.destinationPort()).isEqualTo(53);
  }

  @Test
  void takesNoLengthForAnEtherType() {
    byte[] spanningTree = frame().snap().bytes();
    spanningTree[14] = 0x42;
    spanningTree[15] = 0x42;
    header.parse(HeaderProtocol.ETHERNET, spanningTree, 0, spanningTree.length);
    assertThat(header.sourceMac()).isEqualTo(TestPacket.mac(1));
    assertThat(header.etherType()).isZero();
  }

  @Test
  void leavesSnapOfAnotherOrganisationAlone() {
    byte[] discovery = frame().snap().ipv4(1, 2).bytes();
    discovery[19] = 0x0C;
    header.parse(HeaderProtocol.ETHERNET, discovery, 0, discovery.length);
    assertThat(header.etherType()).isZero();
    assertThat(header.ipVersion()).isZero();
  }

  @Test
  void namesNoVlanOfAStackThatIsCut() {
    byte[] whole = frame().providerVlan(7).vlan(8).ipv4(1, 2).bytes();
    header.parse(HeaderProtocol.ETHERNET, whole, 0, 20);
    assertThat(header.vlan()).isZero();
    header.parse(HeaderProtocol.ETHERNET, whole, 0, 22);
    assertThat(header.vlan()).isEqualTo(8);
  }

  @Test
  void looksBehindAStackOfLabels() {
    parse(frame().mpls(100, false).mpls(16, true).ipv4(1, 2).tcp(1000, 80));
    assertThat(header.sourceMac()).isEqualTo(TestPacket.mac(1));
    assertThat(header.sourceLow()).isEqualTo(0x0A000001);
    assertThat(header.destinationPort()).isEqualTo(80);
    assertThat(header.tunnel()).isEqualTo(Tunnel.NONE);
  }

  @Test
  void readsASampleThatBeginsWithLabels() {
    byte[] packet = new TestPacket().mpls(100, true).ipv6(1, 2).udp(1000, 53).bytes();
    assertThat(header.parse(HeaderProtocol.MPLS, packet, 0, packet.length)).isTrue();
    assertThat(header.ipVersion()).isEqualTo(6);
    assertThat(header.destinationPort()).isEqualTo(53);
  }

  @Test
  void entersAPseudowireBehindItsControlWord() {
    parse(frame().mpls(100, true).hex("00000001").ethernet(3, 4).vlan(5).ipv4(1, 2));
    assertPseudowire();
  }

  @Test
  void entersAPseudowireWithoutAControlWord() {
    parse(frame().mpls(100, true).ethernet(3, 4).vlan(5).ipv4(1, 2));
    assertPseudowire();
  }

  private void assertPseudowire() {
    assertThat(header.tunnel()).isEqualTo(Tunnel.PSEUDOWIRE);
    assertThat(header.vni()).isEqualTo(-1);
    assertThat(header.sourceMac()).isEqualTo(TestPacket.mac(3));
    assertThat(header.destinationMac()).isEqualTo(TestPacket.mac(4));
    assertThat(header.vlan()).isEqualTo(5);
    assertThat(header.outer().version()).isZero();
  }

  @Test
  void believesNoPseudowireOfAnUnknownEtherType() {
    parse(frame().mpls(100, true).ethernet(3, 4).hex("0102030405060708"));
    assertThat(header.tunnel()).isEqualTo(Tunnel.NONE);
    assertThat(header.sourceMac()).isEqualTo(TestPacket.mac(1));
  }

  @Test
  void leavesAControlChannelAlone() {
    parse(frame().mpls(100, true).hex("10000007" + "00".repeat(8) + "0800" + "45".repeat(20)));
    assertThat(header.tunnel()).isEqualTo(Tunnel.NONE);
    assertThat(header.ipVersion()).isZero();
  }

  @Test
  void keepsTheAddressesOfArpApartFromTheIpPair() {
    parse(frame().arp(2, 1, 7));
    assertThat(header.arpOperation()).isEqualTo(2);
    assertThat(header.arp().sourceLow()).isEqualTo(0x0A000001);
    assertThat(header.arp().destinationLow()).isEqualTo(0x0A000007);
    assertThat(header.ipVersion()).isZero();
    assertThat(header.sourceMac()).isEqualTo(TestPacket.mac(1));

    parse(frame().ipv4(1, 2));
    assertThat(header.arpOperation()).isEqualTo(-1);
    assertThat(header.arp().version()).isZero();
  }

  private static TestPacket frame() {
    return new TestPacket().ethernet(1, 2);
  }

  private void parse(TestPacket packet) {
    byte[] bytes = packet.bytes();
    assertThat(header.parse(HeaderProtocol.ETHERNET, bytes, 0, bytes.length)).isTrue();
  }
}
