package io.vputty.app.graph;

import io.vputty.model.graph.EdgeWindow;
import io.vputty.schema.Inventory;
import java.util.List;
import java.util.Map;

/**
 * What the topics say as of a time.
 *
 * @param edges newest window of each edge that lives, by subject
 * @param inventory newest record of each entity, by entity
 */
public record GraphState(List<EdgeWindow> edges, Map<String, Inventory> inventory) {

  public GraphState {
    edges = List.copyOf(edges);
    inventory = Map.copyOf(inventory);
  }
}
