package io.vputty.collector.sflow.packet;

/** Ether types that the parser follows, from the IEEE 802 numbers registry. */
public final class EtherType {

  public static final int IPV4 = 0x0800;
  public static final int ARP = 0x0806;
  public static final int IPV6 = 0x86DD;

  /** Transparent Ethernet bridging: a frame in a tunnel (GRE, Geneve). */
  static final int BRIDGED = 0x6558;

  private static final int VLAN = 0x8100;
  private static final int PROVIDER_VLAN = 0x88A8;
  private static final int OLD_PROVIDER_VLAN = 0x9100;
  private static final int MPLS = 0x8847;
  private static final int MPLS_UPSTREAM = 0x8848;

  /** What is below is no type but the length of an IEEE 802.3 frame. */
  private static final int LEAST_TYPE = 0x0600;

  private EtherType() {}

  static boolean isVlanTag(int etherType) {
    return etherType == VLAN || etherType == PROVIDER_VLAN || etherType == OLD_PROVIDER_VLAN;
  }

  static boolean isMpls(int etherType) {
    return etherType == MPLS || etherType == MPLS_UPSTREAM;
  }

  static boolean isLength(int etherType) {
    return etherType < LEAST_TYPE;
  }
}
