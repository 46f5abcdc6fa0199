package io.vputty.job.affinity.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vputty.job.runtime.JobSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryOptionsTest {

  private final JobSettings settings = JobSettings.of("kafka:9092", Map.of());

  @Test
  void hasDefaults() {
    assertThat(MemoryOptions.of(settings))
        .isEqualTo(new MemoryOptions(64, 3, Duration.ofHours(6), Duration.ofHours(1)));
  }

  @Test
  void takesWhatTheJobIsTold() {
    JobSettings told =
        settings.with("max-holders", "8").with("min-common", "1").with("sample-age", "30m");

    assertThat(MemoryOptions.of(told))
        .isEqualTo(new MemoryOptions(8, 1, Duration.ofMinutes(30), Duration.ofHours(1)));
  }

  @Test
  void refusesALimitUnderWhichNothingIsPaired() {
    assertThatThrownBy(() -> MemoryOptions.of(settings.with("max-holders", "1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("max-holders (1)");
  }
}
