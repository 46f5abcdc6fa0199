package io.vputty.bench.actuator;

import java.nio.file.Path;
import java.time.Clock;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(400)
final class ActuatorKillsIT {
  private static final int TRIALS = 10;

  @Test
  void noMoveRunsTwiceOrIsLostWhenActuatorsAreKilledAndStopped(@TempDir Path directory)
      throws Exception {
    SoftAssertions soft = new SoftAssertions();
    try (KillStage stage = new KillStage(directory, Clock.systemUTC())) {
      for (long seed = 1; seed <= TRIALS; seed++) {
        KillRow row = stage.play(seed);
        System.out.println(row.line());
        soft.assertThat(row.good()).as(row.line()).isTrue();
        if (!row.point().ofCancelled()) {
          soft.assertThat(row.ends()).as(row.line()).containsOnly("SUCCEEDED");
        }
      }
    }
    soft.assertAll();
  }
}
