package io.vputty.model.drift;

import io.vputty.model.estimate.Interval;
import java.util.Objects;

/**
 * A confirmed, persistent change of one edge.
 *
 * @param kind how it changed: one of those of an edge
 * @param before rate of the learned baseline, in the unit of the exposures
 * @param after rate since the onset; a little extreme, since it was picked
 * @param onsetMs estimated time of the change itself, event time in ms
 * @param score log-likelihood ratio of the change, nats
 * @param threshold what the score had to pass, nats
 */
public record EdgeDrift(
    DriftKind kind, Interval before, Interval after, long onsetMs, double score, double threshold) {

  public EdgeDrift {
    Objects.requireNonNull(kind, "kind");
    if (!kind.isOfEdge()) {
      throw new IllegalArgumentException("kind (%s) must be one of an edge".formatted(kind));
    }
    if (!(score >= threshold && threshold > 0)) {
      throw new IllegalArgumentException(
          "score (%s) must reach a positive threshold (%s)".formatted(score, threshold));
    }
  }
}
