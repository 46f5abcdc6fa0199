package io.vputty.collector.sflow.packet;

/** Ether types that the parser follows, from the IEEE 802 numbers registry. */
public final class EtherType {

  public static final int IPV4 = 0x0800;
  public static final int IPV6 = 0x86DD;

  private static final int VLAN = 0x8100;
  private static final int PROVIDER_VLAN = 0x88A8;
  private static final int OLD_PROVIDER_VLAN = 0x9100;

  private EtherType() {}

  static boolean isVlanTag(int etherType) {
    return etherType == VLAN || etherType == PROVIDER_VLAN || etherType == OLD_PROVIDER_VLAN;
  }
}
