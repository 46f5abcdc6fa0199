package io.vputty.model.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchMeansTest {

  @Test
  void putsStudentsTOnTheSpreadOfTheBatches() {
    long[] values = new long[24];
    Arrays.fill(values, 0, 12, 10);
    Arrays.fill(values, 12, 24, 8);

    Interval interval = BatchMeans.of(values);

    double halfWidth = 2.570582 * Math.sqrt(6.0 / 5 / 6);
    assertThat(interval.value()).isEqualTo(9);
    assertThat(interval.low()).isCloseTo(9 - halfWidth, within(1e-6));
    assertThat(interval.high()).isCloseTo(9 + halfWidth, within(1e-6));
  }

  @Test
  void isExactWhereNothingVaries() {
    long[] values = new long[12];
    Arrays.fill(values, 7);

    assertThat(BatchMeans.of(values)).isEqualTo(Interval.exactly(7));
  }

  @Test
  void neverGoesBelowZero() {
    long[] values = new long[12];
    values[3] = 9;

    assertThat(BatchMeans.of(values).low()).isZero();
  }

  @Test
  void rejectsWhatMakesNoWholeBatches() {
    assertThatThrownBy(() -> BatchMeans.of(new long[13]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("13");
  }

  /** Peaks of a minute at random, a quarter of the time: neighbours go together. */
  @Test
  void holdsTheMeanOfASeriesWhoseNeighboursGoTogether() {
    Random random = new Random(1);
    int held = 0;
    int rounds = 2_000;
    for (int round = 0; round < rounds; round++) {
      Interval interval = BatchMeans.of(peaks(random, 6));
      held += interval.low() <= 250 && 250 <= interval.high() ? 1 : 0;
    }
    assertThat((double) held / rounds).isBetween(0.92, 0.97);
  }

  /** 360 panes, at 1000 a quarter of the time for spells of that many panes on average. */
  private static long[] peaks(Random random, int spell) {
    long[] values = new long[360];
    boolean high = random.nextInt(4) == 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = high ? 1_000 : 0;
      high = high ? random.nextInt(spell) != 0 : random.nextInt(3 * spell) == 0;
    }
    return values;
  }
}
