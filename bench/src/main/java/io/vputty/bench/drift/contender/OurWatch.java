package io.vputty.bench.drift.contender;

import io.vputty.model.drift.DetectorParameters;
import io.vputty.model.drift.EdgeDetector;
import io.vputty.model.drift.EdgeDrift;
import io.vputty.model.drift.EdgeDriftState;
import org.jspecify.annotations.Nullable;

/**
 * The detector of the drift job, as that feeds it: an edge is known from its first sample on, and
 * born late if that comes when others have learned.
 */
public final class OurWatch implements Watch {

  private final EdgeDetector detector;
  private final double threshold;
  private @Nullable EdgeDriftState state;
  private @Nullable EdgeDrift drift;
  private double exposure = 1;

  /** Watches an edge; alarms come at the threshold, nats. */
  public OurWatch(EdgeDetector detector, double threshold) {
    this.detector = detector;
    this.threshold = threshold;
  }

  /** Evidence is all or none. */
  @Override
  public double take(int window, double count) {
    if (state == null) {
      if (count == 0) {
        return 0;
      }
      state = new EdgeDriftState();
      state.bornLate = window > DetectorParameters.defaults().learnPanes();
    }
    drift = detector.update(state, window, count, exposure, threshold);
    return drift == null ? 0 : Double.POSITIVE_INFINITY;
  }

  /** Says what the next windows are worth, by the season. */
  public void expose(double factor) {
    exposure = factor;
  }

  @Override
  public int onset() {
    return drift == null ? 0 : (int) drift.onsetMs();
  }
}
