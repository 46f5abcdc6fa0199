package io.vputty.app.pipeline;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Flink MiniCluster that runs several jobs in this process and restores each where it stopped.
 *
 * <p>A MiniCluster remembers nothing across processes. So each job has an id derived from its name,
 * its checkpoints are retained in a directory of its own, and on submission its newest complete
 * checkpoint or savepoint, if there is one, is restored and taken over. After a kill that is the
 * last checkpoint that completed; the transactions it pre-committed are then committed. A clean
 * {@link #close} stops every job with a savepoint, which leaves no transaction open.
 */
public final class EmbeddedCluster implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedCluster.class);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

  private final MiniCluster cluster;
  private final ClusterSettings settings;
  private final Map<String, JobID> running = new LinkedHashMap<>();
  private final CompletableFuture<String> failure = new CompletableFuture<>();

  private EmbeddedCluster(MiniCluster cluster, ClusterSettings settings) {
    this.cluster = cluster;
    this.settings = settings;
  }

  /** Starts a cluster with room for the jobs. */
  public static EmbeddedCluster start(ClusterSettings settings) throws Exception {
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(ClusterConfiguration.ofCluster())
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(settings.jobs() * settings.parallelism())
                .withRandomPorts()
                .build());
    cluster.start();
    return new EmbeddedCluster(cluster, settings);
  }

  /**
   * Submits a job, restored from its newest checkpoint or savepoint.
   *
   * @param name permanent name of the job
   * @param topology builds the pipeline; it need not set parallelism, state or checkpointing
   * @return what it was restored from; empty for a fresh start
   */
  public Optional<Path> submit(String name, Consumer<StreamExecutionEnvironment> topology) {
    Path directory = settings.directory().resolve(name);
    Configuration configuration = ClusterConfiguration.ofJob(settings, directory);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    topology.accept(environment);
    JobID id = idOf(name);
    JobGraph graph =
        environment.getStreamGraph().getJobGraph(EmbeddedCluster.class.getClassLoader(), id);
    Optional<Path> restored = RetainedState.newest(directory);
    restored.ifPresent(path -> graph.setSavepointRestoreSettings(restoreFrom(path)));
    LOG.info("starting job {} from {}", name, restored.map(Path::toString).orElse("nothing"));
    await(cluster.submitJob(graph), "submit " + name);
    running.put(name, id);
    watch(name, id);
    return restored;
  }

  /**
   * Saves the state of every job, which goes on, in the form that all state backends read.
   *
   * @return where each job's state is, by name
   */
  public Map<String, Path> save(Path directory) {
    Map<String, Path> saved = new LinkedHashMap<>();
    running.forEach(
        (name, id) -> {
          String target = directory.resolve(name).toUri().toString();
          String at =
              await(
                  cluster.triggerSavepoint(id, target, false, SavepointFormatType.CANONICAL),
                  "save " + name);
          saved.put(name, Path.of(URI.create(at)));
        });
    return saved;
  }

  /** Completes with one line when a job has failed for good. */
  public CompletableFuture<String> failure() {
    return failure.copy();
  }

  /** Stops every job with a savepoint, in order of submission, and the cluster. */
  @Override
  public void close() {
    running.forEach(this::stop);
    await(cluster.closeAsync(), "stop the cluster");
  }

  /** Stops the cluster as a crash would: no savepoint, nothing committed. */
  void abort() {
    await(cluster.closeAsync(), "abort the cluster");
  }

  private void stop(String name, JobID id) {
    String target = settings.directory().resolve(name).resolve("savepoints").toUri().toString();
    try {
      String savepoint =
          cluster
              .stopWithSavepoint(id, target, false, SavepointFormatType.NATIVE)
              .get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      LOG.info("job {} stopped at {}", name, savepoint);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn(
          "job {} did not stop with a savepoint, its checkpoints stay: {}", name, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch(String name, JobID id) {
    CompletableFuture<Void> unused =
        cluster
            .requestJobResult(id)
            .thenAccept(
                result ->
                    result
                        .getSerializedThrowable()
                        .ifPresent(cause -> failure.complete(line(name, result, cause))));
  }

  private static String line(String name, JobResult result, Throwable cause) {
    LOG.error("job {} failed", name, cause);
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return "job " + name + " " + result.getJobStatus().orElse(null) + ": " + root.getMessage();
  }

  private static SavepointRestoreSettings restoreFrom(Path path) {
    return SavepointRestoreSettings.forPath(
        path.toUri().toString(), false, RecoveryClaimMode.CLAIM);
  }

  private static JobID idOf(String name) {
    UUID uuid = UUID.nameUUIDFromBytes(("vputty/" + name).getBytes(StandardCharsets.UTF_8));
    return new JobID(uuid.getLeastSignificantBits(), uuid.getMostSignificantBits());
  }

  private static <T> T await(CompletableFuture<T> future, String what) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot " + what + ": " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted on the way to " + what, e);
    }
  }
}
