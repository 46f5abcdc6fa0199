package io.vputty.model.drift;

import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Tier;
import io.vputty.model.graph.EdgeKind;
import org.jspecify.annotations.Nullable;

/**
 * What a change of one edge is worth under the present prices.
 *
 * @param worthPerHour what it adds to the cost of the present placement, $ per hour
 * @param movablePerHour what moving one of both ends could gain at most because of it, $ per hour:
 *     more traffic all that it costs where both are now, less traffic what the freedom to part them
 *     can be worth
 */
public record Stake(double worthPerHour, double movablePerHour) {

  private static final double SECONDS_PER_HOUR = 3600;

  /** Nothing: an end is nowhere, so that no distance has a price. */
  public static final Stake NONE = new Stake(0, 0);

  /**
   * Of a change.
   *
   * @param tier distance between both ends; null if one is nowhere
   * @param delta change, bytes per second
   */
  public static Stake of(Prices prices, EdgeKind kind, @Nullable Tier tier, double delta) {
    if (tier == null) {
      return NONE;
    }
    double here = perByte(prices, kind, tier) * SECONDS_PER_HOUR;
    double apart = Math.max(here, perByte(prices, kind, Tier.ZONE) * SECONDS_PER_HOUR);
    return new Stake(delta * here, delta > 0 ? delta * here : -delta * apart);
  }

  /** Price of a byte at a distance, $. */
  public static double perByte(Prices prices, EdgeKind kind, Tier tier) {
    return kind == EdgeKind.STORAGE ? prices.storagePerByte(tier) : prices.networkPerByte(tier);
  }

  /**
   * Whether the change could move anything: pay for a migration within the horizon of the rules.
   *
   * @param migrationCost of the cheaper one of both ends, $
   */
  public boolean isRelevant(DriftRules rules, double migrationCost) {
    return rules.margin() == 0
        || (movablePerHour > 0
            && movablePerHour * rules.horizonHours() >= rules.margin() * migrationCost);
  }
}
