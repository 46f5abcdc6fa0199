package io.vputty.model.drift;

import io.vputty.model.estimate.Interval;
import io.vputty.model.graph.EdgeKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A drift in the currency of plans.
 *
 * @param timeMs event time of the detection, ms
 * @param id derived from content
 * @param kind what it is about
 * @param subject "KIND/from/to" of an edge, "vm/ID", "domain/NAME"
 * @param edge the edge; null if it is not about one
 * @param domains placement domains concerned
 * @param before before the change, bytes per second
 * @param after after the change, bytes per second
 * @param onsetMs estimated time of the change itself, ms
 * @param score evidence of the change, nats; the share that was passed of a storm or staleness
 * @param threshold what the score had to pass
 * @param worthPerHour what the change adds to the cost of the present placement, $ per hour
 * @param detector detector and its parameters, for people
 * @param summary what changed, in a sentence; empty for an edge
 */
public record DriftNotice(
    long timeMs,
    String id,
    DriftKind kind,
    String subject,
    @Nullable EdgeKey edge,
    List<String> domains,
    Interval before,
    Interval after,
    long onsetMs,
    double score,
    double threshold,
    double worthPerHour,
    String detector,
    String summary) {

  public DriftNotice {
    domains = List.copyOf(domains);
    if ((edge != null) != kind.isOfEdge()) {
      throw new IllegalArgumentException("%s of %s needs an edge or none".formatted(kind, subject));
    }
  }
}
