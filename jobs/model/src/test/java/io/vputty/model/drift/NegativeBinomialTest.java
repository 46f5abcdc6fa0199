package io.vputty.model.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NegativeBinomialTest {

  @Test
  void equalRatesAreNoEvidence() {
    assertThat(NegativeBinomial.twoSamples(1000, 100, 50, 5, 0.25)).isCloseTo(0, within(1e-9));
  }

  @Test
  void afterALongPastTheRatioOfTwoRatesIsThatOfTheTrueOnes() {
    double known = 10 * NegativeBinomial.logRatio(20, 10, 2, 0.25);

    assertThat(NegativeBinomial.twoSamples(1e7, 1e6, 200, 10, 0.25)).isCloseTo(known, within(0.01));
  }

  @Test
  void aShortPastProvesLess() {
    double ofLong = NegativeBinomial.twoSamples(3000, 300, 200, 10, 0.25);
    double ofShort = NegativeBinomial.twoSamples(100, 10, 200, 10, 0.25);

    assertThat(ofShort).isLessThan(ofLong).isPositive();
  }

  @Test
  void silenceIsEvidenceToo() {
    assertThat(NegativeBinomial.twoSamples(1000, 100, 0, 5, 0.25)).isGreaterThan(5);
    assertThat(NegativeBinomial.twoSamples(0, 100, 50, 5, 0.25)).isGreaterThan(5);
  }
}
