package io.vputty.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerBenchmarkTest {

  /** Limits are the proved optimum (small, planted), else the best that other methods reached. */
  @ParameterizedTest
  @CsvSource({
    "small-20, 354",
    "small-30, 832",
    "small-40, 962",
    "planted-80, 240",
    "sbm-100-1, 6042",
    "sbm-100-2, 5280",
    "sbm-100-3, 3508"
  })
  void reachesTheBestThatIsKnown(String name, double atMost) {
    Recommendation plan = plan(Instance.read(name), Integer.MAX_VALUE, 3_000_000);

    assertThat(plan.after().total()).isLessThanOrEqualTo(atMost);
  }

  /** Limits are what best-first greedy with moves and swaps reaches under the same budget. */
  @ParameterizedTest
  @CsvSource({
    "sbm-100-1, 5, 0.563", "sbm-100-1, 20, 0.367",
    "sbm-100-2, 5, 0.705", "sbm-100-2, 20, 0.454",
    "sbm-100-3, 10, 0.277"
  })
  void spendsAFewMovesWell(String name, int moves, double shareAtMost) {
    Recommendation plan = plan(Instance.read(name), moves, 1_000_000);

    assertThat(plan.moves()).hasSizeLessThanOrEqualTo(moves);
    assertThat(plan.after().total() / plan.before().total()).isLessThanOrEqualTo(shareAtMost);
  }

  /** Limits are the proved optima under these budgets. */
  @ParameterizedTest
  @CsvSource({"small-20, 1, 0.7039", "small-30, 1, 0.7996", "small-40, 2, 0.6925"})
  void findsTheBestFewMoves(String name, int moves, double share) {
    Recommendation plan = plan(Instance.read(name), moves, 1_000_000);

    assertThat(plan.moves()).hasSizeLessThanOrEqualTo(moves);
    assertThat(plan.after().total() / plan.before().total()).isCloseTo(share, within(5e-5));
  }

  @Test
  void keepsItsQualityWithAThousandVms() throws IOException {
    Path file = Path.of(System.getProperty("vputty.shared.data", ""), "planner/sbm-1000-1.txt");
    assumeTrue(Files.exists(file), "the shared benchmark instances are not here");
    Instance instance =
        Instance.parse(
            Files.readAllLines(file).stream().filter(line -> !line.startsWith("#")).toList());

    Recommendation plan = plan(instance, Integer.MAX_VALUE, 3_000_000);

    assertThat(plan.after().total() / plan.before().total()).isLessThanOrEqualTo(0.1228);
  }

  private static Recommendation plan(Instance instance, int maxMoves, long evaluations) {
    PlannerOptions options = new PlannerOptions(maxMoves, 1, 0, evaluations, 1, 4);
    return (Recommendation) new Planner().plan(instance.problem(), options);
  }
}
