package io.vputty.model.drift;

import io.vputty.model.estimate.Interval;
import io.vputty.model.graph.EdgeKey;
import java.util.List;

/**
 * A drift of an edge in the currency of plans.
 *
 * @param timeMs event time of the detection, ms
 * @param id derived from content
 * @param edge what drifted
 * @param direction how
 * @param domains placement domains of its ends
 * @param before before the change, bytes per second
 * @param after after the change, bytes per second
 * @param onsetMs estimated time of the change itself, ms
 * @param score log-likelihood ratio of the change, nats
 * @param threshold what the score had to pass, nats
 * @param worthPerHour what the change adds to the cost of the present placement, $ per hour
 */
public record DriftNotice(
    long timeMs,
    String id,
    EdgeKey edge,
    DriftDirection direction,
    List<String> domains,
    Interval before,
    Interval after,
    long onsetMs,
    double score,
    double threshold,
    double worthPerHour) {

  public DriftNotice {
    domains = List.copyOf(domains);
  }
}
