package io.vputty.collector.sflow.packet;

import java.util.List;

/** One packet of every shape that the parser knows, and of some that it refuses. */
public final class TestPackets {

  private TestPackets() {}

  public static List<byte[]> all() {
    return List.of(
        // Plain ones.
        frame().ipv4(1, 2).tcp(1000, 80).bytes(),
        frame().ipv4(1, 2, 3, 0x2000).udp(1000, 53).bytes(),
        frame().ipv4(1, 2, 0, 0x2010).udp(1000, 53).bytes(),
        frame().ipv4(1, 2).icmp(1, 8, 3).bytes(),
        frame().vlan(7).ipv6(1, 2).tcp(1000, 80).bytes(),
        frame().providerVlan(7).vlan(8).ipv6(1, 2).icmp(58, 135, 1).bytes(),
        frame()
            .ipv6(1, 2)
            .extension(0, 1, 0)
            .extension(60, 0, 0)
            .extension(44, 0, 1)
            .udp(1, 2)
            .bytes(),
        frame().ipv6(1, 2).extension(43, 2, 0).extension(44, 0, 0x50).udp(1, 2).bytes(),
        frame().arp(1, 1, 2).bytes(),
        frame().snap().ipv4(1, 2).udp(1000, 53).bytes(),
        frame().vlan(9).snap().arp(2, 1, 2).bytes(),
        // Labelled ones.
        frame().mpls(100, false).mpls(16, true).ipv4(1, 2).tcp(1000, 80).bytes(),
        frame().mpls(100, true).ipv6(1, 2).udp(1000, 80).bytes(),
        frame().mpls(100, true).hex("00000001").ethernet(3, 4).ipv4(1, 2).tcp(1000, 80).bytes(),
        frame().mpls(100, true).ethernet(3, 4).vlan(5).arp(1, 1, 2).bytes(),
        // Tunnels.
        vxlan(42).ethernet(3, 4).vlan(5).ipv4(1, 2).tcp(1000, 80).bytes(),
        vxlan(43).ethernet(3, 4).arp(1, 3, 4).bytes(),
        frame().ipv6(11, 12).udp(50000, 8472).vxlan(44).ethernet(3, 4).ipv6(1, 2).tcp(1, 2).bytes(),
        frame()
            .ipv4(11, 12)
            .udp(50000, 6081)
            .geneve(45, 3)
            .ethernet(3, 4)
            .ipv4(1, 2)
            .udp(1, 2)
            .bytes(),
        frame().ipv4(11, 12).udp(50000, 6081).geneve(46, 0).ipv6(1, 2).tcp(1, 2).bytes(),
        frame().ipv4(11, 12).gre(0x2000, 0x123456_07).ethernet(3, 4).ipv4(1, 2).tcp(1, 2).bytes(),
        frame().ipv4(11, 12).gre(0xB000, 5).ethernet(3, 4).ipv4(1, 2).tcp(1, 2).bytes(),
        frame().ipv6(11, 12).gre(0, 0).ipv6(1, 2).udp(1, 2).bytes(),
        frame().ipv4(11, 12).ipv4(1, 2).tcp(1000, 80).bytes(),
        frame().ipv4(11, 12).ipv6(1, 2).udp(1000, 80).bytes(),
        frame().ipv6(11, 12).extension(60, 0, 0).ipv4(1, 2).icmp(1, 0, 0).bytes(),
        // Tunnels in tunnels, the last one deeper than is followed.
        vxlan(47).ethernet(3, 4).ipv4(5, 6).gre(0, 0).ipv4(7, 8).ipv6(1, 2).tcp(1, 2).bytes(),
        frame().ipv4(1, 2).ipv4(3, 4).ipv4(5, 6).ipv4(7, 8).ipv4(9, 10).udp(1, 2).bytes());
  }

  private static TestPacket frame() {
    return new TestPacket().ethernet(1, 2);
  }

  private static TestPacket vxlan(int vni) {
    return frame().ipv4(11, 12).udp(50000, 4789).vxlan(vni);
  }
}
