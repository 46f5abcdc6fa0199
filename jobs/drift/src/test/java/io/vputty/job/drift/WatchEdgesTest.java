package io.vputty.job.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vputty.model.drift.DriftDirection;
import io.vputty.model.drift.DriftNotice;
import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Tier;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.EdgeWindow;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchEdgesTest {

  private static final long PANE = 1_000;
  private static final double EXPOSURE = 0.01;
  private static final int FRAME = 1_000;

  private final Random random = new Random(5);
  private KeyedOneInputStreamOperatorTestHarness<String, EdgeWindow, DriftNotice> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new WatchEdges(PANE)), EdgeWindow::from, Types.STRING);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void saysWhatVanishedSinceWhenAndWhatItIsWorth() throws Exception {
    talk("g2", 1, 80, 20);
    advance(120);

    List<DriftNotice> notices = harness.extractOutputValues();

    assertThat(notices).hasSize(1);
    DriftNotice notice = notices.get(0);
    assertThat(notice.direction()).isEqualTo(DriftDirection.DISAPPEARANCE);
    assertThat(notice.onsetMs()).isBetween(79_000L, 82_000L);
    assertThat(notice.timeMs()).isBetween(81_000L, 90_000L);
    assertThat(notice.before().value()).isCloseTo(20 / EXPOSURE * FRAME, within(400_000.0));
    assertThat(notice.after().value()).isZero();
    assertThat(notice.worthPerHour()).as("less on the wire").isNegative();
    assertThat(notice.domains()).containsExactly("dc");
  }

  @Test
  void whatNobodyListensToHasNotVanished() throws Exception {
    talk("g2", 1, 80, 20);
    harness.processElement(window("g2", 81, 0, 0), 0);

    advance(120);

    assertThat(harness.extractOutputValues()).isEmpty();
  }

  @Test
  void silentPanesCountThoughNobodyTellsThem() throws Exception {
    talk("g2", 1, 80, 20);
    assertThat(harness.extractOutputValues()).isEmpty();

    advance(100);

    assertThat(harness.extractOutputValues()).isNotEmpty();
  }

  @Test
  void saysNothingWhileNothingChanges() throws Exception {
    talk("g2", 1, 400, 20);

    assertThat(harness.extractOutputValues()).isEmpty();
  }

  @Test
  void tellsAnEdgeThatComesWhenItsSenderHasLongBeenWatched() throws Exception {
    talk("g2", 1, 80, 20);
    for (int pane = 81; pane <= 110; pane++) {
      harness.processElement(window("g2", pane, 20 + random.nextInt(5)), 0);
      harness.processElement(window("g3", pane, 15 + random.nextInt(5)), 0);
      advance(pane);
    }

    assertThat(harness.extractOutputValues())
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.direction()).isEqualTo(DriftDirection.APPEARANCE);
              assertThat(notice.edge().to()).isEqualTo("g3");
            });
  }

  @Test
  void forgetsASenderThatFellSilentForGood() throws Exception {
    talk("g2", 1, 80, 20);
    advance(80 + WatchEdges.FORGET_PANES + 2);

    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void stateIsSerializedWithoutKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(EdgeTrack.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(DriftNotice.class);
  }

  private void talk(String to, int from, int until, int mean) throws Exception {
    for (int pane = from; pane <= until; pane++) {
      harness.processElement(window(to, pane, mean - 2 + random.nextInt(5)), 0);
      advance(pane);
    }
  }

  private void advance(int pane) throws Exception {
    harness.processWatermark(pane * PANE);
  }

  private static EdgeWindow window(String to, int pane, long samples) {
    return window(to, pane, samples, EXPOSURE);
  }

  private static EdgeWindow window(String to, int pane, long samples, double exposure) {
    double packets = samples / EXPOSURE;
    return new EdgeWindow(
        pane * PANE,
        EdgeKind.NETWORK,
        "g1",
        to,
        new EdgeWindow.Place("a", "dc"),
        new EdgeWindow.Place("b", "dc"),
        Tier.RACK,
        5_000,
        PANE,
        Interval.exactly(packets * FRAME),
        samples,
        new EdgeWindow.PaneCount(packets * FRAME, packets, samples, 0, exposure),
        1,
        EdgeWindow.Writes.NONE,
        0);
  }
}
