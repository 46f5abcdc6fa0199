package io.vputty.job.affinity;

import static io.vputty.job.affinity.Fixtures.AGENT_A;
import static io.vputty.job.affinity.Fixtures.AGENT_B;
import static io.vputty.job.affinity.Fixtures.FRAME;
import static io.vputty.job.affinity.Fixtures.RATE;
import static io.vputty.job.affinity.Fixtures.SWITCH;
import static io.vputty.job.affinity.Fixtures.block;
import static io.vputty.job.affinity.Fixtures.host;
import static io.vputty.job.affinity.Fixtures.report;
import static io.vputty.job.affinity.Fixtures.sighting;
import static io.vputty.job.affinity.Fixtures.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vputty.mapping.FleetChange;
import io.vputty.mapping.FlowSecond;
import io.vputty.model.graph.EdgeWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CountOnceTest {

  private static final long PANE = 1_000;
  private static final long LATENESS = 3_000;

  private CoBroadcastWithKeyedOperator<Integer, PaneBlock, Surroundings, EdgePane> operator;
  private KeyedBroadcastOperatorTestHarness<Integer, PaneBlock, Surroundings, EdgePane> harness;

  @BeforeEach
  void open() throws Exception {
    operator =
        new CoBroadcastWithKeyedOperator<>(
            new CountOnce(new SurroundingsBroadcast(60_000, 5_000), PANE, LATENESS),
            SurroundingsBroadcast.states());
    harness =
        new KeyedBroadcastOperatorTestHarness<>(
            operator, PaneBlock::bucket, Types.INT, Buckets.COUNT, 1, 0);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void addsUpHalfOfWhatEachEndSaw() throws Exception {
    twoHosts();
    reports(report(AGENT_A, 1_000, 10, 0), report(AGENT_B, 1_000, 10, 0));

    List<EdgePane> panes =
        see(sighting(1_000, AGENT_B, 7), sighting(1_000, AGENT_A, 5), sighting(1_000, SWITCH, 9));

    assertThat(panes)
        .singleElement()
        .returns("g1", pane -> pane.from)
        .returns("g2", pane -> pane.to)
        .returns(12L, pane -> pane.sums.sampleCount())
        .returns(6.0 * RATE, pane -> pane.sums.packets());
  }

  @Test
  void weighsBothEndsByWhatTheirSamplesStandFor() throws Exception {
    twoHosts();
    Surroundings rare = report(AGENT_B, 1_000, 10, 0);
    Objects.requireNonNull(rare.report).packets = 10 * 300;
    reports(report(AGENT_A, 1_000, 10, 0), rare);
    Sighting atB = sighting(1_000, AGENT_B, 2);
    atB.rate = 300;

    List<EdgePane> panes = see(sighting(1_000, AGENT_A, 6), atB);

    assertThat(panes).hasSize(1);
    assertThat(panes.get(0).sums.sampleCount()).isEqualTo(8);
    assertThat(panes.get(0).sums.rates).containsExactly(75);
  }

  @Test
  void oneThatSamplesOftenStandsAlone() throws Exception {
    twoHosts();
    Surroundings often = report(AGENT_B, 1_000, 10, 0);
    Objects.requireNonNull(often.report).packets = 40;
    reports(report(AGENT_A, 1_000, 10, 0), often);
    Sighting atB = sighting(1_000, AGENT_B, 150);
    atB.rate = 4;

    List<EdgePane> panes = see(sighting(1_000, AGENT_A, 6), atB);

    assertThat(panes).singleElement().returns(150L, pane -> pane.sums.sampleCount());
  }

  @Test
  void eachSampleStandsForThoseThatWereLostToo() throws Exception {
    twoHosts();
    reports(report(AGENT_A, 1_000, 10, 10));

    List<EdgePane> panes = see(sighting(1_000, AGENT_A, 5));

    assertThat(panes).singleElement().returns(10.0 * RATE, pane -> pane.sums.packets());
    assertThat(panes.get(0).sums.byteEstimate()).isCloseTo(10.0 * RATE * FRAME, within(1e-6));
  }

  @Test
  void whatWasLostTogetherVariesMoreHoweverItWasPassedOn() throws Exception {
    twoHosts();
    reports(report(AGENT_A, 1_000, 10, 0));
    Sighting first = sighting(1_000, AGENT_A, 6);
    first.excess = 8 * FlowSecond.EXCESS_ONE;

    List<EdgePane> panes = see(first, sighting(1_000, AGENT_A, 2));

    assertThat(panes).singleElement().returns(8.0 * RATE, pane -> pane.sums.packets());
    assertThat(panes.get(0).sums.byteVariance())
        .isCloseTo(2.0 * 8 * RATE * (RATE - 1) * FRAME * FRAME, within(1.0));
  }

  @Test
  void whereOneEndsAgentIsSilentTheOtherDecides() throws Exception {
    twoHosts();
    reports(report(AGENT_B, 1_000, 10, 0));

    List<EdgePane> panes = see(sighting(1_000, SWITCH, 9), sighting(1_000, AGENT_B, 7));

    assertThat(panes)
        .singleElement()
        .returns(7L, pane -> pane.sums.sampleCount())
        .returns(7.0 * RATE, pane -> pane.sums.packets());
  }

  @Test
  void countsNothingWhereNeitherEndDrewASampleThoughASwitchDid() throws Exception {
    twoHosts();
    reports(report(AGENT_A, 1_000, 10, 0), report(AGENT_B, 1_000, 10, 0));

    assertThat(see(sighting(1_000, SWITCH, 7))).isEmpty();
  }

  @Test
  void oneSwitchDecidesWhereNoHostHasAnAgent() throws Exception {
    fleet(host("a", ""), host("b", ""), vm("g1", 1, "a", 0), vm("g2", 2, "b", 0));
    reports(report(SWITCH, 1_000, 10, 0));

    List<EdgePane> panes = see(sighting(1_000, SWITCH, 9), sighting(1_000, "10.0.0.95", 7));

    assertThat(panes).singleElement().returns(9L, pane -> pane.sums.sampleCount());
  }

  @Test
  void countsIngressBeforeEgressOnOneBridge() throws Exception {
    fleet(host("a", AGENT_A), vm("g1", 1, "a", 0), vm("g2", 2, "a", 0));
    reports(report(AGENT_A, 1_000, 10, 0));
    Sighting leaving = sighting(1_000, AGENT_A, 4);
    leaving.egress = true;

    List<EdgePane> panes = see(leaving, sighting(1_000, AGENT_A, 3));

    assertThat(panes).singleElement().returns(3L, pane -> pane.sums.sampleCount());
  }

  @Test
  void whereOneEndMovesWithinThePaneTheOtherSawEverything() throws Exception {
    twoHosts();
    fleet(vm("g1", 1, "b", 1_500));
    reports(report(AGENT_A, 2_000, 10, 0), report(AGENT_B, 2_000, 10, 0));

    List<EdgePane> panes = see(sighting(2_000, AGENT_A, 3), sighting(2_000, AGENT_B, 6));

    assertThat(panes)
        .singleElement()
        .returns(6L, pane -> pane.sums.sampleCount())
        .returns(6.0 * RATE, pane -> pane.sums.packets());
  }

  @Test
  void oneThatMovesAndTalksToTheWorldIsCountedAtBothHosts() throws Exception {
    fleet(host("a", AGENT_A), host("b", AGENT_B), vm("g1", 1, "a", 0), vm("g1", 1, "b", 1_500));
    reports(report(AGENT_A, 2_000, 10, 0), report(AGENT_B, 2_000, 10, 0));

    List<EdgePane> panes = see(sighting(2_000, AGENT_A, 3), sighting(2_000, AGENT_B, 4));

    assertThat(panes)
        .singleElement()
        .returns(EdgeWindow.WORLD, pane -> pane.to)
        .returns(7L, pane -> pane.sums.sampleCount());
  }

  @Test
  void waitsForTheInventoryUntilTheLatenessIsOver() throws Exception {
    fleet(host("a", AGENT_A));
    reports(report(AGENT_A, 1_000, 10, 0));
    assertThat(see(sighting(1_000, AGENT_A, 5))).isEmpty();

    fleet(vm("g1", 1, "a", 2_000), vm("g2", 2, "a", 2_000));
    List<EdgePane> panes = advance(3_999);

    assertThat(panes)
        .singleElement()
        .returns(1_000L, pane -> pane.paneEndMs)
        .returns(4_000L, pane -> pane.atMs)
        .returns(5L, pane -> pane.sums.sampleCount());
    assertThat(Fixtures.stateEntries(operator)).isZero();
  }

  @Test
  void tellsWhomItNeverKnew() throws Exception {
    fleet(host("a", AGENT_A));
    reports(report(AGENT_A, 1_000, 10, 0));
    see(sighting(1_000, AGENT_A, 5));

    assertThat(advance(3_999)).isEmpty();

    assertThat(harness.getSideOutput(CountOnce.UNKNOWN))
        .extracting(StreamRecord::getValue)
        .singleElement()
        .returns(5L, pair -> pair.samples)
        .returns(1L, pair -> pair.sourceMac);
    assertThat(Fixtures.stateEntries(operator)).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void leavesNoStateBehind() throws Exception {
    twoHosts();
    reports(report(AGENT_A, 1_000, 10, 0));

    see(sighting(1_000, AGENT_A, 5));

    assertThat(Fixtures.stateEntries(operator)).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  private void twoHosts() throws Exception {
    fleet(host("a", AGENT_A), host("b", AGENT_B), vm("g1", 1, "a", 0), vm("g2", 2, "b", 0));
  }

  private void fleet(FleetChange... changes) throws Exception {
    for (FleetChange change : changes) {
      harness.processBroadcastElement(Surroundings.of(change), 0);
    }
  }

  private void reports(Surroundings... reports) throws Exception {
    for (Surroundings report : reports) {
      harness.processBroadcastElement(report, 0);
    }
  }

  private List<EdgePane> see(Sighting... sightings) throws Exception {
    long endMs = sightings[0].paneEndMs;
    harness.processElement(block(endMs, sightings), 0);
    return advance(endMs - 1);
  }

  private List<EdgePane> advance(long timeMs) throws Exception {
    harness.getOutput().clear();
    harness.processBroadcastWatermark(new Watermark(timeMs));
    harness.processWatermark(new Watermark(timeMs));
    return new ArrayList<>(harness.extractOutputValues());
  }
}
