package io.vputty.app.recorded;

import io.vputty.app.pipeline.ClusterSettings;
import io.vputty.app.pipeline.EmbeddedCluster;
import io.vputty.job.affinity.AffinityJob;
import io.vputty.job.drift.DriftJob;
import io.vputty.job.reshape.ReshapeJob;
import io.vputty.job.runtime.JobArguments;
import io.vputty.job.runtime.JobSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The three jobs on one broker with the demo's windows. */
final class Jobs {

  static final Duration PANE = Duration.ofSeconds(1);
  static final Duration WINDOW = Duration.ofSeconds(5);
  static final Duration CHECKPOINTS = Duration.ofMillis(500);

  private Jobs() {}

  /** Starts them, restored from what they left in the directory. */
  static EmbeddedCluster start(String bootstrap, Path directory, int parallelism) throws Exception {
    JobSettings settings =
        JobSettings.of(bootstrap, JobArguments.partitions(Map.of("bootstrap.servers", bootstrap)))
            .windows(PANE, WINDOW)
            .checkpointing(CHECKPOINTS);
    EmbeddedCluster cluster =
        EmbeddedCluster.start(
            new ClusterSettings(
                directory, 3, parallelism, CHECKPOINTS, 3, ClusterSettings.Backend.HEAP));
    cluster.submit(AffinityJob.NAME, env -> AffinityJob.topology(env, settings));
    cluster.submit(DriftJob.NAME, env -> DriftJob.topology(env, settings));
    cluster.submit(ReshapeJob.NAME, env -> ReshapeJob.topology(env, settings));
    return cluster;
  }
}
