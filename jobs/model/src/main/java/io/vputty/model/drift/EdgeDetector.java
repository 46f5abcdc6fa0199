package io.vputty.model.drift;

import io.vputty.model.estimate.Interval;
import org.jspecify.annotations.Nullable;

/**
 * Finds persistent changes of an edge's packet rate, soon after they begin and seldom otherwise.
 *
 * <p>Problem: counts of sampled packets per pane, bursty, from edges whose mean is unknown and lies
 * anywhere between 0.05 and hundreds a pane. Say when the mean has changed, since when and to what;
 * stay quiet over a million panes of a hundred thousand edges in which it has not.
 *
 * <p>How: three cumulative sums (Page, Biometrika 41, 1954) of log-likelihood ratios under
 * negative-binomial counts with learned dispersion, for twice the rate, half of it, and next to
 * none. The baseline is not known but learned, which is what breaks textbook thresholds, so each
 * sum tests against the limit of the baseline that speaks against an alarm, {@code caution}
 * standard deviations from its mean. A pane adds at most a quarter of the threshold, and half of
 * the last {@value DetectorParameters#CONFIRM_OF} panes must point the same way: one burst is never
 * drift. The onset is the end of the last pane at which the sum was zero. After an alarm the
 * baseline restarts from what came since the onset; otherwise it follows slowly, and not from panes
 * that may be the start of a change before they prove to be none. An edge born late has no
 * baseline: it is tested against next to nothing.
 *
 * <p>Cost: O(1) and some logarithms per pane, no allocation until an alarm. Error: with a known
 * baseline the mean time between false alarms is at least e^threshold panes (Lorden, Ann. Math.
 * Stat. 42, 1971); in 12.6 million simulated edge-panes with learned ones, means of 0.05 to 200,
 * the defaults raised 3 at size 2 (in 4.2 million), 1 at size 4 and none at size 30, where size is
 * 1 / dispersion. So few events only tell the order of magnitude. Small shifts of young edges are
 * often missed: twice the rate right after the warm-up mostly is. Delay of a change is about
 * threshold / KL(after, before) panes. Panes are taken to be independent given the rate: an edge
 * with long on and off periods will alarm at them. No randomness.
 */
public final class EdgeDetector {

  private static final double INCREMENTS_PER_THRESHOLD = 4;

  /** How many times the threshold is above the evidence that keeps a pane from being learned. */
  private static final double CALM = 16;

  private static final double ABSENT_DISPERSION = 1;
  private static final double ABSENT_FACTOR = 8;

  /** An edge is seldom born late, so that less evidence will do. */
  private static final double ABSENT_SHARE = 0.7;

  /** Share of the larger rate below which the smaller one counts as none. */
  private static final double NOTHING = 0.05;

  private static final int CONFIRM_MASK = (1 << DetectorParameters.CONFIRM_OF) - 1;

  private final DetectorParameters parameters;
  private final Baseline baseline;

  /** A detector without state of its own: one serves all edges. */
  public EdgeDetector(DetectorParameters parameters) {
    this.parameters = parameters;
    this.baseline = new Baseline(parameters);
  }

  /**
   * Takes one pane of one edge, silent panes included, in order of time.
   *
   * @param state what is remembered of the edge; changed
   * @param paneEndMs end of the pane, event time in ms
   * @param count samples in it, or as many independent ones as they are worth
   * @param exposure samples expected at one packet per second: pane seconds times sampling
   *     probability times completeness; a pane with 0 is passed over
   * @param threshold evidence that raises an alarm on an edge whose baseline is grown, nats
   * @return the change, in the pane that confirmed it
   */
  public @Nullable EdgeDrift update(
      EdgeDriftState state, long paneEndMs, double count, double exposure, double threshold) {
    require(count, exposure, threshold);
    if (exposure == 0) {
      return null;
    }
    if (state.upOnsetMs == 0) {
      begin(state, paneEndMs);
      return null;
    }
    double needed = needed(state, threshold);
    accumulate(state, paneEndMs, count, exposure, needed);
    Since since = alarm(state, needed);
    EdgeDrift drift = since == null ? null : drift(state, since, exposure, needed);
    if (since != null && drift != null) {
      restart(state, paneEndMs, exposure, since, drift.direction());
    } else {
      baseline.learn(state, count, exposure, calm(state, needed));
      state.bornLate &= state.panes < parameters.warmUpPanes();
    }
    return drift;
  }

