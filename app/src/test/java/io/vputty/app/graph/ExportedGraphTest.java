package io.vputty.app.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.app.graph.ExportedGraph.Format;
import io.vputty.model.graph.EdgeKind;
import io.vputty.schema.AffinityEdge;
import io.vputty.schema.Interval;
import io.vputty.schema.Inventory;
import io.vputty.schema.Tier;
import io.vputty.schema.Vm;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecordBase;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.DirectedWeightedPseudograph;
import org.jgrapht.nio.Attribute;
import org.jgrapht.nio.GraphImporter;
import org.jgrapht.nio.csv.CSVFormat;
import org.jgrapht.nio.csv.CSVImporter;
import org.jgrapht.nio.dot.DOTImporter;
import org.jgrapht.nio.graphml.GraphMLImporter;
import org.jgrapht.nio.json.JSONImporter;
import org.junit.jupiter.api.Test;

class ExportedGraphTest {

  private static final String WEB = "00000001-aaaa-bbbb-cccc-000000000001";
  private static final String DB = "00000002-aaaa-bbbb-cccc-000000000002";
  private static final String VOLUME = "nas:/volumes/\"one\"";
  private static final Instant TIME = Instant.parse("2026-11-23T10:00:00Z");
  private static final Set<EdgeKind> ALL = EnumSet.allOf(EdgeKind.class);

  private final List<SpecificRecordBase> records =
      List.of(
          vm(WEB, "web-1"),
          edge(io.vputty.schema.EdgeKind.NETWORK, WEB, DB, 0, 1_000),
          edge(io.vputty.schema.EdgeKind.NETWORK, WEB, DB, 10, 2_000),
          edge(io.vputty.schema.EdgeKind.NETWORK, DB, WEB, 10, 500),
          edge(io.vputty.schema.EdgeKind.NETWORK, WEB, "world", 0, 70),
          edge(io.vputty.schema.EdgeKind.NETWORK, WEB, "world", 10, 0),
          edge(io.vputty.schema.EdgeKind.STORAGE, DB, VOLUME, 10, 300));

  private final Graph<String, DefaultWeightedEdge> back =
      new DirectedWeightedPseudograph<>(DefaultWeightedEdge.class);
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, String> tokens = new HashMap<>();
  private final Map<String, String> tokenNames = new HashMap<>();

  @Test
  void keepsTheNewestWindowOfEdgesThatLive() {
    ExportedGraph graph = GraphReader.of(records, query(Instant.MAX, "", ALL));

    assertThat(graph.edgeCount()).isEqualTo(3);
    assertThat(graph.vertexCount()).isEqualTo(3);
    assertThat(graph.newest()).contains(TIME.plusSeconds(10));
  }

  @Test
  void goesBackInTime() {
    ExportedGraph graph = GraphReader.of(records, query(TIME.plusSeconds(9), "", ALL));
    graphMl().importGraph(back, new StringReader(text(graph, Format.GRAPHML)));

    assertThat(tokens).containsOnlyKeys(WEB, DB, "world");
    assertThat(weight(WEB, DB)).isEqualTo(1_000);
  }

  @Test
  void leavesOutOtherDomainsAndKinds() {
    assertThat(GraphReader.of(records, query(Instant.MAX, "elsewhere", ALL)).edgeCount()).isZero();
    assertThat(GraphReader.of(records, query(Instant.MAX, "dc", Set.of(EdgeKind.STORAGE))))
        .returns(1, ExportedGraph::edgeCount);
  }

  @Test
  void isReadBackFromGraphMl() {
    isReadBack(graphMl(), Format.GRAPHML, ALL, true);
  }

  @Test
  void isReadBackFromDot() {
    DOTImporter<String, DefaultWeightedEdge> importer = new DOTImporter<>();
    importer.setVertexWithAttributesFactory(this::vertex);
    importer.addEdgeAttributeConsumer(
        (attribute, value) -> {
          if (attribute.getSecond().equals("weight")) {
            back.setEdgeWeight(attribute.getFirst(), Double.parseDouble(value.getValue()));
          }
        });
    isReadBack(importer, Format.DOT, ALL, true);
  }

