package io.vputty.app.recorded;

import io.vputty.app.TestKey;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the three jobs committed in one run.
 *
 * @param edges by key, in order
 * @param drift by key, in order
 * @param plans by key, in order
 */
public record Run(
    Map<String, List<String>> edges,
    Map<String, List<String>> drift,
    Map<String, List<String>> plans) {

  private static final int MOST_DIFFERENCES = 5;
  private static final int MOST_TEXT = 700;
  private static final Duration PANE = Duration.ofSeconds(1);
  private static final Duration WINDOW = Duration.ofSeconds(5);

  /**
   * Every partition is written and marked to the end, however slowly on a busy machine: none may be
   * taken to be silent, for that would let the others go on without it.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Duration CHECKPOINTS = Duration.ofMillis(500);

  /**
   * Starts the jobs with the demo's windows and frequent, signed plans, restored from what is in
   * the directory.
   */
  public static Pipeline start(String bootstrap, Path directory, int parallelism) throws Exception {
    JobSettings settings =
        JobSettings.of(
                bootstrap,
                JobArguments.partitions(Map.of("bootstrap.servers", bootstrap), Topics.all()))
            .windows(PANE, WINDOW)
            .checkpointing(CHECKPOINTS)
            .idling(PATIENCE)
            .with("every-panes", "5")
            .with("expiry-panes", "4")
            .with(ReshapeJob.SIGNING_KEY, TestKey.ONE.signing(directory).toString());
    return Pipeline.start(
        new ClusterSettings(
            directory, Pipeline.JOBS, parallelism, CHECKPOINTS, 3, ClusterSettings.Backend.HEAP),
        settings);
  }

  /** Runs the jobs over what the input topics hold, and stops them. */
  public static Run of(String bootstrap, Path directory, int parallelism, Instant until)
      throws Exception {
    Pipeline pipeline = start(bootstrap, directory, parallelism);
    try (pipeline) {
      return read(bootstrap, until);
    }
  }

  /** Where another run said otherwise, at most a few of the places; empty if nowhere. */
  public List<String> differences(Run other) {
    List<String> found = new ArrayList<>();
    differences(edges, other.edges, found);
    differences(drift, other.drift, found);
    differences(plans, other.plans, found);
    return found.subList(0, Math.min(MOST_DIFFERENCES, found.size()));
  }

  private static void differences(
      Map<String, List<String>> here, Map<String, List<String>> there, List<String> found) {
    Set<String> keys = new TreeSet<>(here.keySet());
    keys.addAll(there.keySet());
    for (String key : keys) {
      List<String> one = here.getOrDefault(key, List.of());
      List<String> other = there.getOrDefault(key, List.of());
      int at = 0;
      while (at < one.size() && at < other.size() && one.get(at).equals(other.get(at))) {
        at++;
      }
      if (at < one.size() || at < other.size()) {
        found.add(
            "%s, record %d of %d and %d: %s, but %s"
                .formatted(key, at, one.size(), other.size(), text(one, at), text(other, at)));
      }
    }
  }

  private static String text(List<String> records, int at) {
    return at < records.size()
        ? records.get(at).substring(0, Math.min(MOST_TEXT, records.get(at).length()))
        : "nothing";
  }

  /** Waits until a time has been planned, and reads everything up to there. */
  public static Run read(String bootstrap, Instant until) {
    return new Run(
        Output.read(bootstrap, Topics.EDGES, AffinityJob.NAME, until),
        Output.read(bootstrap, Topics.DRIFT, DriftJob.NAME, until),
        Output.read(bootstrap, Topics.PLANS, ReshapeJob.NAME, until));
  }
}
