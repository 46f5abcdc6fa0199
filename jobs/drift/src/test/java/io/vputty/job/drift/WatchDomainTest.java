package io.vputty.job.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vputty.job.runtime.ControlBroadcast;
import io.vputty.job.runtime.ControlChange;
import io.vputty.mapping.FleetChange;
import io.vputty.mapping.SettingChange;
import io.vputty.model.drift.DriftKind;
import io.vputty.model.drift.DriftNotice;
import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Automation;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchDomainTest {

  private static final long PANE = 1_000;
  private static final int TALLY = WatchEdges.TALLY_PANES;

  private final Random random = new Random(8);

  private CoBroadcastWithKeyedOperator<String, DomainNews, ControlChange, DriftNotice> operator;
  private KeyedBroadcastOperatorTestHarness<String, DomainNews, ControlChange, DriftNotice> harness;

  @BeforeEach
  void open() throws Exception {
    operator =
        new CoBroadcastWithKeyedOperator<>(
            new WatchDomain(PANE, Prices.defaults()), ControlBroadcast.states());
    harness =
        new KeyedBroadcastOperatorTestHarness<>(
            operator, DomainNews::domain, Types.STRING, 10, 1, 0);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void passesFewDriftsOn() throws Exception {
    tally(TALLY, 100, 1);
    drifts(8, 5);

    assertThat(harness.extractOutputValues())
        .extracting(DriftNotice::subject)
        .containsExactly(
            "NETWORK/g0/h", "NETWORK/g1/h", "NETWORK/g2/h", "NETWORK/g3/h", "NETWORK/g4/h");
  }

  @Test
  void tellsOneStormWhereManyEdgesDriftAtOnce() throws Exception {
    tally(TALLY, 100, 1);
    drifts(7, 25);
    drifts(8, 30);
    drifts(9, 10);

    List<DriftNotice> told = harness.extractOutputValues();
    assertThat(told.subList(0, 25)).allMatch(notice -> notice.kind() == DriftKind.SURGE);
    assertThat(told.subList(25, told.size()))
        .singleElement()
        .satisfies(
            storm -> {
              assertThat(storm.kind()).isEqualTo(DriftKind.STORM);
              assertThat(storm.subject()).isEqualTo("domain/dc");
              assertThat(storm.summary()).contains("55 of 100 edges").contains("30 SURGE");
              assertThat(storm.worthPerHour()).isCloseTo(30 * 0.5, within(1e-9));
              assertThat(storm.after().value()).isCloseTo(30 * 200.0, within(1e-9));
            });
  }

  @Test
  void tellsSingleDriftsAgainWhenTheStormIsOver() throws Exception {
    tally(TALLY, 100, 1);
    drifts(7, 50);
    drifts(20, 2);

    assertThat(harness.extractOutputValues())
        .extracting(DriftNotice::kind)
        .containsExactly(DriftKind.STORM, DriftKind.SURGE, DriftKind.SURGE);
  }

  @Test
  void aSettingSaysWhatAStormIs() throws Exception {
    SettingChange setting = new SettingChange(0, "dc", "drift.storm-share", "0.6", "ann", "", 0, 1);
    harness.processBroadcastElement(new ControlChange(null, setting), 0);
    tally(TALLY, 100, 1);
    drifts(7, 50);

    assertThat(harness.extractOutputValues()).hasSize(50);
  }

  @Test
  void tellsNothingButThatWhileTheInventoryIsOutOfDate() throws Exception {
    for (int vm = 0; vm < 10; vm++) {
      fleet("g" + vm, "a", vm < 4, 0);
    }
    tally(TALLY, 100, 1);
    drifts(7, 3);
    for (int vm = 0; vm < 4; vm++) {
      fleet("g" + vm, "a", false, 10 * PANE);
    }
    drifts(11, 3);

    List<DriftNotice> told = harness.extractOutputValues();
    assertThat(told)
        .extracting(DriftNotice::kind)
        .containsExactly(DriftKind.STALE, DriftKind.SURGE, DriftKind.SURGE, DriftKind.SURGE);
    assertThat(told.get(0).summary()).contains("4 of 10");
  }

  @Test
  void tellsThatThePlacementCostsMoreThanWhenItWasLastChanged() throws Exception {
    fleet("g0", "a", false, 0);
    for (int i = 1; i <= 20; i++) {
      tally(i * TALLY, 100, i % 2 == 0 ? 10 : 10.4);
    }
    assertThat(harness.extractOutputValues()).isEmpty();
    for (int i = 21; i <= 30; i++) {
      tally(i * TALLY, 100, i % 2 == 0 ? 14 : 14.4);
    }

    assertThat(harness.extractOutputValues())
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.kind()).isEqualTo(DriftKind.DOMAIN);
              assertThat(notice.worthPerHour()).isCloseTo(4, within(0.3));
              assertThat(notice.onsetMs()).isEqualTo(20 * TALLY * PANE);
              assertThat(notice.summary()).contains("39% above");
            });
  }

  @Test
  void aChangedPlacementIsItsOwnReference() throws Exception {
    fleet("g0", "a", false, 0);
    for (int i = 1; i <= 20; i++) {
      tally(i * TALLY, 100, 10);
    }
    fleet("g0", "b", false, 20 * TALLY * PANE + 1);
    for (int i = 21; i <= 40; i++) {
      tally(i * TALLY, 100, 14);
    }

    assertThat(harness.extractOutputValues()).isEmpty();
  }

  @Test
  void tellsThatVmsKeepToThemselvesInAnotherWay() throws Exception {
    for (int i = 1; i <= 30; i++) {
      talk(i * TALLY, false);
    }
    assertThat(harness.extractOutputValues()).isEmpty();
    for (int i = 31; i <= 60; i++) {
      talk(i * TALLY, true);
    }

    assertThat(harness.extractOutputValues())
        .as("once: what came is the new reference")
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.kind()).isEqualTo(DriftKind.COMMUNITY);
              assertThat(notice.subject()).isEqualTo("domain/dc");
              assertThat(notice.onsetMs()).isEqualTo(30 * TALLY * PANE);
              assertThat(notice.timeMs()).isLessThan(36 * TALLY * PANE);
              assertThat(notice.summary()).contains("the 2 communities that 12 VMs were in");
              assertThat(notice.worthPerHour()).isBetween(0.5, 12.0);
            });
  }

  @Test
  void isQuietAboutCommunitiesWhoseTrafficOnlyFluctuates() throws Exception {
    for (int i = 1; i <= 2_000; i++) {
      talk(i * TALLY, false);
    }

    assertThat(harness.extractOutputValues()).isEmpty();
  }

  @Test
  void forgetsADomainThatNoVmIsIn() throws Exception {
    tally(TALLY, 100, 1);
    drifts(8, 2);
    advance(200);

    HeapKeyedStateBackend<?> state = (HeapKeyedStateBackend<?>) operator.getKeyedStateBackend();
    assertThat(state.numKeyValueStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  /** Two VMs have half of the edges and of the cost each. */
  private void tally(int pane, int edges, double dollarsPerHour) throws Exception {
    for (String vm : List.of("g1", "g2")) {
      VmTally tally = new VmTally();
      tally.timeMs = pane * PANE;
      tally.domain = "dc";
      tally.vm = vm;
      tally.edges = edges / 2;
      tally.nanoDollarsPerHour = Math.round(dollarsPerHour / 2 * 1e9);
      harness.processElement(DomainNews.of(tally), 0);
    }
    advance(pane);
  }

  /**
   * Twelve VMs of two groups, each of which sends most to its own: halves, or every other one. All
   * of it costs $12 an hour.
   */
  private void talk(int pane, boolean mixed) throws Exception {
    for (int vm = 0; vm < 12; vm++) {
      VmTally tally = new VmTally();
      tally.timeMs = pane * PANE;
      tally.domain = "dc";
      tally.vm = "g" + (10 + vm);
      tally.edges = 11;
      int own = vm;
      int[] peers = IntStream.range(0, 12).filter(peer -> peer != own).toArray();
      tally.peers = Arrays.stream(peers).mapToObj(peer -> "g" + (10 + peer)).toArray(String[]::new);
      tally.bytesPerSecond =
          Arrays.stream(peers)
              .mapToLong(
                  peer -> {
                    boolean near = mixed ? peer % 2 == own % 2 : peer / 6 == own / 6;
                    return Math.round((near ? 1000 : 60) * (0.2 + 1.6 * random.nextDouble()));
                  })
              .toArray();
      tally.nanoDollars = Arrays.stream(peers).mapToLong(peer -> 1_000_000_000L / 11).toArray();
      harness.processElement(DomainNews.of(tally), 0);
    }
    advance(pane);
  }

  private void drifts(int pane, int edges) throws Exception {
    for (int i = edges - 1; i >= 0; i--) {
      EdgeKey edge = new EdgeKey(EdgeKind.NETWORK, "g" + i, "h");
      DriftNotice notice =
          new DriftNotice(
              pane * PANE,
              "id" + i,
              DriftKind.SURGE,
              "NETWORK/g" + i + "/h",
              edge,
              List.of("dc"),
              new Interval(100, 90, 110),
              new Interval(200, 190, 210),
              (pane - 3) * PANE,
              20,
              15,
              0.5,
              "",
              "");
      harness.processElement(DomainNews.of(notice), 0);
    }
    advance(pane);
  }

  private void advance(int pane) throws Exception {
    harness.processBroadcastWatermark(new Watermark(pane * PANE));
    harness.processWatermark(new Watermark(pane * PANE));
  }

  private void fleet(String id, String host, boolean stale, long timeMs) throws Exception {
    Vm vm = new Vm(id, id, host, "dc", 2, 1L << 30, Automation.AUTOMATIC, "", "", Map.of(), "", -1);
    FleetChange change =
        new FleetChange(
            timeMs,
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
            stale,
            0,
            0);
    harness.processBroadcastElement(new ControlChange(change, null), 0);
  }
}
