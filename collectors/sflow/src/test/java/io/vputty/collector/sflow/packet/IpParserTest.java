package io.vputty.collector.sflow.packet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IpParserTest {

  private final PacketHeader header = new PacketHeader();

  @Test
  void findsPortsInTheFirstFragmentAlone() {
    parse(new TestPacket().ethernet(1, 2).ipv4(1, 2, 0, 0x2000).udp(1000, 53));
    assertThat(header.destinationPort()).isEqualTo(53);
    parse(new TestPacket().ethernet(1, 2).ipv4(1, 2, 0, 0x2001).udp(1000, 53));
    assertThat(header.destinationPort()).isEqualTo(-1);
    assertThat(header.transportOffset()).isEqualTo(-1);
    assertThat(header.ipProtocol()).isEqualTo(IpProtocol.UDP);
  }

  @Test
  void findsPortsInTheFirstFragmentAloneOfIpv6() {
    parse(new TestPacket().ethernet(1, 2).ipv6(1, 2).extension(44, 0, 1).udp(1000, 53));
    assertThat(header.destinationPort()).isEqualTo(53);
    parse(new TestPacket().ethernet(1, 2).ipv6(1, 2).extension(44, 0, 8).udp(1000, 53));
    assertThat(header.destinationPort()).isEqualTo(-1);
    assertThat(header.ipProtocol()).isEqualTo(IpProtocol.UDP);
  }

  @Test
  void goesBehindAsManyExtensionsAsThereAre() {
    TestPacket packet = new TestPacket().ethernet(1, 2).ipv6(1, 2);
    for (int protocol : new int[] {0, 60, 43, 51, 135, 139, 140}) {
      packet.extension(protocol, protocol == 51 ? 0 : 1, 0);
    }
    parse(packet.tcp(1000, 80));
    assertThat(header.ipProtocol()).isEqualTo(IpProtocol.TCP);
    assertThat(header.destinationPort()).isEqualTo(80);
  }

  @Test
  void knowsNoProtocolBehindExtensionsThatAreCut() {
    byte[] whole =
        new TestPacket().ethernet(1, 2).ipv6(1, 2).extension(60, 4, 0).tcp(1000, 80).bytes();
    header.parse(HeaderProtocol.ETHERNET, whole, 0, 60);
    assertThat(header.ipVersion()).isEqualTo(6);
    assertThat(header.ipProtocol()).isEqualTo(-1);
    header.parse(HeaderProtocol.ETHERNET, whole, 0, 62);
    assertThat(header.ipProtocol()).isEqualTo(IpProtocol.TCP);
    assertThat(header.destinationPort()).isEqualTo(-1);
  }

  @Test
  void namesTheKindOfAnIcmpMessage() {
    parse(new TestPacket().ethernet(1, 2).ipv4(1, 2).icmp(1, 3, 4));
    assertThat(header.icmpType()).isEqualTo(3);
    assertThat(header.icmpCode()).isEqualTo(4);
    assertThat(header.sourcePort()).isEqualTo(-1);
    parse(new TestPacket().ethernet(1, 2).ipv6(1, 2).icmp(58, 135, 0));
    assertThat(header.icmpType()).isEqualTo(135);
    parse(new TestPacket().ethernet(1, 2).ipv6(1, 2).tcp(1, 2));
    assertThat(header.icmpType()).isEqualTo(-1);
  }

  @Test
  void refusesAHeaderShorterThanAHeader() {
    byte[] packet = new TestPacket().ethernet(1, 2).ipv4(1, 2).tcp(1000, 80).bytes();
    packet[14] = 0x44;
    header.parse(HeaderProtocol.ETHERNET, packet, 0, packet.length);
    assertThat(header.sourceLow()).isEqualTo(0x0A000001);
    assertThat(header.transportOffset()).isEqualTo(-1);
  }

  private void parse(TestPacket packet) {
    byte[] bytes = packet.bytes();
    assertThat(header.parse(HeaderProtocol.ETHERNET, bytes, 0, bytes.length)).isTrue();
  }
}