  @Test
  void isReadBackFromJson() {
    JSONImporter<String, DefaultWeightedEdge> importer = new JSONImporter<>();
    importer.setVertexWithAttributesFactory(this::vertex);
    isReadBack(importer, Format.JSON, ALL, true);
  }

  @Test
  void isReadBackFromCsv() {
    CSVImporter<String, DefaultWeightedEdge> importer = new CSVImporter<>(CSVFormat.EDGE_LIST, ',');
    importer.setParameter(CSVFormat.Parameter.EDGE_WEIGHTS, true);
    importer.setVertexFactory(Function.identity());
    isReadBack(importer, Format.CSV, Set.of(EdgeKind.NETWORK), false);
  }

  private void isReadBack(
      GraphImporter<String, DefaultWeightedEdge> importer,
      Format format,
      Set<EdgeKind> kinds,
      boolean named) {
    ExportedGraph graph = GraphReader.of(records, query(Instant.MAX, "", kinds));

    importer.importGraph(back, new StringReader(text(graph, format)));

    tokens.forEach((id, token) -> names.put(id, tokenNames.getOrDefault(token, "")));
    assertThat(back.edgeSet()).hasSize(graph.edgeCount());
    assertThat(weight(WEB, DB)).isEqualTo(2_000);
    assertThat(weight(DB, WEB)).isEqualTo(500);
    if (named) {
      assertThat(names).containsEntry(WEB, "web-1").containsEntry(DB, DB);
      assertThat(weight(DB, VOLUME)).isEqualTo(300);
    }
  }

  /** Its vertices have ids of their own, as XML wants them; ours are attributes. */
  private GraphMLImporter<String, DefaultWeightedEdge> graphMl() {
    GraphMLImporter<String, DefaultWeightedEdge> importer = new GraphMLImporter<>();
    importer.setVertexFactory(Function.identity());
    importer.addVertexAttributeConsumer(
        (attribute, value) -> {
          if (attribute.getSecond().equals("id")) {
            tokens.put(value.getValue(), attribute.getFirst());
          } else if (attribute.getSecond().equals("name")) {
            tokenNames.put(attribute.getFirst(), value.getValue());
          }
        });
    return importer;
  }

  private String vertex(String id, Map<String, Attribute> attributes) {
    Attribute name = attributes.get("name");
    if (name != null) {
      names.put(id, name.getValue());
    }
    return id;
  }

  private double weight(String from, String to) {
    return back.getEdgeWeight(
        back.getEdge(tokens.getOrDefault(from, from), tokens.getOrDefault(to, to)));
  }

  private static String text(ExportedGraph graph, Format format) {
    StringWriter text = new StringWriter();
    graph.write(format, text);
    return text.toString();
  }

  private static GraphReader.Query query(Instant until, String domain, Set<EdgeKind> kinds) {
    return new GraphReader.Query(until, domain, kinds);
  }

  private static Inventory vm(String id, String name) {
    return Inventory.newBuilder()
        .setTime(TIME)
        .setEntity("vm/" + id)
        .setVm(Vm.newBuilder().setId(id).setName(name).build())
        .build();
  }

  private static AffinityEdge edge(
      io.vputty.schema.EdgeKind kind, String from, String to, int second, double weight) {
    return AffinityEdge.newBuilder()
        .setTime(TIME.plusSeconds(second))
        .setKind(kind)
        .setFrom(from)
        .setTo(to)
        .setFromDomain("dc")
        .setFromHost("hv1")
        .setTier(Tier.RACK)
        .setWindowMs(60_000)
        .setPaneMs(10_000)
        .setWeight(new Interval(weight, weight * 0.9, weight * 1.1))
        .setSamples(42)
        .build();
  }
}
