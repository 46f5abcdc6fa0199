package io.vputty.model.drift;

import io.vputty.model.estimate.Interval;
import org.jspecify.annotations.Nullable;

/**
 * Finds persistent changes of an edge's rate, soon after they begin and seldom otherwise.
 *
 * <p>Problem: counts of samples per pane, bursty, from edges whose mean is unknown and lies
 * anywhere between 0.05 and hundreds a pane. Say when the mean has changed, since when and to what;
 * stay quiet over a million panes of a hundred thousand edges in which it has not.
 *
 * <p>How: four cumulative sums (Page, Biometrika 41, 1954) of log-likelihood ratios under
 * negative-binomial counts with learned dispersion: for somewhat more than the baseline, twice as
 * much, half, and next to none. The baseline is not known but learned, which is what breaks
 * textbook thresholds, so each sum tests against the limit of the baseline that speaks against an
 * alarm, {@code caution} standard deviations from its mean; and when a sum passes the threshold,
 * the ratio for two rates against one, before the onset and since, neither taken for known, must
 * reach nearly as much. A pane adds at most a third of the threshold, and three of the last {@value
 * DetectorParameters#CONFIRM_OF} panes must point the same way: one burst is never drift. The onset
 * is the end of the last pane at which the sum was zero. After an alarm the baseline restarts from
 * what came since the onset; otherwise it follows slowly, and not from panes that may be the start
 * of a change before they prove to be none. An edge born late has no baseline: it is tested against
 * next to nothing.
 *
 * <p>Cost: O(1) and about a dozen logarithms per pane, no allocation until an alarm. Error: {@link
 * AlarmRate} says which threshold gives how many false alarms; docs/drift.md has delays beside
 * Lorden's bound, and other detectors. Delay is about threshold / KL(after, before) panes, at least
 * three. Small shifts of thin or young edges are mostly missed. Panes are taken to be independent
 * given the rate: an edge with long on and off periods will alarm at them. No randomness.
 */
public final class EdgeDetector {

  private static final double PANES_PER_THRESHOLD = 3;

  /** A small shift takes long to see anyway; bursts should not make it short. */
  private static final double RISING_PANES_PER_THRESHOLD = 12;

  /** How many times the threshold is above the evidence that keeps a pane from being learned. */
  private static final double CALM = 16;

  private static final double ABSENT_DISPERSION = 1;
  private static final double ABSENT_FACTOR = 8;

  /** An edge is seldom born late, so that less evidence will do. */
  private static final double ABSENT_SHARE = 0.7;

  /** Share of the larger rate below which the smaller one counts as none. */
  private static final double NOTHING = 0.05;

  private static final int NO_TEST = -1;

