package io.vputty.bench.faults;

import java.nio.file.Path;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A few of the runs of {@link FaultBenchmark}. */
@Timeout(540)
final class FaultsIT {

  private static final int RUNS = Integer.getInteger("vputty.faults.runs", 1);

  @Test
  void commitsWhatACalmRunCommits(@TempDir Path directory) throws Exception {
    SoftAssertions soft = new SoftAssertions();
    try (PipelineStage stage = new PipelineStage(directory)) {
      for (long seed = 1; seed <= RUNS; seed++) {
        FaultRow row = stage.play(seed);
        System.out.println(row.line());
        soft.assertThat(row.differences()).as(row.line()).isEmpty();
        soft.assertThat(row.good()).as(row.line()).isTrue();
      }
    }
    soft.assertAll();
  }
}
