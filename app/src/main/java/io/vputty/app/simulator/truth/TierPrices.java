package io.vputty.app.simulator.truth;

import io.vputty.app.simulator.fleet.Tier;

/**
 * What a byte costs by how far it travels, $ per byte.
 *
 * @param sameHost inside one vSwitch
 * @param sameRack across the top-of-rack switch
 * @param sameZone across racks
 * @param beyond across zones
 */
public record TierPrices(double sameHost, double sameRack, double sameZone, double beyond) {
  public TierPrices {
    if (sameHost < 0 || sameRack < sameHost || sameZone < sameRack || beyond < sameZone) {
      throw new IllegalArgumentException(
          "prices must not fall with distance: "
              + sameHost
              + ", "
              + sameRack
              + ", "
              + sameZone
              + ", "
              + beyond);
    }
  }

  /** The price at a tier, $ per byte. */
  public double of(Tier tier) {
    return switch (tier) {
      case SAME_HOST -> sameHost;
      case SAME_RACK -> sameRack;
      case SAME_ZONE -> sameZone;
      case BEYOND -> beyond;
    };
  }
}
