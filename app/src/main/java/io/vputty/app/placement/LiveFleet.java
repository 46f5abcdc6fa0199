package io.vputty.app.placement;

import io.vputty.app.graph.GraphReader;
import io.vputty.app.graph.GraphState;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.WeightedEdge;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** The fleet as the topics have it now, with the newest window of each edge. */
public final class LiveFleet {

  private LiveFleet() {}

  /**
   * Reads the topics from their beginnings to where they end.
   *
   * @param client settings of the Kafka client
   * @param until windows that end later, and what became known later, are left out
   */
  public static FleetGraph read(Map<String, ?> client, Instant until) {
    GraphState state =
        GraphReader.state(client, new GraphReader.Query(until, "", EnumSet.allOf(EdgeKind.class)));
    List<WeightedEdge> edges =
        state.edges().stream()
            .map(
                edge ->
                    new WeightedEdge(
                        new EdgeKey(edge.kind(), edge.from(), edge.to()), edge.weight()))
            .toList();
    return FleetFiles.fleet(state.inventory().values(), edges);
  }
}
