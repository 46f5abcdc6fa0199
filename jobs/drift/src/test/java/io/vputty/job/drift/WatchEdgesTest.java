package io.vputty.job.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.vputty.job.runtime.ControlBroadcast;
import io.vputty.job.runtime.ControlChange;
import io.vputty.mapping.FleetChange;
import io.vputty.mapping.SettingChange;
import io.vputty.model.drift.DriftKind;
import io.vputty.model.drift.DriftNotice;
import io.vputty.model.drift.Habit;
import io.vputty.model.drift.NeighbourhoodState;
import io.vputty.model.drift.Season;
import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Automation;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Tier;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.EdgeWindow;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchEdgesTest {

  private static final long PANE = 1_000;
  private static final double EXPOSURE = 0.01;
  private static final int FRAME = 1_000;

  private final Random random = new Random(5);
  private CoBroadcastWithKeyedOperator<String, EdgeWindow, ControlChange, DriftNotice> operator;
  private KeyedBroadcastOperatorTestHarness<String, EdgeWindow, ControlChange, DriftNotice> harness;

  private long paneMs;

  @BeforeEach
  void open() throws Exception {
    open(PANE);
  }

  private void open(long pane) throws Exception {
    paneMs = pane;
    operator =
        new CoBroadcastWithKeyedOperator<>(
            new WatchEdges(pane, Prices.defaults()), ControlBroadcast.states());
    harness =
        new KeyedBroadcastOperatorTestHarness<>(
            operator, (EdgeWindow edge) -> WatchEdges.owner(edge), Types.STRING, 10, 1, 0);
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
    assertThat(notice.kind()).isEqualTo(DriftKind.DISAPPEARANCE);
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

    List<DriftNotice> notices = harness.extractOutputValues();
    assertThat(notices)
        .extracting(DriftNotice::kind)
        .containsExactly(DriftKind.APPEARANCE, DriftKind.NEIGHBOURHOOD);
    assertThat(notices.get(0).subject()).isEqualTo("NETWORK/g1/g3");
    assertThat(notices.get(1).subject()).isEqualTo("vm/g1");
    assertThat(notices.get(1).summary()).contains("goes to g3 (domain dc), 0% before");
    assertThat(notices.get(1).onsetMs()).isBetween(75_000L, 86_000L);
  }

  @Test
  void aVmThatTurnsToAnotherPeerIsTold() throws Exception {
    for (int pane = 1; pane <= 160; pane++) {
      int first = pane <= 120 ? 20 : 5;
      harness.processElement(window("g2", pane, first + random.nextInt(5)), 0);
      harness.processElement(window("g3", pane, 25 - first + random.nextInt(5)), 0);
      advance(pane);
    }

    assertThat(harness.extractOutputValues())
        .filteredOn(notice -> notice.kind() == DriftKind.NEIGHBOURHOOD)
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.onsetMs()).isBetween(113_000L, 126_000L);
              assertThat(notice.summary()).contains("of what it sends goes to g3");
              assertThat(notice.worthPerHour())
                  .as("both peers are as far, so that it costs the same")
                  .isCloseTo(0, within(1e-6));
            });
  }

  @Test
  void whatComesEveryNightIsNoNewsFromTheThirdNightOn() throws Exception {
    int hour = 60;
    close();
    open(60_000);
    for (int pane = 1; pane <= 6 * 24 * hour; pane++) {
      harness.processElement(window("g2", pane, 20 + random.nextInt(5)), 0);
      if (pane / hour % 24 == 2) {
        harness.processElement(window("g3", pane, 30 + random.nextInt(5)), 0);
      }
      advance(pane);
    }

    assertThat(harness.extractOutputValues())
        .extracting(notice -> notice.kind() + " on day " + notice.timeMs() / 86_400_000)
        .contains(
            "APPEARANCE on day 0",
            "DISAPPEARANCE on day 0",
            "APPEARANCE on day 1",
            "DISAPPEARANCE on day 1")
        .allMatch(told -> told.endsWith("0") || told.endsWith("1"));
  }

  @Test
  void forgetsASenderThatFellSilentForGood() throws Exception {
    talk("g2", 1, 80, 20);
    advance(80 + EdgeTrack.FORGET_PANES + 2);
    assertThat(harness.numEventTimeTimers()).as("when it vanished is kept").isEqualTo(1);
    advance(80 + Habit.DAYS * 86_400 + 2);

    HeapKeyedStateBackend<?> state = (HeapKeyedStateBackend<?>) operator.getKeyedStateBackend();
    assertThat(state.numKeyValueStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void aChangeThatCouldPayForNoMigrationIsNotTold() throws Exception {
    fleet(vm("g1", 1L << 40));
    fleet(vm("g2", 1L << 40));
    talk("g2", 1, 80, 20);
    advance(120);

    assertThat(harness.extractOutputValues()).isEmpty();
  }

  @Test
  void aSettingChangesWhatIsWorthTelling() throws Exception {
    fleet(vm("g1", 1L << 40));
    fleet(vm("g2", 1L << 40));
    setting("drift.margin", "0");
    talk("g2", 1, 80, 20);
    advance(120);

    assertThat(harness.extractOutputValues()).hasSize(1);
  }

  @Test
  void aThresholdThatIsSetHoldsFromThenOn() throws Exception {
    setting("drift.threshold", "1000");
    talk("g2", 1, 80, 20);
    advance(100);
    assertThat(harness.extractOutputValues()).isEmpty();

    harness.processBroadcastElement(
        new ControlChange(
            null, new SettingChange(100_500, "dc", "drift.threshold", "", "ann", "", 0, 2)),
        0);
    advance(120);
    assertThat(harness.extractOutputValues()).hasSize(1);
  }

  @Test
  void largerFramesAreASurgeThoughNoMorePacketsCome() throws Exception {
    talk("g2", 1, 80, 20);
    for (int pane = 81; pane <= 120; pane++) {
      harness.processElement(window("g2", pane, 18 + random.nextInt(5), EXPOSURE, 8 * FRAME), 0);
      advance(pane);
    }

    assertThat(harness.extractOutputValues())
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.kind()).isEqualTo(DriftKind.SURGE);
              assertThat(notice.after().value())
                  .isCloseTo(20 / EXPOSURE * 8 * FRAME, within(3_000_000.0));
            });
  }

  @Test
  void whatComesBackWhileItIsHeldBackIsNotToldAgain() throws Exception {
    setting("drift.hold-panes", "120");
    talk("g2", 1, 80, 20);
    talk("g2", 81, 130, 80);
    talk("g2", 131, 160, 20);
    talk("g2", 161, 260, 80);

    assertThat(harness.extractOutputValues())
        .extracting(DriftNotice::kind)
        .containsExactly(DriftKind.SURGE);
  }

  @Test
  void whatDoesNotComeBackIsToldWhenTheHoldIsOver() throws Exception {
    setting("drift.hold-panes", "120");
    talk("g2", 1, 80, 20);
    talk("g2", 81, 130, 80);
    talk("g2", 131, 260, 20);

    List<DriftNotice> notices = harness.extractOutputValues();
    assertThat(notices)
        .extracting(DriftNotice::kind)
        .containsExactly(DriftKind.SURGE, DriftKind.FADE);
    assertThat(notices.get(1).timeMs()).isEqualTo(notices.get(0).timeMs() + 120 * PANE);
    assertThat(notices.get(1).onsetMs()).isBetween(129_000L, 133_000L);
  }

  @Test
  void tallyAddsUpWhatAVmsEdgesCost() throws Exception {
    talk("g2", 1, 12, 20);

    List<VmTally> tallies =
        harness.getSideOutput(WatchEdges.TALLIES).stream().map(StreamRecord::getValue).toList();
    assertThat(tallies).extracting(tally -> tally.timeMs).containsExactly(6_000L, 12_000L);
    assertThat(tallies.get(1).domain).isEqualTo("dc");
    assertThat(tallies.get(1).edges).isEqualTo(1);
    assertThat(tallies.get(1).peers).containsExactly("g2");
    assertThat(tallies.get(1).nanoDollars).containsExactly(tallies.get(1).nanoDollarsPerHour);
    assertThat(tallies.get(1).nanoDollarsPerHour / VmTally.NANO)
        .isCloseTo(20 / EXPOSURE * FRAME * 3600 * 0.001 / Prices.GIB, withinPercentage(15));
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        EdgeTrack.class,
        Habit.class,
        DriftNotice.class,
        NeighbourhoodState.class,
        Season.class,
        VmTrack.class,
        VmTally.class,
        DomainNews.class,
        DomainTrack.class,
        CommunityTrack.class
      })
  void typesAreSerializedWithoutKryo(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }

  private void setting(String name, String value) throws Exception {
    SettingChange change = new SettingChange(0, "*", name, value, "ann", "", 0, 1);
    harness.processBroadcastElement(new ControlChange(null, change), 0);
  }

  private void fleet(FleetChange change) throws Exception {
    harness.processBroadcastElement(new ControlChange(change, null), 0);
  }

  private static FleetChange vm(String id, long memoryBytes) {
    Vm vm =
        new Vm(id, id, "a", "dc", 2, memoryBytes, Automation.AUTOMATIC, "", "", Map.of(), "", -1);
    return new FleetChange(
        0,
        "vm/" + id,
        "dc",
        false,
        null,
        vm,
        null,
        List.of(),
        false,
        List.of(),
        List.of(),
        -1,
        false,
        0,
        0);
  }

  private void talk(String to, int from, int until, int mean) throws Exception {
    for (int pane = from; pane <= until; pane++) {
      harness.processElement(window(to, pane, mean - 2 + random.nextInt(5)), 0);
      advance(pane);
    }
  }

  private void advance(int pane) throws Exception {
    harness.processWatermark(new Watermark(pane * paneMs));
    harness.processBroadcastWatermark(new Watermark(pane * paneMs));
  }

  private EdgeWindow window(String to, int pane, long samples) {
    return window(to, pane, samples, EXPOSURE);
  }

  private EdgeWindow window(String to, int pane, long samples, double exposure) {
    return window(to, pane, samples, exposure, FRAME);
  }

  private EdgeWindow window(String to, int pane, long samples, double exposure, int frame) {
    double packets = samples / EXPOSURE;
    return new EdgeWindow(
        pane * paneMs,
        EdgeKind.NETWORK,
        "g1",
        to,
        new EdgeWindow.Place("a", "dc"),
        new EdgeWindow.Place("b", "dc"),
        Tier.RACK,
        5_000,
        paneMs,
        Interval.exactly(packets * frame),
        samples,
        new EdgeWindow.PaneCount(packets * frame, packets, samples, 0, exposure * paneMs / PANE),
        1,
        EdgeWindow.Writes.NONE,
        0);
  }
}
