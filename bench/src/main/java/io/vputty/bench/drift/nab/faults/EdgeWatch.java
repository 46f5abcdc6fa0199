package io.vputty.bench.drift.nab.faults;

import io.vputty.model.drift.AlarmRate;
import io.vputty.model.drift.DetectorParameters;
import io.vputty.model.drift.EdgeDetector;
import io.vputty.model.drift.EdgeDrift;
import io.vputty.model.drift.EdgeDriftState;
import org.jspecify.annotations.Nullable;

/** One edge under the job's own detector: what both benchmarks feed, pane by pane. */
public final class EdgeWatch {

  private final EdgeDetector detector = new EdgeDetector(DetectorParameters.defaults());
  private final EdgeDriftState state = new EdgeDriftState();
  private final double threshold;

  /** Watches an edge of which nothing is known, with a threshold in nats. */
  public EdgeWatch(double threshold) {
    this.threshold = threshold;
  }

  /** The threshold at which an edge has one false alarm in 100,000 panes, nats. */
  public static double usualThreshold() {
    return AlarmRate.threshold(100_000);
  }

  /** Panes that only teach the baseline. */
  public static int learnPanes() {
    return DetectorParameters.defaults().learnPanes();
  }

  /**
   * Takes one pane that was seen whole.
   *
   * @return the change that it confirmed
   */
  public @Nullable EdgeDrift take(long paneEndMs, double count) {
    return detector.update(state, paneEndMs, count, 1, threshold);
  }
}