  /** The tests, in the order in which they are asked for an alarm. */
  private static final int[] ASKED = {Evidence.SURGE, Evidence.GONE, Evidence.FADE, Evidence.RISE};

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
   * @param exposure samples expected at a rate of one, such as pane seconds times sampling
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
    if (state.onsetMs[0] == 0) {
      Evidence.start(state, paneEndMs); // the pane that made the edge known is no fair sample
      return null;
    }
    double needed = needed(state, threshold);
    accumulate(state, paneEndMs, count, exposure, needed);
    int test = alarm(state, exposure, needed);
    EdgeDrift drift = test == NO_TEST ? null : drift(state, test, exposure, needed);
    if (drift != null) {
      restart(state, paneEndMs, exposure, test, drift.kind());
    } else {
      baseline.learn(state, count, exposure, calm(state, needed));
      state.bornLate &= state.panes < parameters.warmUpPanes();
    }
    return drift;
  }

  /**
   * Measures exposure in another unit from now on, as when a season becomes known: what was learned
   * holds on.
   *
   * @param factor new exposure of what has an exposure of 1 now
   */
  public void rescale(EdgeDriftState state, double factor) {
    state.exposure *= factor;
    state.heldExposure *= (float) factor;
    Evidence.rescale(state, factor);
  }

  private static void require(double count, double exposure, double threshold) {
    if (!(count >= 0 && exposure >= 0 && threshold > 0)) {
      throw new IllegalArgumentException(
          "count (%s) and exposure (%s) must not be negative, threshold (%s) must be positive"
              .formatted(count, exposure, threshold));
    }
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
      EdgeDriftState state, long paneEndMs, double count, double exposure, double needed) {
    Evidence.Pane pane = new Evidence.Pane(paneEndMs, count, exposure, needed);
    if (state.bornLate) {
      double absent = parameters.absentSamples();
      double nats = NegativeBinomial.logRatio(count, absent, ABSENT_FACTOR, ABSENT_DISPERSION);
      state.upPanes = shifted(state.upPanes, nats);
      Evidence.add(state, Evidence.SURGE, pane, nats, PANES_PER_THRESHOLD);
    } else if (state.panes >= parameters.learnPanes()) {
      double dispersion = baseline.dispersion(state);
      testForMore(state, pane, dispersion);
      testForLess(state, pane, dispersion);
    }
  }

  private void testForMore(EdgeDriftState state, Evidence.Pane pane, double dispersion) {
    double most = baseline.upperRate(state, parameters.caution()) * pane.exposure();
    double rise =
        NegativeBinomial.logRatio(pane.count(), most, parameters.riseFactor(), dispersion);
    double surge =
        NegativeBinomial.logRatio(pane.count(), most, parameters.surgeFactor(), dispersion);
    state.upPanes = shifted(state.upPanes, surge);
    Evidence.add(state, Evidence.RISE, pane, rise, RISING_PANES_PER_THRESHOLD);
    Evidence.add(state, Evidence.SURGE, pane, surge, PANES_PER_THRESHOLD);
  }

  private void testForLess(EdgeDriftState state, Evidence.Pane pane, double dispersion) {
    double least = baseline.lowerRate(state, parameters.caution()) * pane.exposure();
    double fade =
        NegativeBinomial.logRatio(pane.count(), least, parameters.fadeFactor(), dispersion);
    double gone = NegativeBinomial.logRatio(pane.count(), least, parameters.residue(), dispersion);
    state.downPanes = shifted(state.downPanes, fade);
    Evidence.add(state, Evidence.FADE, pane, fade, PANES_PER_THRESHOLD);
    Evidence.add(state, Evidence.GONE, pane, gone, PANES_PER_THRESHOLD);
  }

  private static byte shifted(byte panes, double nats) {
    return (byte) (panes << 1 | (nats > 0 ? 1 : 0));
  }

  /** The test that raises an alarm, if one does. */
  private int alarm(EdgeDriftState state, double exposure, double needed) {
    for (int test : ASKED) {
      if (Evidence.score(state, test) >= needed
          && confirmed(state, test)
          && proven(state, test, exposure, needed)) {
        return test;
      }
    }
    return NO_TEST;
  }

  private boolean confirmed(EdgeDriftState state, int test) {
    int panes = test == Evidence.SURGE ? state.upPanes : state.downPanes;
    return test == Evidence.RISE || Integer.bitCount(panes & 0xff) >= parameters.confirmPanes();
  }

  private boolean proven(EdgeDriftState state, int test, double exposure, double needed) {
    return state.bornLate
        || NegativeBinomial.twoSamples(
                state.samples,
                state.exposure / exposure,
                Evidence.samples(state, test),
                Evidence.exposure(state, test) / exposure,
                baseline.dispersion(state))
            >= needed * parameters.proof();
  }

  private @Nullable EdgeDrift drift(
      EdgeDriftState state, int test, double exposure, double needed) {
    double before = state.bornLate ? 0 : baseline.rate(state);
    double since = Evidence.exposure(state, test);
    double after = Evidence.samples(state, test) / since;
    double larger = Math.max(before, after);
    double smaller = Math.min(before, after);
    boolean large = larger >= smaller * parameters.minimumFactor();
    if (!large || (larger - smaller) * exposure < parameters.minimumSamples()) {
      return null;
    }
    return new EdgeDrift(
        kind(before, after),
        before(state, exposure),
        baseline.rateInterval(state, Evidence.samples(state, test), since, exposure),
        state.onsetMs[test],
        Evidence.score(state, test),
        needed);
  }

  private static DriftKind kind(double before, double after) {
    if (after > before) {
      return before <= NOTHING * after ? DriftKind.APPEARANCE : DriftKind.SURGE;
    }
    return after <= NOTHING * before ? DriftKind.DISAPPEARANCE : DriftKind.FADE;
  }

  private Interval before(EdgeDriftState state, double exposure) {
    return state.bornLate
        ? Interval.ZERO
        : baseline.rateInterval(state, state.samples, state.exposure, exposure);
  }

  private boolean calm(EdgeDriftState state, double needed) {
    return state.bornLate || Evidence.most(state) < needed / CALM;
  }

  /** What came since the onset is the new baseline; an edge that is gone may be born again. */
  private void restart(
      EdgeDriftState state, long paneEndMs, double exposure, int test, DriftKind kind) {
    baseline.restart(
        state, Evidence.samples(state, test), Evidence.exposure(state, test), exposure);
    double left = Evidence.samples(state, test) / Evidence.exposure(state, test) * exposure;
    state.bornLate = kind == DriftKind.DISAPPEARANCE && left <= parameters.absentSamples();
    state.upPanes = 0;
    state.downPanes = 0;
    Evidence.start(state, paneEndMs);
  }
}
