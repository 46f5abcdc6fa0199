package io.vputty.bench.drift.nab.faults;

import io.vputty.model.drift.DetectorParameters;
import io.vputty.model.drift.EdgeDetector;
import io.vputty.model.drift.EdgeDrift;
import io.vputty.model.drift.EdgeDriftState;

/** One edge under the job's own detector: what both benchmarks feed, pane by pane. */
public final class EdgeWatch {

  private final EdgeDetector detector = new EdgeDetector(DetectorParameters.defaults());
  private final EdgeDriftState state = new EdgeDriftState();
  private final double threshold;

  /**
   * What one pane came to.
   *
   * @param evidence highest of the detector's three sums, as a multiple of the threshold
   * @param alarm whether a persistent change was told in this pane
   */
  public record Reading(double evidence, boolean alarm) {}

  /** Watches an edge of which nothing is known, with a threshold in nats. */
  public EdgeWatch(double threshold) {
    this.threshold = threshold;
  }

  /** The threshold that a job has unless told otherwise, nats. */
  public static double usualThreshold() {
    return DetectorParameters.defaults().threshold();
  }

  /** Panes that only teach the baseline. */
  public static int learnPanes() {
    return DetectorParameters.defaults().learnPanes();
  }

  /** Takes one pane that was seen whole. */
  public Reading take(long paneEndMs, double count) {
    EdgeDrift drift = detector.update(state, paneEndMs, count, 1, threshold);
    if (drift != null) {
      return new Reading(drift.score() / threshold, true);
    }
    double highest = Math.max(state.upScore, Math.max(state.downScore, state.goneScore));
    return new Reading(highest / threshold, false);
  }
}
