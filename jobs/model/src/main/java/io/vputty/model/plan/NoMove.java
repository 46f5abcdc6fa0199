package io.vputty.model.plan;

import io.vputty.model.footprint.Cost;
import java.util.Objects;

/**
 * Nothing is worth moving.
 *
 * @param reason why, as a sentence: the best candidate and what it lacked
 * @param cost cost of the placement as it is, $ per hour
 */
public record NoMove(String reason, Cost cost) implements PlanResult {

  public NoMove {
    Objects.requireNonNull(cost, "cost");
    if (reason.isEmpty()) {
      throw new IllegalArgumentException("reason must not be empty");
    }
  }
}
