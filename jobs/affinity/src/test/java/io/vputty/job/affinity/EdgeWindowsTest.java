package io.vputty.job.affinity;

import static io.vputty.job.affinity.Fixtures.AGENT_A;
import static io.vputty.job.affinity.Fixtures.AGENT_B;
import static io.vputty.job.affinity.Fixtures.host;
import static io.vputty.job.affinity.Fixtures.vm;
import static io.vputty.job.affinity.Fixtures.volume;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vputty.job.runtime.FleetBroadcast;
import io.vputty.mapping.FleetChange;
import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Tier;
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

  private CoBroadcastWithKeyedOperator<String, EdgePane, FleetChange, EdgeWindow> operator;
  private KeyedBroadcastOperatorTestHarness<String, EdgePane, FleetChange, EdgeWindow> harness;

  @BeforeEach
  void open() throws Exception {
    operator =
        new CoBroadcastWithKeyedOperator<>(
            new EdgeWindows(PANE, WINDOW), List.of(FleetBroadcast.state()));
    harness =
        new KeyedBroadcastOperatorTestHarness<>(operator, EdgePane::key, Types.STRING, 10, 1, 0);
    harness.open();
    harness.processBroadcastElement(host("a", AGENT_A), 0);
    harness.processBroadcastElement(host("b", AGENT_B), 0);
    harness.processBroadcastElement(vm("g1", 1, "a", 0), 0);
    harness.processBroadcastElement(vm("g2", 2, "b", 0), 0);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void weighsTheWindowAndSetsTheNewestPaneApart() throws Exception {
    pane(1_000, 30, 0);
    pane(2_000, 60, 0);
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
    pane(1_000, 30, 0);
    pane(2_000, 60, 0);

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
    pane(1_000, 30, 0);
    advance(20_000);

    assertThat(Fixtures.stateEntries(operator)).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void whatDidNotArriveIsTakenToBeLikeWhatDid() throws Exception {
    pane(1_000, 30, 10);

    EdgeWindow window = advance(999).get(0);

    assertThat(window.completeness()).isEqualTo(0.5);
    assertThat(window.weight().value()).isCloseTo(2 * 30 * 100 * 1_000 / 3.0, within(1e-6));
    assertThat(window.pane().exposure()).isCloseTo(0.005, within(1e-12));
  }

  @Test
  void whatWasCountedInFullIsExactAndHasItsWritesApart() throws Exception {
    harness.processBroadcastElement(volume("vol", "b"), 0);
    EdgePane pane = new EdgePane();
    pane.kind = EdgeKind.STORAGE;
    pane.paneEndMs = 1_000;
    pane.from = "g1";
    pane.to = "vol";
    pane.sums.add(1, 3, 9_000, 0, 0);
    pane.writtenBytes = 6_000;
    pane.writeOperations = 1;
    harness.processElement(pane, 999);

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

  private void pane(long endMs, long samples, long lost) throws Exception {
    EdgePane pane = new EdgePane();
    pane.paneEndMs = endMs;
    pane.from = "g1";
    pane.to = "g2";
    pane.arrived = 10;
    pane.lost = lost;
    pane.sums.add(100, samples, samples * 1_000, samples * 1_000_000, 0);
    harness.processElement(pane, endMs - 1);
  }

  private List<EdgeWindow> advance(long timeMs) throws Exception {
    harness.processBroadcastWatermark(new Watermark(timeMs));
    for (long at = 999; at <= timeMs; at += PANE) {
      harness.processWatermark(new Watermark(at));
    }
    return harness.extractOutputValues();
  }
}
