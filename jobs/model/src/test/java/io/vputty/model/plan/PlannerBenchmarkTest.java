package io.vputty.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerBenchmarkTest {

  private static final PlannerOptions UNLIMITED =
      new PlannerOptions(Integer.MAX_VALUE, 1, 0, 4_000_000, 1);

  @ParameterizedTest
  @CsvSource({
    "small-20, 354",
    "small-30, 840",
    "small-40, 1000",
    "planted-80, 2000",
    "sbm-100-1, 7000",
    "sbm-100-2, 6000",
    "sbm-100-3, 3900"
  })
  void reachesTheCostOfAStrongPartitioner(String name, double atMost) {
    long t = System.nanoTime();
    PlanResult result = new Planner().plan(Instance.read(name).problem(), UNLIMITED);

    assertThat(result).isInstanceOf(Recommendation.class);
    Recommendation plan = (Recommendation) result;
    System.out.println(
        name
            + " "
            + plan.before().total()
            + " -> "
            + plan.after().total()
            + " moves "
            + plan.moves().size()
            + " ms "
            + (System.nanoTime() - t) / 1000000);
    assertThat(plan.after().total()).isLessThanOrEqualTo(atMost);
  }
}
