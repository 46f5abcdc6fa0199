package io.vputty.bench.drift.nab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ContenderTest {

  private static final int ROWS = 600;

  @Test
  void tailOfTheNormalDistributionIsExact() {
    assertThat(NormalTail.above(0)).isEqualTo(0.5);
    assertThat(NormalTail.above(1)).isCloseTo(0.158655253931457, within(1e-14));
    assertThat(NormalTail.above(2.9999999)).isCloseTo(NormalTail.above(3.0000001), within(1e-8));
    assertThat(NormalTail.above(3)).isCloseTo(1.34989803163009e-3, within(1e-14));
    assertThat(NormalTail.above(8)).isCloseTo(6.22096057427178e-16, within(1e-27));
  }

  @Test
  void windowedGaussianIsSureOfWhatIsFarFromTheMean() {
    WindowedGaussian gaussian = new WindowedGaussian();
    assertThat(gaussian.anomaly(0, 1)).isZero();
    assertThat(gaussian.anomaly(0, 3)).isEqualTo(1);

    // mean 2, spread 1
    assertThat(gaussian.anomaly(0, 1)).isCloseTo(1 - 0.158655253931457, within(1e-14));
  }

  @Test
  void relativeEntropySaysOnceWhatIsLikeNothingBefore() {
    double[] values = new double[200];
    Arrays.fill(values, 100, 200, 1.0);

    double[] anomalies =
        anomalies(new Contender("e", s -> new RelativeEntropy(s.values())), values);

    assertThat(Arrays.stream(anomalies, 0, 100).sum()).isZero();
    assertThat(Arrays.stream(anomalies, 100, 160).sum()).isBetween(1.0, 20.0);
    assertThat(Arrays.stream(anomalies, 160, 200).sum()).isZero();
  }

  @Test
  void unitMakesValuesVaryAsCountsDo() {
    assertThat(EdgeContender.unit(new double[] {10, 30}, 0)).isEqualTo(5);
    assertThat(EdgeContender.unit(new double[] {-10, 10}, -10)).isEqualTo(10);
    assertThat(EdgeContender.unit(new double[] {0, 0}, 0)).isEqualTo(1);
    assertThat(EdgeContender.unit(new double[] {20, 20}, 0)).isEqualTo(0.002);
  }

  @Test
  void detectorTellsAJumpAndNotASpike() {
    double[] jump = noise();
    double[] spike = noise();
    for (int row = 300; row < ROWS; row++) {
      jump[row] *= 4;
    }
    spike[300] *= 20;

    assertThat(Arrays.stream(alarms(jump), 300, 320).max().orElse(0)).isGreaterThanOrEqualTo(0.5);
    assertThat(alarms(spike)).containsOnly(0);
  }

  private static double[] alarms(double[] values) {
    return anomalies(new Contender("a", s -> new EdgeContender(s, 10.8)), values);
  }

  private static double[] anomalies(Contender contender, double[] values) {
    long[] times = new long[values.length];
    Arrays.setAll(times, row -> 300_000L * (row + 1));
    return contender.anomalies(new LabelledSeries("made/up", times, values, List.of()));
  }

  private static double[] noise() {
    SplittableRandom random = new SplittableRandom(7);
    return random.doubles(ROWS, 5, 15).toArray();
  }
}
