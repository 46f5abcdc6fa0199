package io.vputty.model.plan;

import static io.vputty.model.plan.Instance.edge;
import static io.vputty.model.plan.Instance.host;
import static io.vputty.model.plan.Instance.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Automation;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Tier;
import io.vputty.model.footprint.Vm;
import io.vputty.model.footprint.Volume;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.WeightedEdge;
import io.vputty.model.plan.VmFootprint.Affinity;
import io.vputty.model.plan.VmFootprint.WhatIf;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FootprintsTest {

  private static final long GIB = 1L << 30;

  private final PlacementProblem problem =
      PlacementProblem.of("d", Prices.defaults())
          .hosts(
              List.of(
                  host("h1", "r1", 4, 8 * GIB),
                  host("h2", "r1", 1, 8 * GIB),
                  host("h3", "r2", 4, 8 * GIB)))
          .vms(
              List.of(
                  vm("a", "h1", 2 * GIB),
                  vm("b", "h3", GIB),
                  vm("c", "h2", GIB),
                  vm("off", "", GIB),
                  new Vm(
                      "pin", "", "h1", "d", 1, GIB, Automation.PINNED, "", "", Map.of(), "", -1)))
          .volumes(List.of(new Volume("v", "h3", "r2")))
          .edges(
              List.of(
                  edge("a", "b", 3e6),
                  edge("b", "a", 1e6),
                  edge("c", "a", 2e6),
                  edge("b", "c", 5e6),
                  edge("a", "world", 9e6),
                  new WeightedEdge(new EdgeKey(EdgeKind.STORAGE, "a", "v"), Interval.exactly(4e6)),
                  new WeightedEdge(new EdgeKey(EdgeKind.MEMORY, "a", "c"), Interval.exactly(GIB))))
          .build();

  private final Footprints footprints = new Footprints(problem);

  @Test
  void tellsWhomAVmTalksToTheDearestFirst() {
    VmFootprint footprint = footprints.vm("a");

    assertThat(footprint.affinities())
        .extracting(Affinity::kind, Affinity::peer, Affinity::sends, Affinity::peerHost)
        .startsWith(
            tuple(EdgeKind.STORAGE, "v", true, "h3"), tuple(EdgeKind.NETWORK, "b", true, "h3"))
        .endsWith(tuple(EdgeKind.NETWORK, "world", true, ""))
        .hasSize(6);
    assertThat(footprint.affinities().get(5).distance()).isEmpty();
    assertThat(footprint.affinities().stream().mapToDouble(Affinity::costPerHour).sum())
        .isCloseTo(footprint.physical().cost().total(), within(1e-12));
  }

  @Test
  void tellsBytesByDistanceAndCostByTerm() {
    PhysicalFootprint physical = footprints.vm("a").physical();

    assertThat(physical.networkBytesPerSecond())
        .containsEntry(Tier.HOST, 0.0)
        .containsEntry(Tier.RACK, 2e6)
        .containsEntry(Tier.ZONE, 4e6);
    assertThat(physical.storageBytesPerSecond()).containsEntry(Tier.ZONE, 4e6);
    assertThat(physical.cost().network())
        .isCloseTo((2e6 * 0.001 + 4e6 * 0.004) * 3600 / GIB, within(1e-12));
    assertThat(physical.cost().memory()).isCloseTo(0.003, within(1e-12));
  }

  @Test
  void tellsWhatAnotherHostWouldChange() {
    WhatIf there = footprints.vm("a", "h3");

    assertThat(there.refusal()).isEmpty();
    assertThat(there.migrationCost()).isCloseTo(0.02, within(1e-12));
    assertThat(there.physical().networkBytesPerSecond())
        .containsEntry(Tier.HOST, 4e6)
        .containsEntry(Tier.ZONE, 2e6);
    assertThat(there.gainPerHour().value())
        .isCloseTo(
            footprints.vm("a").physical().cost().total() - there.physical().cost().total(),
            within(1e-12));
  }

  @Test
  void saysWhyAVmCannotBeThere() {
    assertThat(footprints.vm("a", "h1").refusal()).contains("it is there already");
    assertThat(footprints.vm("a", "h2").refusal()).contains("0.0 of 1.0 cores are free");
    assertThat(footprints.vm("pin", "h3").refusal()).contains("it is pinned");
    assertThat(footprints.vm("c", "h1").refusal()).isEqualTo(Optional.empty());
  }

  @Test
  void countsEachEdgeOfAHostOnce() {
    HostFootprint footprint = footprints.host("h1");

    assertThat(footprint.vms()).extracting(Vm::id).containsExactly("a", "pin");
    assertThat(footprint.promisedCores()).isEqualTo(2);
    assertThat(footprint.promisedMemoryBytes()).isEqualTo(3 * GIB);
    assertThat(footprint.physical()).isEqualTo(footprints.vm("a").physical());
    assertThat(footprints.host("h3").physical().networkBytesPerSecond())
        .containsEntry(Tier.ZONE, 9e6);
  }

  @Test
  void namesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> footprints.vm("nobody")).hasMessage("vm nobody is unknown");
    assertThatThrownBy(() -> footprints.vm("off"))
        .hasMessage("vm off runs on no host that is known");
    assertThatThrownBy(() -> footprints.host("h9")).hasMessage("host h9 is unknown");
    assertThatThrownBy(() -> footprints.vm("a", "h9")).hasMessage("host h9 is unknown");
  }
}
