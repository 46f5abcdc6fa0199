package io.vputty.model.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AlarmRateTest {

  private static final long PANE_MS = 10_000;

  private final AlarmRate rate = AlarmRate.defaults();

  @Test
  void moreEdgesNeedMoreEvidence() {
    double few = rate.threshold(1_000, PANE_MS);
    double many = rate.threshold(100_000, PANE_MS);

    assertThat(many - few).isCloseTo(1.2 * Math.log(100), within(1e-9));
  }

  @Test
  void onlyAlarmsAPaneOfAnEdgeCount() {
    double asked = rate.threshold(1_000, PANE_MS);

    assertThat(rate.threshold(2_000, 2 * PANE_MS)).isCloseTo(asked, within(1e-9));
    assertThat(new AlarmRate(10).threshold(10_000, PANE_MS)).isCloseTo(asked, within(1e-9));
  }

  @Test
  void staysWithinBounds() {
    assertThat(rate.threshold(0, PANE_MS)).isPositive();
    assertThat(new AlarmRate(1e9).threshold(1, PANE_MS)).isEqualTo(6);
    assertThat(new AlarmRate(1e-30).threshold(1, PANE_MS)).isEqualTo(40);
  }

  @Test
  void keepsToTheRateOnBurstyEdges() {
    double threshold = AlarmRate.threshold(10_000);
    EdgeDetector detector = new EdgeDetector(DetectorParameters.defaults());
    BurstyCounts counts = new BurstyCounts(23, 4);
    int alarms = 0;
    for (int edge = 0; edge < 1_000; edge++) {
      EdgeDriftState state = new EdgeDriftState();
      boolean alarmed = false;
      for (int pane = 1; pane <= 300 && !alarmed; pane++) {
        alarmed = detector.update(state, pane, (double) counts.next(3), 1, threshold) != null;
      }
      alarms += alarmed ? 1 : 0;
    }
    assertThat(alarms).as("30 asked").isBetween(10, 50);
  }

  @Test
  void rejectsARateOfZero() {
    assertThatThrownBy(() -> new AlarmRate(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("falseAlarmsPerDay (0.0) must be positive");
  }

  @Test
  void rejectsAPaneOfNoLength() {
    assertThatThrownBy(() -> rate.threshold(1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("paneMs (0) must be positive");
  }
}
