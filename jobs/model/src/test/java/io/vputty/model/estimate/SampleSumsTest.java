package io.vputty.model.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SampleSumsTest {

  @Test
  void keepsRatesApartAndAscending() {
    SampleSums sums = new SampleSums();
    sums.add(16, 2, 200, 20_000, 0);
    sums.add(4, 1, 50, 2_500, 0);
    sums.add(16, 1, 100, 10_000, 0);

    assertThat(sums.rates).containsExactly(4, 16);
    assertThat(sums.samples).containsExactly(1, 3);
    assertThat(sums.bytes).containsExactly(50, 300);
    assertThat(sums.squaresLow).containsExactly(2_500, 30_000);
    assertThat(sums.sampleCount()).isEqualTo(4);
  }

  @Test
  void aShareStandsForTheWhole() {
    SampleSums sums = new SampleSums();
    sums.add(1, 90, 90_000, 90_000_000, 0);

    TrafficEstimate whole = TrafficEstimate.of(sums.ofShare(0.9));

    assertThat(whole.packets()).isCloseTo(100, within(1e-9));
    assertThat(whole.packetsInterval().low()).as("lost at random, not exact").isLessThan(100);
    assertThat(whole.packetsInterval().high()).isGreaterThan(100);
    assertThat(sums.rates).as("its own").containsExactly(1);
    assertThatThrownBy(() -> sums.ofShare(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void carriesSquaresBeyond64Bits() {
    SampleSums sums = new SampleSums();
    BigInteger expected = BigInteger.ZERO;
    for (int i = 0; i < 5; i++) {
      sums.add(8, 1, 1, -3 - i, i);
      BigInteger low = new BigInteger(Long.toUnsignedString(-3 - i));
      expected = expected.add(BigInteger.valueOf(i).shiftLeft(64)).add(low);
    }

    BigInteger actual =
        BigInteger.valueOf(sums.squaresHigh[0])
            .shiftLeft(64)
            .add(new BigInteger(Long.toUnsignedString(sums.squaresLow[0])));
    assertThat(actual).isEqualTo(expected);
    assertThat(sums.squares(0)).isEqualTo(expected.doubleValue());
  }

  @Test
  void mergesToTheSameInAnyOrder() {
    Random random = new Random(3);
    List<SampleSums> parts = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      SampleSums part = new SampleSums();
      part.add(
          1 << random.nextInt(4), random.nextInt(9), random.nextInt(9000), random.nextLong(), i);
      parts.add(part);
    }
    SampleSums forward = merge(parts);
    Collections.shuffle(parts, random);

    assertThat(merge(parts)).usingRecursiveComparison().isEqualTo(forward);
  }

  @Test
  void copyIsIndependent() {
    SampleSums sums = new SampleSums();
    sums.add(2, 1, 64, 4096, 0);
    SampleSums copy = sums.copy();
    sums.clear();

    assertThat(sums.isEmpty()).isTrue();
    assertThat(copy.sampleCount()).isEqualTo(1);
  }

  @Test
  void rejectsARateBelowOne() {
    assertThatThrownBy(() -> new SampleSums().add(0.5, 1, 1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.5");
  }

  private static SampleSums merge(List<SampleSums> parts) {
    SampleSums merged = new SampleSums();
    parts.forEach(merged::addAll);
    return merged;
  }
}
