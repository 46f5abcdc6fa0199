package io.vputty.app.pipeline;

import io.vputty.job.affinity.AffinityJob;
import io.vputty.job.drift.DriftJob;
import io.vputty.job.reshape.ReshapeJob;
import io.vputty.job.runtime.JobSettings;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The three jobs of the pipeline in one embedded cluster. */
public final class Pipeline implements AutoCloseable {
  /** How many jobs a cluster must have room for. */
  public static final int JOBS = 3;

  private final EmbeddedCluster cluster;
  private final Map<String, Optional<Path>> restored;

  private Pipeline(EmbeddedCluster cluster, Map<String, Optional<Path>> restored) {
    this.cluster = cluster;
    this.restored = restored;
  }

  /** Starts the jobs, each from where it stopped. The topics must exist. */
  public static Pipeline start(ClusterSettings settings, JobSettings jobs) throws Exception {
    EmbeddedCluster cluster = EmbeddedCluster.start(settings);
    Map<String, Optional<Path>> restored = new LinkedHashMap<>();
    restored.put(
        AffinityJob.NAME, cluster.submit(AffinityJob.NAME, env -> AffinityJob.topology(env, jobs)));
    restored.put(DriftJob.NAME, cluster.submit(DriftJob.NAME, env -> DriftJob.topology(env, jobs)));
    restored.put(
        ReshapeJob.NAME, cluster.submit(ReshapeJob.NAME, env -> ReshapeJob.topology(env, jobs)));
    return new Pipeline(cluster, restored);
  }

  /** What each job was restored from, by name; empty for a fresh start. */
  public Map<String, Optional<Path>> restored() {
    return Collections.unmodifiableMap(restored);
  }

  /** Saves the state of every job: {@link EmbeddedCluster#save}. */
  public Map<String, Path> save(Path directory) {
    return cluster.save(directory);
  }

  /** Completes with one line when a job has failed for good. */
  public CompletableFuture<String> failure() {
    return cluster.failure();
  }

  /** Stops every job with a savepoint. */
  @Override
  public void close() {
    cluster.close();
  }
}
