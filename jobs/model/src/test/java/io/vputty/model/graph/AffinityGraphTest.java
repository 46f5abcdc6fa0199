package io.vputty.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vputty.model.estimate.Interval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AffinityGraphTest {

  @Test
  void addsUpBothDirections() {
    var graph = AffinityGraph.of(List.of(edge("a", "b", 3), edge("b", "a", 4))).graph();

    assertThat(graph.edgeSet()).hasSize(1);
    assertThat(graph.getEdgeWeight(graph.getEdge("a", "b"))).isEqualTo(7);
  }

  @Test
  void findsWhatIsConnected() {
    AffinityGraph graph =
        AffinityGraph.of(List.of(edge("x", "y", 1), edge("a", "b", 1), edge("b", "c", 1)));

    assertThat(graph.components()).hasSize(2);
    assertThat(graph.components().get(0)).containsExactly("a", "b", "c");
    assertThat(graph.components().get(1)).containsExactly("x", "y");
  }

  @Test
  void findsCommunitiesInWhateverOrderEdgesCome() {
    List<WeightedEdge> edges = new ArrayList<>(clique("a"));
    edges.addAll(clique("b"));
    edges.add(edge("a0", "b0", 1));
    var expected = AffinityGraph.of(edges).communities();
    Collections.shuffle(edges, new Random(4));

    assertThat(expected).hasSize(2).allSatisfy(community -> assertThat(community).hasSize(6));
    assertThat(AffinityGraph.of(edges).communities()).isEqualTo(expected);
  }

  @Test
  void rejectsANegativeWeight() {
    Interval negative = new Interval(1, -1, 2);
    assertThatThrownBy(() -> new WeightedEdge(new EdgeKey(EdgeKind.NETWORK, "a", "b"), negative))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must not be negative");
  }

  private static List<WeightedEdge> clique(String name) {
    List<WeightedEdge> edges = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < i; j++) {
        edges.add(edge(name + i, name + j, 5));
      }
    }
    return edges;
  }

  private static WeightedEdge edge(String from, String to, double weight) {
    return new WeightedEdge(new EdgeKey(EdgeKind.NETWORK, from, to), Interval.exactly(weight));
  }
}
