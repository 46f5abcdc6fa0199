package io.vputty.job.affinity;

import static io.vputty.job.affinity.Fixtures.AGENT_A;
import static io.vputty.job.affinity.Fixtures.AGENT_B;
import static io.vputty.job.affinity.Fixtures.SWITCH;
import static io.vputty.job.affinity.Fixtures.host;
import static io.vputty.job.affinity.Fixtures.sighting;
import static io.vputty.job.affinity.Fixtures.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.job.runtime.FleetBroadcast;
import io.vputty.mapping.FleetChange;
import io.vputty.model.graph.EdgeWindow;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CountOnceTest {

  private CoBroadcastWithKeyedOperator<String, Sighting, FleetChange, EdgePane> operator;
  private KeyedBroadcastOperatorTestHarness<String, Sighting, FleetChange, EdgePane> harness;

  @BeforeEach
  void open() throws Exception {
    operator =
        new CoBroadcastWithKeyedOperator<>(new CountOnce(60_000), List.of(FleetBroadcast.state()));
    harness =
        new KeyedBroadcastOperatorTestHarness<>(operator, Sighting::key, Types.STRING, 10, 1, 0);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void takesTheSourcesHostWhereBothEndsSawThePacket() throws Exception {
    fleet(host("a", AGENT_A), host("b", AGENT_B), vm("g1", 1, "a", 0), vm("g2", 2, "b", 0));

    List<EdgePane> panes =
        see(
            sighting(1_000, AGENT_B, 7, false),
            sighting(1_000, AGENT_A, 5, false),
            sighting(1_000, SWITCH, 9, false));

    assertThat(panes)
        .singleElement()
        .satisfies(
            pane -> {
              assertThat(pane.from).isEqualTo("g1");
              assertThat(pane.to).isEqualTo("g2");
              assertThat(pane.sums.sampleCount()).isEqualTo(5);
            });
  }

  @Test
  void countsNothingWhereTheAuthorityDrewNoSampleThoughOthersDid() throws Exception {
    fleet(host("a", AGENT_A), host("b", AGENT_B), vm("g1", 1, "a", 0), vm("g2", 2, "b", 0));

    assertThat(see(sighting(1_000, AGENT_B, 7, false))).isEmpty();
  }

  @Test
  void takesTheDestinationsHostWhereTheSourcesHasNoAgent() throws Exception {
    fleet(host("a", ""), host("b", AGENT_B), vm("g1", 1, "a", 0), vm("g2", 2, "b", 0));

    List<EdgePane> panes =
        see(sighting(1_000, SWITCH, 9, false), sighting(1_000, AGENT_B, 7, false));

    assertThat(panes).singleElement().extracting(p -> p.sums.sampleCount()).isEqualTo(7L);
  }

  @Test
  void countsIngressBeforeEgressOnOneBridge() throws Exception {
    fleet(host("a", AGENT_A), vm("g1", 1, "a", 0), vm("g2", 2, "a", 0));

    List<EdgePane> panes =
        see(sighting(1_000, AGENT_A, 4, true), sighting(1_000, AGENT_A, 3, false));

    assertThat(panes).singleElement().extracting(p -> p.sums.sampleCount()).isEqualTo(3L);
  }

  @Test
  void followsAVmToItsNewHost() throws Exception {
    fleet(
        host("a", AGENT_A),
        host("b", AGENT_B),
        vm("g1", 1, "a", 0),
        vm("g1", 1, "b", 1_000),
        vm("g2", 2, "b", 0));

    List<EdgePane> before = see(sighting(1_000, AGENT_A, 5, false));
    List<EdgePane> after =
        see(sighting(2_000, AGENT_A, 5, false), sighting(2_000, AGENT_B, 6, false));

    assertThat(before).singleElement().extracting(p -> p.sums.sampleCount()).isEqualTo(5L);
    assertThat(after).singleElement().extracting(p -> p.sums.sampleCount()).isEqualTo(6L);
  }

  @Test
  void nameOfWhoIsOutsideTheInventoryIsTheWorld() throws Exception {
    fleet(host("a", AGENT_A), vm("g1", 1, "a", 0));

    List<EdgePane> panes = see(sighting(1_000, AGENT_A, 5, false));

    assertThat(panes).singleElement().extracting(pane -> pane.to).isEqualTo(EdgeWindow.WORLD);
  }

  @Test
  void leavesNoStateBehind() throws Exception {
    fleet(host("a", AGENT_A), vm("g1", 1, "a", 0), vm("g2", 2, "a", 0));

    see(sighting(1_000, AGENT_A, 5, false));

    assertThat(Fixtures.stateEntries(operator)).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  private void fleet(FleetChange... changes) throws Exception {
    for (FleetChange change : changes) {
      harness.processBroadcastElement(change, 0);
    }
  }

  private List<EdgePane> see(Sighting... sightings) throws Exception {
    harness.getOutput().clear();
    for (Sighting sighting : sightings) {
      harness.processElement(sighting, 0);
    }
    long endMs = sightings[0].paneEndMs;
    harness.processBroadcastWatermark(new Watermark(endMs - 1));
    harness.processWatermark(new Watermark(endMs - 1));
    return harness.extractOutputValues();
  }
}
