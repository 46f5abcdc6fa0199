package io.vputty.model.graph;

import io.vputty.model.estimate.Interval;
import java.util.Objects;

/**
 * An edge and how much it carries, in the unit of its kind.
 *
 * @param key which edge
 * @param weight how much, with its 95% interval; never negative
 */
public record WeightedEdge(EdgeKey key, Interval weight) {

  public WeightedEdge {
    Objects.requireNonNull(key, "key");
    if (weight.low() < 0) {
      throw new IllegalArgumentException(
          "weight (%s) of %s must not be negative".formatted(weight, key));
    }
  }
}
