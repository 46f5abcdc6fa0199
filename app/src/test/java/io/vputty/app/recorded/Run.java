package io.vputty.app.recorded;

import io.vputty.app.pipeline.ClusterSettings;
import io.vputty.app.pipeline.Pipeline;
import io.vputty.job.affinity.AffinityJob;
import io.vputty.job.drift.DriftJob;
import io.vputty.job.reshape.ReshapeJob;
import io.vputty.job.runtime.JobArguments;
import io.vputty.job.runtime.JobSettings;
import io.vputty.schema.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the three jobs committed in one run.
 *
 * @param edges by key, in order
 * @param drift by key, in order
 * @param plans by key, in order
 */
record Run(
    Map<String, List<String>> edges,
    Map<String, List<String>> drift,
    Map<String, List<String>> plans) {

  private static final Duration PANE = Duration.ofSeconds(1);
  private static final Duration WINDOW = Duration.ofSeconds(5);
  private static final Duration CHECKPOINTS = Duration.ofMillis(500);

  /**
   * Starts the jobs with the demo's windows and frequent plans, restored from what is in the
   * directory.
   */
  static Pipeline start(String bootstrap, Path directory, int parallelism) throws Exception {
    JobSettings settings =
        JobSettings.of(bootstrap, JobArguments.partitions(Map.of("bootstrap.servers", bootstrap)))
            .windows(PANE, WINDOW)
            .checkpointing(CHECKPOINTS)
            .with("every-panes", "5")
            .with("expiry-panes", "4");
    return Pipeline.start(
        new ClusterSettings(
            directory, Pipeline.JOBS, parallelism, CHECKPOINTS, 3, ClusterSettings.Backend.HEAP),
        settings);
  }

  /** Runs the jobs over what the input topics hold, and stops them. */
  static Run of(String bootstrap, Path directory, int parallelism, Instant until) throws Exception {
    Pipeline pipeline = start(bootstrap, directory, parallelism);
    try (pipeline) {
      return read(bootstrap, until);
    }
  }

  /** Waits until a time has been planned, and reads everything up to there. */
  static Run read(String bootstrap, Instant until) {
    return new Run(
        Output.read(bootstrap, Topics.EDGES, AffinityJob.NAME, until),
        Output.read(bootstrap, Topics.DRIFT, DriftJob.NAME, until),
        Output.read(bootstrap, Topics.PLANS, ReshapeJob.NAME, until));
  }
}
