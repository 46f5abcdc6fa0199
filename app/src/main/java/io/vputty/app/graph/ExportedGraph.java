package io.vputty.app.graph;

import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.schema.Inventory;
import java.io.Writer;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jgrapht.Graph;
import org.jgrapht.graph.DirectedWeightedPseudograph;
import org.jgrapht.nio.Attribute;
import org.jgrapht.nio.AttributeType;
import org.jgrapht.nio.BaseExporter;
import org.jgrapht.nio.DefaultAttribute;
import org.jgrapht.nio.GraphExporter;
import org.jgrapht.nio.csv.CSVExporter;
import org.jgrapht.nio.csv.CSVFormat;
import org.jgrapht.nio.dot.DOTExporter;
import org.jgrapht.nio.graphml.GraphMLExporter;
import org.jgrapht.nio.graphml.GraphMLExporter.AttributeCategory;
import org.jgrapht.nio.json.JSONExporter;

/**
 * Affinities as a directed graph with names and places, written in the formats that JGraphT knows.
 * Vertices are VMs, volumes and the world; parallel edges are of different kinds.
 */
public final class ExportedGraph {

  private static final Map<String, AttributeType> OF_VERTICES =
      Map.of(
          "id", AttributeType.STRING,
          "name", AttributeType.STRING,
          "type", AttributeType.STRING,
          "host", AttributeType.STRING,
          "domain", AttributeType.STRING);
  private static final Map<String, AttributeType> OF_EDGES =
      Map.of(
          "kind", AttributeType.STRING,
          "low", AttributeType.DOUBLE,
          "high", AttributeType.DOUBLE,
          "samples", AttributeType.LONG,
          "tier", AttributeType.STRING,
          "completeness", AttributeType.DOUBLE,
          "windowEnd", AttributeType.STRING);

  private final Graph<String, EdgeWindow> graph =
      new DirectedWeightedPseudograph<>(EdgeWindow.class);
  private final Map<String, Map<String, Attribute>> vertices = new LinkedHashMap<>();

  /** How it is written. */
  public enum Format {
    /** GraphML, for Gephi, yEd, NetworkX and the like. */
    GRAPHML,
    /** Graphviz' language. */
    DOT,
    /** Objects with nodes and edges. */
    JSON,
    /** One line an edge: from, to, weight; of one kind only. */
    CSV
  }

  ExportedGraph(List<EdgeWindow> edges, Map<String, Inventory> inventory) {
    for (EdgeWindow edge : edges) {
      boolean toVolume = edge.kind() == EdgeKind.STORAGE;
      addVertex(edge.from(), false, edge.fromPlace(), inventory);
      addVertex(edge.to(), toVolume, edge.toPlace(), inventory);
      graph.addEdge(edge.from(), edge.to(), edge);
      graph.setEdgeWeight(edge, edge.weight().value());
    }
  }

  private void addVertex(
      String id, boolean volume, EdgeWindow.Place place, Map<String, Inventory> inventory) {
    if (!graph.addVertex(id)) {
      return;
    }
    String type = id.equals(EdgeWindow.WORLD) ? "world" : volume ? "volume" : "vm";
    String name =
        Optional.ofNullable(inventory.get("vm/" + id))
            .flatMap(known -> Optional.ofNullable(known.getVm()))
            .map(vm -> vm.getName())
            .filter(text -> !text.isEmpty())
            .orElse(id);
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    attributes.put("name", DefaultAttribute.createAttribute(name));
    attributes.put("type", DefaultAttribute.createAttribute(type));
    attributes.put("host", DefaultAttribute.createAttribute(place.host()));
    attributes.put("domain", DefaultAttribute.createAttribute(place.domain()));
    vertices.put(id, attributes);
  }

  /** How many vertices there are. */
  public int vertexCount() {
    return graph.vertexSet().size();
  }

  /** How many edges there are. */
  public int edgeCount() {
    return graph.edgeSet().size();
  }

  /** End of the newest window in it; empty if there is no edge. */
  public Optional<Instant> newest() {
    return graph.edgeSet().stream()
        .map(edge -> Instant.ofEpochMilli(edge.endMs()))
        .max(Instant::compareTo);
  }

  /** Writes it. */
  public void write(Format format, Writer to) {
    exporter(format).exportGraph(graph, to);
  }

  private GraphExporter<String, EdgeWindow> exporter(Format format) {
    return switch (format) {
      case GRAPHML -> graphMl();
      case DOT -> withAttributes(new DOTExporter<>(ExportedGraph::quoted));
      case JSON -> withAttributes(new JSONExporter<>(Function.identity()));
      case CSV -> csv();
    };
  }

  private GraphMLExporter<String, EdgeWindow> graphMl() {
    List<String> order = List.copyOf(vertices.keySet());
    Map<String, String> tokens = new HashMap<>(); // an id of XML has neither slashes nor quotes
    for (int i = 0; i < order.size(); i++) {
      tokens.put(order.get(i), "v" + i);
    }
    GraphMLExporter<String, EdgeWindow> exporter =
        new GraphMLExporter<>(vertex -> tokens.getOrDefault(vertex, vertex));
    exporter.setExportEdgeWeights(true);
    OF_VERTICES.forEach(
        (name, type) -> exporter.registerAttribute(name, AttributeCategory.NODE, type));
    OF_EDGES.forEach(
        (name, type) -> exporter.registerAttribute(name, AttributeCategory.EDGE, type));
    exporter.setVertexAttributeProvider(
        id -> {
          Map<String, Attribute> attributes = new LinkedHashMap<>();
          attributes.put("id", DefaultAttribute.createAttribute(id));
          attributes.putAll(vertices.getOrDefault(id, Map.of()));
          return attributes;
        });
    exporter.setEdgeAttributeProvider(edge -> attributes(edge, false));
    return exporter;
  }

  private static CSVExporter<String, EdgeWindow> csv() {
    CSVExporter<String, EdgeWindow> exporter =
        new CSVExporter<>(Function.identity(), CSVFormat.EDGE_LIST, ',');
    exporter.setParameter(CSVFormat.Parameter.EDGE_WEIGHTS, true);
    return exporter;
  }

  private <X extends BaseExporter<String, EdgeWindow>> X withAttributes(X exporter) {
    exporter.setVertexAttributeProvider(id -> vertices.getOrDefault(id, Map.of()));
    exporter.setEdgeAttributeProvider(edge -> attributes(edge, true));
    return exporter;
  }

  private static Map<String, Attribute> attributes(EdgeWindow edge, boolean withWeight) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    if (withWeight) {
      attributes.put("weight", DefaultAttribute.createAttribute(edge.weight().value()));
    }
    attributes.put("kind", DefaultAttribute.createAttribute(edge.kind().name()));
    attributes.put("low", DefaultAttribute.createAttribute(edge.weight().low()));
    attributes.put("high", DefaultAttribute.createAttribute(edge.weight().high()));
    attributes.put("samples", DefaultAttribute.createAttribute(edge.samples()));
    String tier = Stream.ofNullable(edge.tier()).map(Enum::name).findFirst().orElse("");
    attributes.put("tier", DefaultAttribute.createAttribute(tier));
    attributes.put("completeness", DefaultAttribute.createAttribute(edge.completeness()));
    attributes.put(
        "windowEnd",
        DefaultAttribute.createAttribute(Instant.ofEpochMilli(edge.endMs()).toString()));
    return attributes;
  }

  private static String quoted(String id) {
    return '"' + id.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
