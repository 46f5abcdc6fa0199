package io.vputty.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vputty.model.estimate.Interval;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.WeightedEdge;
import java.util.List;
import org.junit.jupiter.api.Test;

class GainScaleTest {

  private final Planner planner = new Planner();

  @Test
  void gainsOfAPlanAreAsExperienceCorrectsThem() {
    Recommendation plain = (Recommendation) planner.plan(problem(GainScale.NONE), options());
    Recommendation scaled =
        (Recommendation) planner.plan(problem(new GainScale(0.5, 0.1)), options());

    assertThat(scaled.gainPerHour().value())
        .isCloseTo(plain.gainPerHour().value() / 2, within(1e-9));
    assertThat(scaled.gainPerHour().low())
        .isLessThan(plain.gainPerHour().low() / 2)
        .isLessThan(scaled.moves().get(0).gainPerHour().value());
    assertThat(scaled.before()).as("costs are measured").isEqualTo(plain.before());
    assertThat(scaled.moves().get(0).gainByTerm())
        .as("terms are what experience is learnt from")
        .isEqualTo(plain.moves().get(0).gainByTerm());
  }

  @Test
  void predictionsThatHaveNeverComeTrueAreNotActedOn() {
    assertThat(planner.plan(problem(new GainScale(0.5, 1)), options())).isInstanceOf(NoMove.class);
  }

  @Test
  void factorsBelowNothingAreRefused() {
    assertThatThrownBy(() -> new GainScale(-0.1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-0.1");
  }

  private static PlannerOptions options() {
    return PlannerOptions.defaults();
  }

  private static PlacementProblem problem(GainScale scale) {
    EdgeKey edge = new EdgeKey(EdgeKind.NETWORK, "a", "b");
    return PlacementProblem.of("d", Instance.HOPS)
        .hosts(List.of(Instance.host("x", "r1", 4, 8), Instance.host("y", "r2", 4, 8)))
        .vms(List.of(Instance.vm("a", "x", 1), Instance.vm("b", "y", 1)))
        .edges(List.of(new WeightedEdge(edge, new Interval(100, 90, 110))))
        .scale(scale)
        .build();
  }
}
