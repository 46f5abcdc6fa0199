package io.vputty.app.graph;

import io.vputty.app.topic.TopicScan;
import io.vputty.mapping.EdgeMapping;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.schema.AffinityEdge;
import io.vputty.schema.Inventory;
import io.vputty.schema.Topics;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;

/** Reads the affinity graph as of a time from what the jobs have written so far. */
public final class GraphReader {

  private final Query query;
  private final Map<String, EdgeWindow> edges = new TreeMap<>();
  private final Map<String, Inventory> inventory = new TreeMap<>();

  /**
   * What is asked for.
   *
   * @param until windows that end later, and what became known later, are left out
   * @param domain placement domain of an end of each edge; empty for all
   * @param kinds of edges
   */
  public record Query(Instant until, String domain, Set<EdgeKind> kinds) {

    public Query {
      kinds = Set.copyOf(kinds);
    }

    private boolean wants(EdgeWindow edge) {
      return kinds.contains(edge.kind())
          && (domain.isEmpty()
              || edge.fromPlace().domain().equals(domain)
              || edge.toPlace().domain().equals(domain));
    }
  }

  private GraphReader(Query query) {
    this.query = query;
  }

  /**
   * Reads the topics from their beginnings to where they end.
   *
   * @param client settings of the Kafka client
   */
  public static ExportedGraph read(Map<String, ?> client, Query query) {
    return exported(state(client, query));
  }

  /**
   * Reads the same as values for arithmetic.
   *
   * @param client settings of the Kafka client
   */
  public static GraphState state(Map<String, ?> client, Query query) {
    GraphReader graph = new GraphReader(query);
    TopicScan.records(client, List.of(Topics.EDGES, Topics.INVENTORY), graph::take);
    return graph.result();
  }

  static ExportedGraph of(Collection<? extends SpecificRecordBase> records, Query query) {
    GraphReader graph = new GraphReader(query);
    records.forEach(graph::take);
    return exported(graph.result());
  }

  private static ExportedGraph exported(GraphState state) {
    return new ExportedGraph(state.edges(), state.inventory());
  }

  private void take(SpecificRecordBase record) {
    if (record instanceof AffinityEdge edge && !edge.getTime().isAfter(query.until)) {
      EdgeWindow window = EdgeMapping.fromRecord(edge);
      if (window != null) {
        edges.merge(window.subject(), window, GraphReader::later);
      }
    } else if (record instanceof Inventory known && !known.getTime().isAfter(query.until)) {
      inventory.merge(known.getEntity(), known, GraphReader::later);
    }
  }

  private static EdgeWindow later(EdgeWindow one, EdgeWindow other) {
    return other.endMs() >= one.endMs() ? other : one;
  }

  private static Inventory later(Inventory one, Inventory other) {
    return other.getTime().isBefore(one.getTime()) ? one : other;
  }

  /** The newest window of each edge, but of those that are retired. */
  private GraphState result() {
    List<EdgeWindow> live =
        edges.values().stream()
            .filter(edge -> edge.weight().value() > 0)
            .filter(query::wants)
            .sorted(Comparator.comparing(EdgeWindow::subject))
            .toList();
    return new GraphState(live, inventory);
  }
}
