package io.vputty.model.drift;

import io.vputty.model.estimate.Interval;
import java.util.Objects;

/**
 * A confirmed, persistent change of one edge.
 *
 * @param direction how it changed
 * @param beforePacketsPerSecond rate of the learned baseline
 * @param afterPacketsPerSecond rate since the onset; a little extreme, since it was picked
 * @param onsetMs estimated time of the change itself, event time in ms
 * @param score log-likelihood ratio of the change, nats
 * @param threshold what the score had to pass, nats
 */
public record EdgeDrift(
    DriftDirection direction,
    Interval beforePacketsPerSecond,
    Interval afterPacketsPerSecond,
    long onsetMs,
    double score,
    double threshold) {

  public EdgeDrift {
    Objects.requireNonNull(direction, "direction");
    if (!(score >= threshold && threshold > 0)) {
      throw new IllegalArgumentException(
          "score (%s) must reach a positive threshold (%s)".formatted(score, threshold));
    }
  }
}
