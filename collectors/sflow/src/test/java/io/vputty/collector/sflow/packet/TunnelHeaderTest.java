package io.vputty.collector.sflow.packet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TunnelHeaderTest {

  /** What agents keep of a packet, nearly always. */
  private static final int SAMPLED_BYTES = 128;

  private static final int VXLAN_AT = 14 + 20 + 8;

  private final PacketHeader header = new PacketHeader();

  @ParameterizedTest
  @ValueSource(ints = {4789, 8472})
  void namesThoseInsideVxlan(int port) {
    parse(inside(udp(port).vxlan(42)));
    assertInside(Tunnel.VXLAN, 42);
  }

  @Test
  void namesThoseInsideGeneveBehindItsOptions() {
    parse(inside(udp(6081).geneve(0xABCDEF, 5)));
    assertInside(Tunnel.GENEVE, 0xABCDEF);
  }

  @Test
  void namesThoseInsideNvgre() {
    parse(inside(underlay().gre(0x2000, 0x1234_5607)));
    assertInside(Tunnel.NVGRE, 0x123456);
  }

  @Test
  void takesAKeyThatCannotBeNvgreAsItIs() {
    parse(inside(underlay().gre(0x2000, 5)));
    assertInside(Tunnel.GRE, 5);
  }

  @ParameterizedTest
  @CsvSource({"0x0000, -1", "0x8000, -1", "0x1000, -1", "0xB000, 7"})
  void goesBehindWhateverGreAnnounces(int flags, int vni) {
    parse(inside(underlay().gre(flags, 7)));
    assertInside(Tunnel.GRE, vni);
  }

  @Test
  void namesAnIpPairWithoutTheMacsAroundIt() {
    parse(underlay().ipv6(1, 2).tcp(1000, 80));
    assertThat(header.tunnel()).isEqualTo(Tunnel.IP_IN_IP);
    assertThat(header.sourceMac()).isZero();
    assertThat(header.destinationMac()).isZero();
    assertThat(header.vlan()).isZero();
    assertThat(header.ipVersion()).isEqualTo(6);
    assertThat(header.destinationLow()).isEqualTo(2);
    assertThat(header.destinationPort()).isEqualTo(80);
    assertOuter();
  }

  @Test
  void readsIpInsideGreWithItsKeyBeingNoNetwork() {
    parse(underlay().gre(0x2000, 99).ipv4(1, 2).tcp(1000, 80));
    assertThat(header.tunnel()).isEqualTo(Tunnel.GRE);
    assertThat(header.vni()).isEqualTo(-1);
    assertThat(header.destinationLow()).isEqualTo(0x0A000002);
  }

  @Test
  void keepsTheNetworkOfATunnelAroundATunnel() {
    parse(udp(4789).vxlan(42).ethernet(3, 4).ipv4(5, 6).gre(0, 0).ipv4(1, 2).tcp(1000, 80));
    assertThat(header.tunnel()).isEqualTo(Tunnel.GRE);
    assertThat(header.tunnels()).isEqualTo(2);
    assertThat(header.vni()).isEqualTo(42);
    assertThat(header.destinationLow()).isEqualTo(0x0A000002);
    assertOuter();
  }

  @Test
  void stopsAtTheThirdTunnel() {
    parse(underlay().ipv4(13, 14).ipv4(15, 16).ipv4(1, 2).ipv4(17, 18).tcp(1000, 80));
    assertThat(header.tunnels()).isEqualTo(3);
    assertThat(header.sourceLow()).isEqualTo(0x0A000001);
    assertThat(header.ipProtocol()).isEqualTo(4);
    assertOuter();
  }

  @Test
  void keepsTheOuterEndpointsIfTheInnerOnesAreCut() {
    byte[] whole = inside(udp(4789).vxlan(42)).bytes();
    header.parse(HeaderProtocol.ETHERNET, whole, 0, VXLAN_AT + 8 + 11);
    assertThat(header.tunnel()).isEqualTo(Tunnel.NONE);
    assertThat(header.vni()).isEqualTo(-1);
    assertThat(header.sourceMac()).isEqualTo(TestPacket.mac(1));
    assertThat(header.sourceLow()).isEqualTo(0x0A00000B);
    assertThat(header.destinationPort()).isEqualTo(4789);

    header.parse(HeaderProtocol.ETHERNET, whole, 0, VXLAN_AT + 8 + 12);
    assertThat(header.tunnel()).isEqualTo(Tunnel.VXLAN);
    assertThat(header.vni()).isEqualTo(42);
    assertThat(header.sourceMac()).isEqualTo(TestPacket.mac(3));
    assertThat(header.ipVersion()).isZero();
    assertOuter();
  }

  @Test
  void findsTenantsInTheBytesThatAreSampledOfVxlanOverIpv6() {
    byte[] packet =
        new TestPacket()
            .ethernet(1, 2)
            .ipv6(11, 12)
            .udp(50000, 4789)
            .vxlan(42)
            .ethernet(3, 4)
            .ipv6(1, 2)
            .tcp(1000, 80)
            .bytes();
    header.parse(HeaderProtocol.ETHERNET, packet, 0, SAMPLED_BYTES);
    assertThat(header.vni()).isEqualTo(42);
    assertThat(header.sourceMac()).isEqualTo(TestPacket.mac(3));
    assertThat(header.destinationLow()).isEqualTo(2);
    assertThat(header.destinationPort()).isEqualTo(80);
    assertThat(header.tcpFlags()).isEqualTo(-1);
    assertThat(header.outer().sourceLow()).isEqualTo(11);
  }

  @Test
  void neverReadsALaterFragmentAsATunnel() {
    parse(inside(new TestPacket().ethernet(1, 2).ipv4(11, 12, 0, 100).udp(50000, 4789).vxlan(42)));
    assertNotEntered();
    parse(new TestPacket().ethernet(1, 2).ipv4(11, 12, 0, 100).ipv4(1, 2).tcp(1, 2));
    assertNotEntered();
  }

  @ParameterizedTest
  @CsvSource({
    "4789, 0, 0x00",
    "4789, 0, 0x80",
    "8472, 0, 0x88",
    "8472, 3, 1",
    "8472, 7, 1",
    "8472, 0, 0"
  })
  void refusesVxlanWithOtherBits(int port, int at, int value) {
    byte[] packet = inside(udp(port).vxlan(42)).bytes();
    packet[VXLAN_AT + at] = (byte) value;
    header.parse(HeaderProtocol.ETHERNET, packet, 0, packet.length);
    assertNotEntered();
  }

  @Test
  void acceptsVxlanWithAGroupPolicy() {
    byte[] packet = inside(udp(4789).vxlan(42)).bytes();
    packet[VXLAN_AT] = (byte) 0x88;
    packet[VXLAN_AT + 3] = 9;
    header.parse(HeaderProtocol.ETHERNET, packet, 0, packet.length);
    assertInside(Tunnel.VXLAN, 42);
  }

  @ParameterizedTest
  @CsvSource({"0, 0x40", "1, 0x80", "2, 0x12"})
  void refusesGeneveOfAnotherVersionOrKind(int at, int value) {
    byte[] packet = inside(udp(6081).geneve(42, 1)).bytes();
    packet[VXLAN_AT + at] = (byte) value;
    header.parse(HeaderProtocol.ETHERNET, packet, 0, packet.length);
    assertNotEntered();
  }

  @ParameterizedTest
  @ValueSource(ints = {0x4000, 0x0001, 0x0800, 0x0400})
  void refusesGreOfAnotherVersionOrWithRouting(int flags) {
    parse(inside(underlay().gre(flags, 0)));
    assertNotEntered();
  }

  @Test
  void followsNoMirroredTraffic() {
    byte[] mirrored = inside(underlay().gre(0x1000, 0)).bytes();
    mirrored[18 + 20 + 2] = (byte) 0x88;
    mirrored[18 + 20 + 3] = (byte) 0xBE;
    header.parse(HeaderProtocol.ETHERNET, mirrored, 0, mirrored.length);
    assertNotEntered();
  }

  @Test
  void forgetsATunnelWithTheNextPacket() {
    parse(inside(udp(4789).vxlan(42)));
    parse(new TestPacket().ethernet(1, 2).ipv4(1, 2).tcp(1000, 80));
    assertThat(header.tunnel()).isEqualTo(Tunnel.NONE);
    assertThat(header.vni()).isEqualTo(-1);
    assertThat(header.outer().version()).isZero();
    assertThat(header.outer().sourceLow()).isZero();
  }

  private static TestPacket underlay() {
    return new TestPacket().ethernet(1, 2).vlan(9).ipv4(11, 12);
  }

  private static TestPacket udp(int port) {
    return new TestPacket().ethernet(1, 2).ipv4(11, 12).udp(50000, port);
  }

  private static TestPacket inside(TestPacket packet) {
    return packet.ethernet(3, 4).vlan(5).ipv4(1, 2).tcp(1000, 80);
  }

  private void assertInside(Tunnel tunnel, int vni) {
    assertThat(header.tunnel()).isEqualTo(tunnel);
    assertThat(header.vni()).isEqualTo(vni);
    assertThat(header.sourceMac()).isEqualTo(TestPacket.mac(3));
    assertThat(header.destinationMac()).isEqualTo(TestPacket.mac(4));
    assertThat(header.vlan()).isEqualTo(5);
    assertThat(header.sourceLow()).isEqualTo(0x0A000001);
    assertThat(header.destinationLow()).isEqualTo(0x0A000002);
    assertThat(header.destinationPort()).isEqualTo(80);
    assertOuter();
  }

  private void assertOuter() {
    assertThat(header.outer().version()).isEqualTo(4);
    assertThat(header.outer().sourceLow()).isEqualTo(0x0A00000B);
    assertThat(header.outer().destinationLow()).isEqualTo(0x0A00000C);
  }

  private void assertNotEntered() {
    assertThat(header.tunnel()).isEqualTo(Tunnel.NONE);
    assertThat(header.vni()).isEqualTo(-1);
    assertThat(header.sourceMac()).isEqualTo(TestPacket.mac(1));
    assertThat(header.destinationLow()).isEqualTo(0x0A00000C);
  }

  private void parse(TestPacket packet) {
    byte[] bytes = packet.bytes();
    assertThat(header.parse(HeaderProtocol.ETHERNET, bytes, 0, bytes.length)).isTrue();
  }
}
