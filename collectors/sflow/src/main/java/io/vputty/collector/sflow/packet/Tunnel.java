package io.vputty.collector.sflow.packet;

/** What carries a packet inside another one. */
public enum Tunnel {
  /** Nothing does. */
  NONE,
  /** Ethernet in UDP, <a href="https://www.rfc-editor.org/rfc/rfc7348">RFC 7348</a>; has a VNI. */
  VXLAN,
  /** Ethernet or IP in UDP, <a href="https://www.rfc-editor.org/rfc/rfc8926">RFC 8926</a>; VNI. */
  GENEVE,
  /** Ethernet or IP, <a href="https://www.rfc-editor.org/rfc/rfc2890">RFC 2890</a>. */
  GRE,
  /** Ethernet in GRE, <a href="https://www.rfc-editor.org/rfc/rfc7637">RFC 7637</a>; has a VSID. */
  NVGRE,
  /** IPv4 or IPv6 straight in either, RFC 2003, 2473 and 4213. */
  IP_IN_IP,
  /** Ethernet in MPLS, <a href="https://www.rfc-editor.org/rfc/rfc4448">RFC 4448</a>. */
  PSEUDOWIRE
}
