package io.vputty.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Power;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.WeightedEdge;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostCostsTest {

  private static final long MIB = 1L << 20;
  private static final Prices PRICES = Prices.defaults();
  private static final PlannerOptions OPTIONS = PlannerOptions.defaults();

  private final Planner planner = new Planner();

  @Test
  void hostsThatCanBeSwitchedOffAreEmptied() {
    List<Vm> vms = List.of(vm("a", "h1"), vm("b", "h2"), vm("c", "h2"), vm("d", "h3"));
    PlacementProblem problem =
        PlacementProblem.of("d", PRICES)
            .hosts(List.of(host("h1", 200), host("h2", 200), host("h3", 200)))
            .vms(vms)
            .build();

    Recommendation plan = (Recommendation) planner.plan(problem, OPTIONS);

    assertThat(plan.before().energy()).isCloseTo(3 * 0.2 * 0.15, within(1e-9));
    assertThat(plan.after().energy()).isCloseTo(0.2 * 0.15, within(1e-9));
    assertThat(plan.moves()).hasSize(2);
    assertThat(plan.moves())
        .allSatisfy(
            move -> {
              assertThat(move.target()).isEqualTo("h2");
              assertThat(move.explanation()).endsWith("can be switched off.");
            });
    double steps = plan.moves().stream().mapToDouble(move -> move.gainPerHour().value()).sum();
    assertThat(steps).isCloseTo(plan.gainPerHour().value(), within(1e-12));
  }

  @Test
  void nothingIsEmptiedForAPowerThatNobodyKnows() {
    PlacementProblem problem =
        PlacementProblem.of("d", PRICES)
            .hosts(List.of(host("h1", 0), host("h2", 0)))
            .vms(List.of(vm("a", "h1"), vm("b", "h2")))
            .build();

    assertThat(planner.plan(problem, OPTIONS)).isInstanceOf(NoMove.class);
  }

  @Test
  void anOverloadedHostIsRelievedOfThoseThatPeakTogether() {
    PlacementProblem problem =
        PlacementProblem.of("d", PRICES)
            .hosts(List.of(host("h1", 0), host("h2", 0)))
            .vms(List.of(vm("a", "h1"), vm("b", "h1"), vm("c", "h2")))
            .load("a", 4, 0, 0, 0)
            .load("b", 4, 0, 0, 0)
            .load("c", 0, 0, 4, 0)
            .edges(List.of(conflict("a", "b", 1000)))
            .build();

    Recommendation plan = (Recommendation) planner.plan(problem, OPTIONS);

    double excess = (8 - 0.8 * 8) / 4;
    assertThat(plan.before().contention()).isCloseTo(excess * 0.04, within(1e-9));
    assertThat(plan.after().contention()).isZero();
    assertThat(plan.moves()).singleElement().extracting(PlannedMove::target).isEqualTo("h2");
    assertThat(plan.moves().get(0).explanation()).contains("peak above");
  }

  @Test
  void loadsOfDifferentPeriodsAreRefused() {
    PlacementProblem.Builder builder = PlacementProblem.of("d", PRICES).load("a", 1, 2);

    assertThatThrownBy(() -> builder.load("b", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("b (1 periods)");
  }

  @Test
  void aFrozenHostTakesNobodyIn() {
    PlacementProblem problem =
        PlacementProblem.of("d", PRICES)
            .hosts(List.of(host("h1", 100), host("h2", 100)))
            .vms(List.of(vm("a", "h1"), vm("b", "h2"), vm("c", "h2")))
            .frozen(Set.of("h2"))
            .edges(List.of())
            .build();

    assertThat(planner.plan(problem, OPTIONS)).isInstanceOf(NoMove.class);
  }

  private static WeightedEdge conflict(String one, String other, double cores) {
    return new WeightedEdge(new EdgeKey(EdgeKind.CONFLICT, one, other), Interval.exactly(cores));
  }

  private static Host host(String name, double watts) {
    return new Host(
        name, "d", "r", "z", 8, 64 * MIB, true, Map.of(), 8, new Power(watts, watts), "");
  }

  private static Vm vm(String id, String host) {
    return Instance.vm(id, host, MIB);
  }
}
