package io.vputty.app.pipeline;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the embedded cluster runs its jobs.
 *
 * @param directory where checkpoints and savepoints are kept
 * @param jobs how many jobs it must have room for
 * @param parallelism parallelism of each job
 * @param checkpointInterval time from one checkpoint to the next; readers of what the jobs write
 *     see it once per interval
 * @param restarts how often a failing job is restarted before it is given up
 * @param backend where jobs hold their state
 */
public record ClusterSettings(
    Path directory,
    int jobs,
    int parallelism,
    Duration checkpointInterval,
    int restarts,
    Backend backend) {

  /** Where jobs hold their state. */
  public enum Backend {
    /** On the heap: fastest, bounded by memory. */
    HEAP("hashmap"),
    /** In RocksDB: bounded by the disk. */
    ROCKSDB("rocksdb");

    private final String flinkName;

    Backend(String flinkName) {
      this.flinkName = flinkName;
    }

    String flinkName() {
      return flinkName;
    }
  }

  public ClusterSettings {
    directory = directory.toAbsolutePath();
    if (jobs < 1 || parallelism < 1) {
      throw new IllegalArgumentException(
          "jobs (" + jobs + ") and parallelism (" + parallelism + ") must be positive");
    }
    if (restarts < 0) {
      throw new IllegalArgumentException("restarts (" + restarts + ") must not be negative");
    }
    if (checkpointInterval.toMillis() < 10) {
      throw new IllegalArgumentException(
          "checkpoint interval (" + checkpointInterval + ") must be at least 10 ms");
    }
  }
}
