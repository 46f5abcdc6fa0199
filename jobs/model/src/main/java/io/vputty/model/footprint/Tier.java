package io.vputty.model.footprint;

/** How far apart two hosts are, nearest first. */
public enum Tier {
  /** The same host: nothing touches a wire. */
  HOST,
  /** The same rack. */
  RACK,
  /** The same zone, another rack. */
  ZONE,
  /** Another zone. */
  BEYOND;

  /** Distance between two hosts; racks of one name in two zones are two racks. */
  public static Tier between(Host one, Host other) {
    if (one.name().equals(other.name())) {
      return HOST;
    }
    if (!one.zone().equals(other.zone())) {
      return BEYOND;
    }
    return !one.rack().isEmpty() && one.rack().equals(other.rack()) ? RACK : ZONE;
  }
}
