package io.vputty.model.plan;

import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Cost;
import java.util.List;
import java.util.Objects;

/**
 * Moves that pay.
 *
 * @param moves in order of waves
 * @param before cost of the placement as it is, $ per hour
 * @param after cost when all moves are done, $ per hour
 * @param gainPerHour predicted gain of the whole plan, $ per hour
 * @param migrationCost one-off cost of all moves, $
 */
public record Recommendation(
    List<PlannedMove> moves, Cost before, Cost after, Interval gainPerHour, double migrationCost)
    implements PlanResult {

  public Recommendation {
    moves = List.copyOf(moves);
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(after, "after");
    Objects.requireNonNull(gainPerHour, "gainPerHour");
    if (moves.isEmpty()) {
      throw new IllegalArgumentException("a recommendation must hold moves");
    }
  }
}
