package io.vputty.job.affinity.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vputty.job.runtime.JobSettings;
import io.vputty.model.load.ContentionRule;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConflictOptionsTest {

  private static final JobSettings SETTINGS = JobSettings.of("localhost:9092", Map.of());

  @Test
  void areTheDefaultsWhereNothingIsSaid() {
    ConflictOptions options = ConflictOptions.of(SETTINGS);

    assertThat(options.rule()).isEqualTo(new ContentionRule(0.8, 8, 6));
    assertThat(options.clock(10_000)).isEqualTo(new LoadClock(10_000, 360, 60_000));
  }

  @Test
  void areWhatIsSaid() {
    ConflictOptions options =
        ConflictOptions.of(
            SETTINGS
                .with("contention-share", "0.7")
                .with("contention-top-vms", "5")
                .with("contention-least-panes", "9")
                .with("load-lag", "2m"));

    assertThat(options)
        .isEqualTo(new ConflictOptions(new ContentionRule(0.7, 5, 9), Duration.ofMinutes(2)));
  }

  @ParameterizedTest
  @CsvSource({"1000, 3600, 60000", "7000, 516, 63000", "60000, 60, 60000", "900000, 6, 900000"})
  void theHourAndTheLagAreWholePanes(long paneMs, int panes, long lagMs) {
    assertThat(ConflictOptions.DEFAULTS.clock(paneMs))
        .isEqualTo(new LoadClock(paneMs, panes, lagMs));
  }

  @ParameterizedTest
  @CsvSource({
    "contention-share, 1.5",
    "contention-share, half",
    "contention-top-vms, 1",
    "contention-least-panes, 0",
    "load-lag, -1s",
    "load-lag, soon"
  })
  void rejectsWhatMakesNoSense(String name, String value) {
    assertThatThrownBy(() -> ConflictOptions.of(SETTINGS.with(name, value)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
