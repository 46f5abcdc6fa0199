package io.vputty.collector.sflow.packet;

/** Ether types that the parser follows, from the IEEE 802 numbers registry. */
public final class EtherType {

  public static final int IPV4 = 0x0800;
  public static final int ARP = 0x0806;
  public static final int IPV6 = 0x86DD;

  /** A whole Ethernet frame, as GRE and Geneve carry it. */
  static final int ETHERNET = 0x6558;

  private static final int VLAN = 0x8100;
  private static final int PROVIDER_VLAN = 0x88A8;
  private static final int OLD_PROVIDER_VLAN = 0x9100;
  private static final int MPLS = 0x8847;
  private static final int MPLS_UPSTREAM_LABEL = 0x8848;
  private static final int LARGEST_LENGTH = 1500;

  private EtherType() {}

  static boolean isVlanTag(int etherType) {
    return etherType == VLAN || etherType == PROVIDER_VLAN || etherType == OLD_PROVIDER_VLAN;
  }

  static boolean isMpls(int etherType) {
    return etherType == MPLS || etherType == MPLS_UPSTREAM_LABEL;
  }

  /** Whether it is the length of an IEEE 802.3 frame and no type at all. */
  static boolean isLength(int etherType) {
    return etherType > 0 && etherType <= LARGEST_LENGTH;
  }
}
