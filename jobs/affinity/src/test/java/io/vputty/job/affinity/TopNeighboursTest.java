package io.vputty.job.affinity;

import static io.vputty.job.affinity.Fixtures.block;
import static io.vputty.job.affinity.Fixtures.pane;
import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.model.graph.EdgeWindow;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class TopNeighboursTest {

  private static final int MOST = 3;

  @Test
  void passesTheHeaviestOnAndAddsTheOthersUp() throws Exception {
    EdgePane[] panes = new EdgePane[10];
    for (int i = 0; i < panes.length; i++) {
      panes[i] = pane("scanner", "g" + i, 1_000, 1 + i);
    }

    List<EdgePane> passed = limit(true, panes);

    assertThat(passed)
        .extracting(pane -> pane.to)
        .containsExactly("g9", "g8", "g7", EdgeWindow.OTHERS);
    assertThat(passed.get(3).from).isEqualTo("scanner");
    assertThat(passed.stream().mapToLong(pane -> pane.sums.sampleCount()).sum()).isEqualTo(55);
  }

  @Test
  void limitsWhoIsTalkedToAsWell() throws Exception {
    EdgePane[] panes = new EdgePane[10];
    for (int i = 0; i < panes.length; i++) {
      panes[i] = pane("g" + i, "balancer", 1_000, 1 + i);
    }

    assertThat(limit(false, panes))
        .extracting(pane -> pane.from)
        .containsExactly("g9", "g8", "g7", EdgeWindow.OTHERS);
  }

  @Test
  void theWorldHasAsManyNeighboursAsThereAre() throws Exception {
    EdgePane[] panes = new EdgePane[10];
    for (int i = 0; i < panes.length; i++) {
      panes[i] = pane(EdgeWindow.WORLD, "g" + i, 1_000, 1 + i);
    }

    assertThat(limit(true, panes)).hasSize(10);
  }

  private static List<EdgePane> limit(boolean bySender, EdgePane... panes) throws Exception {
    TopNeighbours function = new TopNeighbours(bySender, MOST * Buckets.SALTS, 1_000);
    KeyedProcessOperator<Integer, PaneBlock, EdgePane> operator =
        new KeyedProcessOperator<>(function);
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(operator, PaneBlock::bucket, Types.INT)) {
      harness.open();
      harness.processElement(block(1_000, panes), 0);
      harness.processWatermark(999);
      assertThat(harness.numKeyedStateEntries()).isZero();
      return harness.extractOutputValues();
    }
  }
}
