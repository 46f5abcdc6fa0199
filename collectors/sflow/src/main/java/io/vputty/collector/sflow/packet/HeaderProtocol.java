package io.vputty.collector.sflow.packet;

/**
 * What a sampled header begins with: {@code header_protocol} of the <a
 * href="https://sflow.org/sflow_version_5.txt">sFlow version 5</a> structure sampled_header.
 */
public final class HeaderProtocol {

  /** Ethernet: a destination MAC address. */
  public static final int ETHERNET = 1;

  /** An IPv4 header. */
  public static final int IPV4 = 11;

  /** An IPv6 header. */
  public static final int IPV6 = 12;

  /** A stack of MPLS labels. */
  public static final int MPLS = 13;

  private HeaderProtocol() {}
}