  private static void require(double count, double exposure, double threshold) {
    if (!(count >= 0 && exposure >= 0 && threshold > 0)) {
      throw new IllegalArgumentException(
          "count (%s) and exposure (%s) must not be negative, threshold (%s) must be positive"
              .formatted(count, exposure, threshold));
    }
  }

  /**
   * The pane that made the edge known is no fair sample of it: it is only remembered as the start.
   */
  private static void begin(EdgeDriftState state, long paneEndMs) {
    state.upOnsetMs = paneEndMs;
    state.downOnsetMs = paneEndMs;
    state.goneOnsetMs = paneEndMs;
  }

  /** Threshold of this edge: a young one needs more. */
  private double needed(EdgeDriftState state, double threshold) {
    if (state.bornLate) {
      return threshold * ABSENT_SHARE;
    }
    double young =
        (double) (parameters.warmUpPanes() - state.panes)
            / (parameters.warmUpPanes() - parameters.learnPanes());
    double factor = 1 + Math.max(0, Math.min(1, young)) * (parameters.youngFactor() - 1);
    return threshold * factor;
  }

  private void accumulate(
      EdgeDriftState state, long paneEndMs, double samples, double exposure, double threshold) {
    if (state.bornLate) {
      double ratio =
          NegativeBinomial.logRatio(
              samples, parameters.absentSamples(), ABSENT_FACTOR, ABSENT_DISPERSION);
      addUp(state, paneEndMs, samples, exposure, ratio, threshold);
    } else if (state.panes >= parameters.learnPanes()) {
      double dispersion = baseline.dispersion(state);
      double most = baseline.upperRate(state, parameters.caution()) * exposure;
      double up = NegativeBinomial.logRatio(samples, most, parameters.surgeFactor(), dispersion);
      addUp(state, paneEndMs, samples, exposure, up, threshold);
      double least = baseline.lowerRate(state, parameters.caution()) * exposure;
      double down = NegativeBinomial.logRatio(samples, least, parameters.fadeFactor(), dispersion);
      addDown(state, paneEndMs, samples, exposure, down, threshold);
      double gone = NegativeBinomial.logRatio(samples, least, parameters.residue(), dispersion);
      addGone(state, paneEndMs, samples, exposure, gone, threshold);
    }
  }

  private static double sum(double score, double ratio, double threshold) {
    double added = Math.min(ratio, threshold / INCREMENTS_PER_THRESHOLD);
    return Math.max(0, Math.min(2 * threshold, score + added));
  }

  private static void addUp(
      EdgeDriftState state,
      long paneEndMs,
      double samples,
      double exposure,
      double ratio,
      double threshold) {
    state.upPanes = (state.upPanes << 1 | (ratio > 0 ? 1 : 0)) & CONFIRM_MASK;
    state.upScore = sum(state.upScore, ratio, threshold);
    boolean zero = state.upScore == 0;
    state.upOnsetMs = zero ? paneEndMs : state.upOnsetMs;
    state.upSamples = zero ? 0 : state.upSamples + samples;
    state.upExposure = zero ? 0 : state.upExposure + exposure;
  }

