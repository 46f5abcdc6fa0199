package io.vputty.app.simulator.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.DoubleSummaryStatistics;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DrawsTest {
  private static final int DRAWS = 40_000;

  @Test
  void repeatsAStreamOfTheSamePath() {
    assertThat(Draws.of(1, 2, 3).uniform()).isEqualTo(Draws.of(1, 2, 3).uniform());
    assertThat(Draws.of(1, 2, 3).uniform()).isNotEqualTo(Draws.of(1, 3, 2).uniform());
  }

  @Test
  void binomialHasItsMeanAndVariance() {
    assertMoments(draws -> draws.binomial(1000, 0.02), 20, 19.6);
    assertMoments(draws -> draws.binomial(100_000, 0.3), 30_000, 21_000);
  }

  @Test
  void poissonHasItsMeanAndVariance() {
    assertMoments(draws -> draws.poisson(3), 3, 3);
    assertMoments(draws -> draws.poisson(500), 500, 500);
  }

  @Test
  void negativeBinomialIsOverdispersedAsItsShapeSays() {
    assertMoments(draws -> draws.negativeBinomial(40, 4), 40, 40 + 40 * 40 / 4.0);
  }

  /** Within five standard errors of the mean and 8% of the variance. */
  private static void assertMoments(ToLongFunction<Draws> draw, double mean, double variance) {
    Draws draws = Draws.of(42);
    double[] values = IntStream.range(0, DRAWS).mapToDouble(i -> draw.applyAsLong(draws)).toArray();
    DoubleSummaryStatistics statistics =
        IntStream.range(0, DRAWS).mapToDouble(i -> values[i]).summaryStatistics();
    double average = statistics.getAverage();
    double spread =
        IntStream.range(0, DRAWS)
            .mapToDouble(i -> (values[i] - average) * (values[i] - average))
            .average()
            .orElseThrow();
    assertThat(average).isCloseTo(mean, within(5 * Math.sqrt(variance / DRAWS)));
    assertThat(spread).isCloseTo(variance, within(0.08 * variance));
  }
}
