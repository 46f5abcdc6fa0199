package io.vputty.app.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vputty.model.estimate.Interval;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.WeightedEdge;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class EdgeFileTest {

  @Test
  void readsWhatIsNeededAndPassesOverTheRest() throws IOException {
    assertThat(
            read(
                """
                {"version": "1", "nodes": [{"id": "a", "edges": [7]}], "more": {"edges": 1},
                 "edges": [
                  {"source": "a", "target": "b", "weight": 5, "low": 4.5, "high": "6", "samples": 3},
                  {"source": "a", "target": "v", "weight": "2e3", "kind": "storage"}]}
                """))
        .containsExactly(
            edge(EdgeKind.NETWORK, "b", new Interval(5, 4.5, 6)),
            edge(EdgeKind.STORAGE, "v", Interval.exactly(2000)));
  }

  @Test
  void numbersTheEdgeThatIsWrong() {
    assertThatThrownBy(() -> read(edges("{'source':'a','target':'b','weight':1,'low':2}")))
        .hasMessageStartingWith("edge 1: interval (2.0 <= 1.0 <= 1.0) must be in order");
    assertThatThrownBy(() -> read(edges("{'source':'a','target':'b','weight':'lots'}")))
        .hasMessage("edge 1: weight (lots) is no number");
    String twice = "{'source':'a','target':'b','weight':1}";
    assertThatThrownBy(() -> read(edges(twice + "," + twice)))
        .hasMessageStartingWith("edge 2: ")
        .hasMessageEndingWith("is there twice");
  }

  @Test
  void namesTheLineThatIsNoJson() {
    assertThatThrownBy(() -> read("{\"edges\": [\n{]}")).hasMessageStartingWith("line 2: no JSON");
    assertThatThrownBy(() -> read("{\"edges\": [\n{\"source\": \"a\""))
        .hasMessageContaining("line");
  }

  private static String edges(String edges) {
    return "{\"edges\": [" + edges.replace('\'', '"') + "]}";
  }

  private static WeightedEdge edge(EdgeKind kind, String to, Interval weight) {
    return new WeightedEdge(new EdgeKey(kind, "a", to), weight);
  }

  private static List<WeightedEdge> read(String json) throws IOException {
    return EdgeFile.read(new StringReader(json));
  }
}