  private static void addDown(
      EdgeDriftState state,
      long paneEndMs,
      double samples,
      double exposure,
      double ratio,
      double threshold) {
    state.downPanes = (state.downPanes << 1 | (ratio > 0 ? 1 : 0)) & CONFIRM_MASK;
    state.downScore = sum(state.downScore, ratio, threshold);
    boolean zero = state.downScore == 0;
    state.downOnsetMs = zero ? paneEndMs : state.downOnsetMs;
    state.downSamples = zero ? 0 : state.downSamples + samples;
    state.downExposure = zero ? 0 : state.downExposure + exposure;
  }

  private static void addGone(
      EdgeDriftState state,
      long paneEndMs,
      double samples,
      double exposure,
      double ratio,
      double threshold) {
    state.goneScore = sum(state.goneScore, ratio, threshold);
    boolean zero = state.goneScore == 0;
    state.goneOnsetMs = zero ? paneEndMs : state.goneOnsetMs;
    state.goneSamples = zero ? 0 : state.goneSamples + samples;
    state.goneExposure = zero ? 0 : state.goneExposure + exposure;
  }

  private @Nullable Since alarm(EdgeDriftState state, double threshold) {
    if (state.upScore >= threshold && confirmed(state.upPanes)) {
      return new Since(state.upOnsetMs, state.upSamples, state.upExposure, state.upScore);
    }
    if (state.goneScore >= threshold && confirmed(state.downPanes)) {
      return new Since(state.goneOnsetMs, state.goneSamples, state.goneExposure, state.goneScore);
    }
    if (state.downScore >= threshold && confirmed(state.downPanes)) {
      return new Since(state.downOnsetMs, state.downSamples, state.downExposure, state.downScore);
    }
    return null;
  }

  private boolean confirmed(int panes) {
    return Integer.bitCount(panes) >= parameters.confirmPanes();
  }

  /** What was seen since a statistic was zero. */
  private record Since(long onsetMs, double samples, double exposure, double score) {}

  private @Nullable EdgeDrift drift(
      EdgeDriftState state, Since since, double exposure, double threshold) {
    double before = state.bornLate ? 0 : baseline.rate(state);
    double after = since.samples() / since.exposure();
    double larger = Math.max(before, after);
    double smaller = Math.min(before, after);
    boolean large = larger >= smaller * parameters.minimumFactor();
    if (!large || (larger - smaller) * exposure < parameters.minimumSamples()) {
      return null;
    }
    return new EdgeDrift(
        direction(before, after),
        before(state, exposure),
        baseline.rateInterval(state, since.samples(), since.exposure(), exposure),
        since.onsetMs(),
        since.score(),
        threshold);
  }

  private static DriftDirection direction(double before, double after) {
    if (after > before) {
      return before <= NOTHING * after ? DriftDirection.APPEARANCE : DriftDirection.SURGE;
    }
    return after <= NOTHING * before ? DriftDirection.DISAPPEARANCE : DriftDirection.FADE;
  }

  private Interval before(EdgeDriftState state, double exposure) {
    return state.bornLate
        ? Interval.ZERO
        : baseline.rateInterval(state, state.samples, state.exposure, exposure);
  }

  private boolean calm(EdgeDriftState state, double threshold) {
    double highest = Math.max(state.downScore, state.goneScore);
    return state.bornLate || Math.max(highest, state.upScore) < threshold / CALM;
  }

  /** What came since the onset is the new baseline; an edge that is gone may be born again. */
  private void restart(
      EdgeDriftState state,
      long paneEndMs,
      double exposure,
      Since since,
      DriftDirection direction) {
    baseline.restart(state, since.samples(), since.exposure(), exposure);
    state.bornLate = direction == DriftDirection.DISAPPEARANCE;
    clear(state);
    begin(state, paneEndMs);
  }

  private static void clear(EdgeDriftState state) {
    state.upPanes = 0;
    state.downPanes = 0;
    state.upScore = 0;
    state.upSamples = 0;
    state.upExposure = 0;
    state.downScore = 0;
    state.downSamples = 0;
    state.downExposure = 0;
    state.goneScore = 0;
    state.goneSamples = 0;
    state.goneExposure = 0;
  }
}
