package io.vputty.job.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vputty.model.drift.Season;
import java.util.List;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchVmTest {

  private static final long PANE = 60_000;
  private static final int PANES_AN_HOUR = 60;

  private final WatchVm watch = new WatchVm(PANE, new UnregisteredMetricsGroup());
  private final Season season = new Season();
  private final VmTrack vm = VmTrack.since(PANE);
  private final EdgeTrack edge = new EdgeTrack();

  @BeforeEach
  void hear() {
    edge.exposure = 1;
    edge.lengths = 1;
    edge.squares = 1;
  }

  @Test
  void expectsOfEveryHourWhatItWasLike() {
    pass(8);

    assertThat(factorAt(12)).isCloseTo(2 * factorAt(3), within(0.2));
    assertThat(factorAt(12)).isCloseTo(4.0 / 3, within(0.1));
  }

  @Test
  void expectsNothingOfThreeDays() {
    pass(2);

    assertThat(vm.factor).isEqualTo(1);
  }

  @Test
  void whatNobodyHeardIsNotAQuietHour() {
    edge.exposure = 0;
    watch.busy(vm, List.of(edge));

    assertThat(vm.hourPanes).isZero();
  }

  /** Twice as busy by day as by night. */
  private void pass(int days) {
    for (int pane = 1; pane <= days * 24 * PANES_AN_HOUR; pane++) {
      int hour = (pane - 1) / PANES_AN_HOUR % 24;
      edge.count = hour >= 6 && hour < 18 ? 200 : 100;
      if (watch.isNewHour(vm, pane * PANE)) {
        watch.beginHour(vm, pane * PANE, season);
      }
      watch.busy(vm, List.of(edge));
    }
  }

  private double factorAt(int hour) {
    return season.factor((9L * 24 + hour) * PANES_AN_HOUR * PANE + PANE);
  }
}
