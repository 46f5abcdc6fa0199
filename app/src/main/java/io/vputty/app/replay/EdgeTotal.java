package io.vputty.app.replay;

import io.vputty.schema.AffinityEdge;
import io.vputty.schema.Pane;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;

/**
 * What one edge carried over a whole capture: the sum of its panes, which do not overlap. A pane
 * that is told again replaces itself.
 */
public final class EdgeTotal {
  private final TreeMap<Instant, AffinityEdge> panes = new TreeMap<>();

  void add(AffinityEdge edge) {
    panes.put(edge.getTime(), edge);
  }

  /** The edge as it was told last. */
  public AffinityEdge newest() {
    return panes.lastEntry().getValue();
  }

  /** Estimated bytes. */
  public double bytes() {
    return panes.values().stream().map(AffinityEdge::getPane).mapToDouble(Pane::getBytes).sum();
  }

  /** Half width of the 95% interval of the bytes. */
  public double bytesWithin() {
    return 1.96
        * Math.sqrt(
            panes.values().stream()
                .map(AffinityEdge::getPane)
                .mapToDouble(Pane::getBytesVariance)
                .sum());
  }

  /** Estimated packets. */
  public double packets() {
    return panes.values().stream().map(AffinityEdge::getPane).mapToDouble(Pane::getPackets).sum();
  }

  /** Samples behind the estimates. */
  public long samples() {
    return panes.values().stream().map(AffinityEdge::getPane).mapToLong(Pane::getSamples).sum();
  }

  /** Time from the beginning of the first pane with samples to the end of the last one. */
  public Duration span() {
    var active = panes.values().stream().filter(edge -> edge.getPane().getSamples() > 0).toList();
    if (active.isEmpty()) {
      return Duration.ZERO;
    }
    AffinityEdge first = active.get(0);
    AffinityEdge last = active.get(active.size() - 1);
    return Duration.between(first.getTime(), last.getTime()).plusMillis(first.getPaneMs());
  }
}
