package io.vputty.app.simulator.fleet;

/** How far a packet travels between two hosts. */
public enum Tier {
  /** It stays inside the vSwitch: no wire. */
  SAME_HOST,
  /** It crosses the top-of-rack switch. */
  SAME_RACK,
  /** It crosses racks inside a zone. */
  SAME_ZONE,
  /** It leaves the zone. */
  BEYOND;

  /** The tier between two hosts of one fleet. */
  public static Tier between(SimulatedHost a, SimulatedHost b) {
    if (a.index() == b.index()) {
      return SAME_HOST;
    }
    if (a.rack().equals(b.rack())) {
      return SAME_RACK;
    }
    return a.zone().equals(b.zone()) ? SAME_ZONE : BEYOND;
  }
}
