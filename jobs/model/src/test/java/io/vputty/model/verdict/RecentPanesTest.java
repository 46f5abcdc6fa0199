package io.vputty.model.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.model.estimate.Interval;
import org.junit.jupiter.api.Test;

class RecentPanesTest {

  private static final long STRETCH = 10;

  private final RecentPanes panes = new RecentPanes();

  @Test
  void tellsTheLastStretchWholeAndWhatCameSince() {
    for (long end = 1; end <= 27; end++) {
      panes.add(end, 100, 4, 1, STRETCH);
    }

    PaneSums sums = panes.until(27, STRETCH);

    assertThat(RecentPanes.startMs(27, STRETCH)).isEqualTo(10);
    assertThat(sums.bytes).isEqualTo(17 * 100);
    assertThat(sums.variance).isEqualTo(17 * 4);
    assertThat(sums.samples).isEqualTo(17);
  }

  @Test
  void silenceIsNoTraffic() {
    panes.add(5, 100, 4, 1, STRETCH);

    assertThat(panes.until(10, STRETCH).bytes).isEqualTo(100);
    assertThat(panes.until(20, STRETCH).bytes).isEqualTo(100);
    assertThat(panes.until(21, STRETCH).bytes).isZero();
  }

  @Test
  void aGapForgetsWhatWasBefore() {
    panes.add(5, 100, 4, 1, STRETCH);
    panes.add(35, 7, 4, 1, STRETCH);

    assertThat(panes.until(35, STRETCH).bytes).isEqualTo(7);
  }

  @Test
  void fewSamplesHaveTheLimitsOfPoissonCounts() {
    PaneSums sums = new PaneSums();
    sums.add(4_000, 4 * 1_000 * 1_000, 4);

    Interval rate = sums.rate(2);

    assertThat(rate.value()).isEqualTo(2_000);
    assertThat(rate.low()).isBetween(500.0, 600.0);
    assertThat(rate.high()).isBetween(5_000.0, 5_200.0);
  }

  @Test
  void countedBytesAreSure() {
    PaneSums sums = new PaneSums();
    sums.add(4_000, 0, 17);

    assertThat(sums.rate(2)).isEqualTo(Interval.exactly(2_000));
  }
}
