package io.vputty.job.affinity;

import static io.vputty.job.affinity.Fixtures.AGENT_A;
import static io.vputty.job.affinity.Fixtures.AGENT_B;
import static io.vputty.job.affinity.Fixtures.block;
import static io.vputty.job.affinity.Fixtures.host;
import static io.vputty.job.affinity.Fixtures.report;
import static io.vputty.job.affinity.Fixtures.vm;
import static io.vputty.job.affinity.Fixtures.volume;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.groups.Tuple.tuple;

import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Tier;
import io.vputty.model.graph.Completeness;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.EdgeWindow;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EdgeWindowsTest {

  private static final long PANE = 1_000;
  private static final long WINDOW = 3_000;

  private static final long LATENESS = 2_000;

  private CoBroadcastWithKeyedOperator<Integer, PaneBlock, Surroundings, EdgeWindow> operator;
  private KeyedBroadcastOperatorTestHarness<Integer, PaneBlock, Surroundings, EdgeWindow> harness;

  @BeforeEach
  void open() throws Exception {
    operator =
        new CoBroadcastWithKeyedOperator<>(
            new EdgeWindows(new SurroundingsBroadcast(60_000, 2_000), PANE, WINDOW, LATENESS),
            SurroundingsBroadcast.states());
    harness =
        new KeyedBroadcastOperatorTestHarness<>(
            operator, PaneBlock::bucket, Types.INT, Buckets.COUNT, 1, 0);
    harness.open();
    tell(
        Surroundings.of(host("a", AGENT_A)),
        Surroundings.of(host("b", AGENT_B)),
        Surroundings.of(vm("g1", 1, "a", 0)),
        Surroundings.of(vm("g2", 2, "b", 0)));
    for (long end = -5_000; end <= 3_000; end += PANE) {
      tell(report(AGENT_A, end, 10, 0), report(AGENT_B, end, 10, 0));
    }
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void weighsTheWindowAndSetsTheNewestPaneApart() throws Exception {
    pane(1_000, 30);
    pane(2_000, 60);
    List<EdgeWindow> windows = advance(1_999);

    assertThat(windows).hasSize(2);
    EdgeWindow second = windows.get(1);
    assertThat(second.endMs()).isEqualTo(2_000);
    assertThat(second.weight().value()).isCloseTo(90 * 100 * 1_000 / 3.0, within(1e-6));
    assertThat(second.weight().low()).isLessThan(second.weight().value());
    assertThat(second.samples()).isEqualTo(90);
    assertThat(second.pane().samples()).isEqualTo(60);
    assertThat(second.pane().exposure()).isCloseTo(0.01, within(1e-12));
    assertThat(second.tier()).isEqualTo(Tier.RACK);
    assertThat(second.fromPlace().host()).isEqualTo("a");
  }

  @Test
  void emitsWhenAPaneLeavesTheWindowAndAtLastOnceZero() throws Exception {
    pane(1_000, 30);
    pane(2_000, 60);

    List<EdgeWindow> windows = advance(20_000);

    assertThat(windows)
        .extracting(EdgeWindow::endMs)
        .containsExactly(1_000L, 2_000L, 4_000L, 5_000L);
    assertThat(windows.get(2).samples()).isEqualTo(60);
    assertThat(windows.get(2).pane().samples()).isZero();
    assertThat(windows.get(3).weight().value()).isZero();
    assertThat(windows.get(3).weight().high()).as("no sample bounds, it is not zero").isPositive();
  }

  @Test
  void leavesNoStateBehindARetiredEdge() throws Exception {
    pane(1_000, 30);
    advance(20_000);

    assertThat(Fixtures.stateEntries(operator)).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void panesOfWhichNothingArrivedAreTakenToBeLikeTheOthers() throws Exception {
    pane(4_000, 30);
    pane(6_000, 30);
    tell(report(AGENT_A, 6_000, 10, 0));

    List<EdgeWindow> windows = advance(5_999);

    EdgeWindow last = windows.get(windows.size() - 1);
    assertThat(last.endMs()).isEqualTo(6_000);
    assertThat(last.completeness()).as("two panes of one, one of the other").isEqualTo(0.5);
    assertThat(last.weight().value()).isCloseTo(60 * 100 * 1_000 / 2.0, within(1e-6));
  }

  @Test
  void tellsThatItsAgentsAreSilent() throws Exception {
    pane(3_000, 30);

    List<EdgeWindow> windows = advance(20_000);

    assertThat(windows)
        .extracting(EdgeWindow::endMs, w -> Completeness.of(w.completeness()))
        .containsExactly(
            tuple(3_000L, Completeness.VALID),
            tuple(5_000L, Completeness.PARTIAL),
            tuple(6_000L, Completeness.INVALID));
    assertThat(windows.get(2).weight().value()).isZero();
    assertThat(windows.get(2).pane().exposure()).as("nobody listened").isZero();
  }

  @Test
  void whatComesLateIsToldOnceMoreWhenNothingMoreCanCome() throws Exception {
    pane(1_000, 30);
    EdgePane late = Fixtures.pane("g1", "g2", 1_000, 60);
    harness.processElement(block(2_000, late), 0);

    List<EdgeWindow> windows = advance(20_000);

    assertThat(windows)
        .extracting(EdgeWindow::endMs, EdgeWindow::revision, EdgeWindow::samples)
        .containsExactly(
            tuple(1_000L, 0, 30L),
            tuple(2_000L, 0, 90L),
            tuple(1_000L, 1, 90L),
            tuple(4_000L, 0, 0L));
    assertThat(Fixtures.stateEntries(operator)).isZero();
  }

  @Test
  void whatWasCountedInFullIsExactAndHasItsWritesApart() throws Exception {
    tell(Surroundings.of(volume("vol", "b")));
    EdgePane pane = new EdgePane();
    pane.kind = EdgeKind.STORAGE;
    pane.paneEndMs = 1_000;
    pane.from = "g1";
    pane.to = "vol";
    pane.sums.add(1, 3, 9_000, 0, 0);
    pane.writtenBytes = 6_000;
    pane.writeOperations = 1;
    harness.processElement(block(1_000, pane), 0);

    List<EdgeWindow> windows = advance(20_000);

    assertThat(windows).hasSize(2);
    EdgeWindow window = windows.get(0);
    assertThat(window.subject()).isEqualTo("STORAGE/g1/vol");
    assertThat(window.weight()).isEqualTo(Interval.exactly(3_000));
    assertThat(window.tier()).isEqualTo(Tier.RACK);
    assertThat(window.toPlace().host()).isEqualTo("b");
    assertThat(window.writes().ofBytes()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(window.writes().ofOperations()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(windows.get(1).weight()).as("retired").isEqualTo(Interval.exactly(0));
    assertThat(windows.get(1).writes()).isEqualTo(EdgeWindow.Writes.NONE);
  }

  private void tell(Surroundings... all) throws Exception {
    for (Surroundings one : all) {
      harness.processBroadcastElement(one, 0);
    }
  }

  private void pane(long endMs, long samples) throws Exception {
    harness.processElement(block(endMs, Fixtures.pane("g1", "g2", endMs, samples)), 0);
  }

  private List<EdgeWindow> advance(long timeMs) throws Exception {
    harness.processBroadcastWatermark(new Watermark(timeMs));
    for (long at = 999; at <= timeMs; at += PANE) {
      harness.processWatermark(new Watermark(at));
    }
    return harness.extractOutputValues();
  }
}
