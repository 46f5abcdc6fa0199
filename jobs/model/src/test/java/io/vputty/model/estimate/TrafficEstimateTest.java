package io.vputty.model.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficEstimateTest {

  private static final int TRIALS = 5_000;

  /** Two standard deviations of a coverage of 95% over the trials. */
  private static final double NOISE = 0.006;

  private static final double RATE = 1000;

  @Test
  void scalesByTheSamplingRate() {
    SampleSums sums = new SampleSums();
    sums.add(10, 2, 300, 50_000, 0);
    sums.add(4, 1, 100, 10_000, 0);

    TrafficEstimate estimate = TrafficEstimate.of(sums);

    assertThat(estimate.bytes()).isEqualTo(3400);
    assertThat(estimate.packets()).isEqualTo(24);
    assertThat(estimate.bytesVariance()).isEqualTo(10 * 9 * 50_000 + 4 * 3 * 10_000);
    assertThat(estimate.samples()).isEqualTo(3);
  }

  @Test
  void givesExactLimitsOfPacketsForFewSamples() {
    SampleSums sums = new SampleSums();
    sums.add(100, 5, 500, 50_000, 0);

    Interval packets = TrafficEstimate.of(sums).packetsInterval();

    assertThat(packets.low()).isCloseTo(162.35, within(0.01));
    assertThat(packets.high()).isCloseTo(1166.83, within(0.01));
  }

  @Test
  void noSampleBoundsTheTrafficByThreePacketsPerProbability() {
    SampleSums sums = new SampleSums();
    sums.add(16, 0, 0, 0, 0);

    TrafficEstimate estimate = TrafficEstimate.of(sums);

    assertThat(estimate).isEqualTo(TrafficEstimate.zero(16));
    assertThat(estimate.packetsInterval().high()).isEqualTo(48);
    assertThat(estimate.bytesInterval().high()).isEqualTo(48 * 1514);
  }

  @Test
  void countingEverythingLeavesNoDoubt() {
    SampleSums sums = new SampleSums();
    sums.add(1, 3, 300, 30_000, 0);

    TrafficEstimate estimate = TrafficEstimate.of(sums);

    assertThat(estimate.bytesInterval()).isEqualTo(Interval.exactly(300));
    assertThat(estimate.packetsInterval()).isEqualTo(Interval.exactly(3));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1, 3.5, 10, 20, 30, 40, 60, 100})
  void packetIntervalsCoverTheTruthAsPromised(double expectedSamples) {
    double coverage = coverage(expectedSamples, new int[] {64}, false);

    assertThat(coverage).isGreaterThanOrEqualTo(0.94 - NOISE);
    if (expectedSamples >= TrafficEstimate.NORMAL_FROM) {
      assertThat(coverage).isBetween(0.93, 0.97);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1, 3.5, 10, 20, 30, 40, 60, 100})
  void byteIntervalsCoverTheTruthAsPromised(double expectedSamples) {
    int[][] mixes = {
      {1514}, {64, 1514}, {64, 64, 64, 64, 64, 64, 64, 64, 64, 1514}, {64, 576, 1514}
    };
    for (int[] sizes : mixes) {
      double coverage = coverage(expectedSamples, sizes, true);

      assertThat(coverage).as("%s sizes", sizes.length).isGreaterThanOrEqualTo(0.93 - NOISE);
      if (expectedSamples >= TrafficEstimate.NORMAL_FROM) {
        assertThat(coverage).as("%s sizes", sizes.length).isBetween(0.93 - NOISE, 0.97 + NOISE);
      }
    }
  }

  private static double coverage(double expectedSamples, int[] sizes, boolean ofBytes) {
    Random random = new Random(42);
    double meanSize = 0;
    for (int size : sizes) {
      meanSize += (double) size / sizes.length;
    }
    double truth = expectedSamples * RATE * (ofBytes ? meanSize : 1);
    int covered = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      TrafficEstimate estimate = TrafficEstimate.of(sample(random, expectedSamples, sizes));
      Interval interval = ofBytes ? estimate.bytesInterval() : estimate.packetsInterval();
      covered += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
    }
    return (double) covered / TRIALS;
  }

  /** Thins a long stream of packets; of so many, the thinned number is Poisson for all purposes. */
  private static SampleSums sample(Random random, double expected, int[] sizes) {
    SampleSums sums = new SampleSums();
    sums.add(RATE, 0, 0, 0, 0);
    double time = -Math.log(1 - random.nextDouble());
    while (time < expected) {
      long size = sizes[random.nextInt(sizes.length)];
      sums.add(RATE, 1, size, size * size, 0);
      time -= Math.log(1 - random.nextDouble());
    }
    return sums;
  }
}
