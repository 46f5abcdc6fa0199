package io.vputty.model.drift;

import io.vputty.model.estimate.Interval;

/**
 * The learned mean and dispersion of one edge, as sums kept in its state.
 *
 * <p>The mean is a ratio of sums, its limits are score limits under the learned dispersion. The
 * dispersion is a moment estimate from one-step-ahead errors, drawn to a prior while little was
 * seen, raised by its own uncertainty, and never below a floor: too small a dispersion is what
 * makes false alarms (REFERENCES section 5). One pane counts at most {@value #WINSOR} standard
 * deviations above the mean, so one burst teaches little.
 */
final class Baseline {

  private static final double WINSOR = 4;

  /** Dispersion of an edge of which nothing is known: size 4. */
  private static final double PRIOR = 0.25;

  private static final double Z95 = 1.96;

  /** Weight of the prior dispersion, in squared samples. */
  private static final double PRIOR_WEIGHT = 5;

  /** Standard errors, roughly, by which the dispersion is taken to be larger than it looks. */
  private static final double DISPERSION_ERRORS = 1.3;

  private final DetectorParameters parameters;

  Baseline(DetectorParameters parameters) {
    this.parameters = parameters;
  }

  /**
   * Takes one pane, for later if {@code calm} is false: what may be the beginning of a change must
   * not teach the baseline, nor may bursts be left out of it once they prove to be just that. When
   * more is held back than was learned, the baseline itself is the likelier mistake.
   */
  void learn(EdgeDriftState state, double samples, double exposure, boolean calm) {
    double taken = samples;
    if (state.panes >= 2) {
      double mean = rate(state) * exposure;
      double spread = Math.sqrt(NegativeBinomial.variance(mean, dispersion(state)));
      taken = Math.min(samples, mean + WINSOR * spread + WINSOR);
      state.heldExcess += (float) ((taken - mean) * (taken - mean) - mean);
      state.heldSquaredMeans += (float) (mean * mean);
    }
    state.heldSamples += (float) taken;
    state.heldExposure += (float) exposure;
    state.heldPanes++;
    if (calm || state.heldPanes >= state.panes) {
      release(state);
    }
  }

  private void release(EdgeDriftState state) {
    state.samples += state.heldSamples;
    state.exposure += state.heldExposure;
    state.excess += state.heldExcess;
    state.squaredMeans += state.heldSquaredMeans;
    state.panes += state.heldPanes;
    drop(state);
    if (state.panes > parameters.memoryPanes()) {
      fade(state, (double) parameters.memoryPanes() / state.panes);
      state.panes = parameters.memoryPanes();
    }
  }

  private static void drop(EdgeDriftState state) {
    state.heldPanes = 0;
    state.heldSamples = 0;
    state.heldExposure = 0;
    state.heldExcess = 0;
    state.heldSquaredMeans = 0;
  }

  /** Starts over from what was seen since a change; the edge's burstiness is kept. */
  void restart(EdgeDriftState state, double samples, double exposure, double paneExposure) {
    double dispersion = dispersion(state);
    double mean = samples / exposure * paneExposure;
    drop(state);
    state.panes = (int) Math.max(1, Math.round(exposure / paneExposure));
    state.samples = samples;
    state.exposure = exposure;
    state.squaredMeans = state.panes * mean * mean;
    state.excess = dispersion * state.squaredMeans;
  }

  /** Mean rate, in the unit of the exposures. */
  double rate(EdgeDriftState state) {
    return state.exposure > 0 ? state.samples / state.exposure : 0;
  }

  /**
   * Dispersion that is safe to assume. The error of a pane's moment is about that of the dispersion
   * and of the noise of sampling, 1 / mean, together.
   */
  double dispersion(EdgeDriftState state) {
    double weight = state.squaredMeans + PRIOR_WEIGHT;
    double moment = (Math.max(0, state.excess) + PRIOR_WEIGHT * PRIOR) / weight;
    double panes = Math.max(1, state.panes);
    double noise = Math.min(1, Math.sqrt(panes / weight));
    double raised = moment + DISPERSION_ERRORS * (moment + noise) / Math.sqrt(panes);
    return Math.max(parameters.minimumDispersion(), raised);
  }

  /** Largest rate that {@code z} standard deviations allow. */
  double upperRate(EdgeDriftState state, double z) {
    return limit(state.samples, state.exposure, inflation(state, state.panes), z);
  }

  /** Smallest rate that {@code z} standard deviations allow. */
  double lowerRate(EdgeDriftState state, double z) {
    return limit(state.samples, state.exposure, inflation(state, state.panes), -z);
  }

  /** Rate over some panes with its 95% interval, under this edge's dispersion. */
  Interval rateInterval(
      EdgeDriftState state, double samples, double exposure, double paneExposure) {
    double panes = Math.max(1, exposure / paneExposure);
    double inflation = 1 + dispersion(state) * samples / panes;
    double rate = samples / exposure;
    double low = limit(samples, exposure, inflation, -Z95);
    return new Interval(
        rate, Math.min(rate, low), Math.max(rate, limit(samples, exposure, inflation, Z95)));
  }

  /** Variance over mean of one pane. */
  private double inflation(EdgeDriftState state, int panes) {
    return 1 + dispersion(state) * state.samples / Math.max(1, panes);
  }

  private static double limit(double samples, double exposure, double inflation, double z) {
    double shift = inflation * z * z / 2;
    double half = Math.sqrt(inflation * z * z * samples + shift * shift);
    return Math.max(0, samples + shift + Math.copySign(half, z)) / exposure;
  }

  private static void fade(EdgeDriftState state, double share) {
    state.samples *= share;
    state.exposure *= share;
    state.excess *= share;
    state.squaredMeans *= share;
  }
}
