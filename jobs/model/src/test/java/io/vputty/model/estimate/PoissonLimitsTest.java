package io.vputty.model.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PoissonLimitsTest {

  private static final Offset<Double> FOUR_DIGITS = within(5e-4);

  @Test
  void agreesWithPublishedTables() {
    assertLimits(0, 0, 3.6889);
    assertLimits(1, 0.0253, 5.5716);
    assertLimits(5, 1.6235, 11.6683);
    assertLimits(10, 4.7954, 18.3904);
    assertLimits(30, 20.2409, 42.8269);
    assertLimits(100, 81.3640, 121.6268);
  }

  @Test
  void limitsOfNoEventAreTheExponentialQuantile() {
    Interval limits = PoissonLimits.exact(0, 0.95);
    assertThat(limits.high()).isCloseTo(-Math.log(0.025), within(1e-12));
  }

  @Test
  void quantileInvertsTheDistributionFunction() {
    for (double shape : new double[] {0.01, 0.5, 1, 3.7, 30, 1000, 1e6}) {
      for (double probability : new double[] {0.001, 0.025, 0.5, 0.975, 0.999}) {
        double x = GammaDistribution.quantile(shape, probability);
        assertThat(GammaDistribution.cumulative(shape, x))
            .as("shape %s", shape)
            .isCloseTo(probability, within(1e-9));
      }
    }
  }

  @Test
  void distributionFunctionOfWholeShapesIsAPoissonTail() {
    double tail = 0;
    double term = Math.exp(-7.5);
    for (int k = 0; k < 12; k++) {
      tail += term;
      term *= 7.5 / (k + 1);
    }
    assertThat(GammaDistribution.cumulative(12, 7.5)).isCloseTo(1 - tail, within(1e-13));
  }

  @Test
  void rejectsNegativeCount() {
    assertThatThrownBy(() -> PoissonLimits.exact(-1, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }

  private static void assertLimits(int count, double low, double high) {
    Interval limits = PoissonLimits.exact(count, 0.95);
    assertThat(limits.value()).isEqualTo(count);
    assertThat(limits.low()).isCloseTo(low, FOUR_DIGITS);
    assertThat(limits.high()).isCloseTo(high, FOUR_DIGITS);
  }
}
