package io.vputty.model.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.ConnectivityInspector;
import org.jgrapht.graph.AsUnmodifiableGraph;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;

/**
 * An undirected view of affinities as a JGraphT graph, for those who embed the library.
 *
 * <p>Both directions and all kinds between two vertices become one edge that weighs their sum, so
 * build it from kinds of one unit. Vertices and edges are added in sorted order: the same edges
 * give the same graph and the same answers, whatever order they came in.
 */
public final class AffinityGraph {

  private final Graph<String, DefaultWeightedEdge> graph;

  private AffinityGraph(Graph<String, DefaultWeightedEdge> graph) {
    this.graph = graph;
  }

  /** The graph of {@code edges}; an edge from a vertex to itself adds the vertex alone. */
  public static AffinityGraph of(Collection<WeightedEdge> edges) {
    List<WeightedEdge> sorted = new ArrayList<>(edges);
    sorted.sort(Comparator.comparing(WeightedEdge::key));
    Graph<String, DefaultWeightedEdge> graph = new SimpleWeightedGraph<>(DefaultWeightedEdge.class);
    NavigableSet<String> vertices = new TreeSet<>();
    for (WeightedEdge edge : sorted) {
      vertices.add(edge.key().from());
      vertices.add(edge.key().to());
    }
    vertices.forEach(graph::addVertex);
    for (WeightedEdge edge : sorted) {
      add(graph, edge);
    }
    return new AffinityGraph(graph);
  }

  private static void add(Graph<String, DefaultWeightedEdge> graph, WeightedEdge edge) {
    String from = edge.key().from();
    String to = edge.key().to();
    if (from.equals(to)) {
      return;
    }
    DefaultWeightedEdge present = graph.getEdge(from, to);
    double weight = edge.weight().value();
    if (present == null) {
      graph.setEdgeWeight(graph.addEdge(from, to), weight);
    } else {
      graph.setEdgeWeight(present, graph.getEdgeWeight(present) + weight);
    }
  }

  /** The graph itself; it cannot be changed. */
  public Graph<String, DefaultWeightedEdge> graph() {
    return new AsUnmodifiableGraph<>(graph);
  }

  /** Vertices that reach each other, largest part first. O(V + E). */
  public List<NavigableSet<String>> components() {
    return inOrder(new ConnectivityInspector<>(graph).connectedSets());
  }

  /** Vertices that keep to themselves, largest community first; see {@link Communities}. */
  public List<NavigableSet<String>> communities() {
    List<String> vertices = List.copyOf(graph.vertexSet());
    Map<String, Integer> numbers = new HashMap<>();
    vertices.forEach(vertex -> numbers.put(vertex, numbers.size()));
    List<DefaultWeightedEdge> edges = List.copyOf(graph.edgeSet());
    int[] community =
        Communities.of(
            vertices.size(),
            edges.stream().mapToInt(edge -> numbers.get(graph.getEdgeSource(edge))).toArray(),
            edges.stream().mapToInt(edge -> numbers.get(graph.getEdgeTarget(edge))).toArray(),
            edges.stream().mapToDouble(graph::getEdgeWeight).toArray());
    Map<Integer, Set<String>> members = new TreeMap<>();
    for (int i = 0; i < community.length; i++) {
      members.computeIfAbsent(community[i], key -> new TreeSet<>()).add(vertices.get(i));
    }
    return inOrder(members.values());
  }

  private static List<NavigableSet<String>> inOrder(
      Collection<? extends Collection<String>> parts) {
    List<NavigableSet<String>> sorted = new ArrayList<>();
    parts.forEach(part -> sorted.add(Collections.unmodifiableNavigableSet(new TreeSet<>(part))));
    sorted.sort(
        Comparator.<NavigableSet<String>>comparingInt(NavigableSet::size)
            .reversed()
            .thenComparing(NavigableSet::first));
    return List.copyOf(sorted);
  }
}
