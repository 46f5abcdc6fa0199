package io.vputty.model.drift;

import java.util.Arrays;

/**
 * The tests for a change that run side by side on an edge, each a cumulative sum that starts anew
 * whenever it falls to zero: its score, when that last was zero, and what was seen since.
 */
final class Evidence {

  /** Somewhat more. */
  static final int RISE = 0;

  /** Much more. */
  static final int SURGE = 1;

  /** Much less. */
  static final int FADE = 2;

  /** Next to none. */
  static final int GONE = 3;

  static final int TESTS = 4;

  private Evidence() {}

  /**
   * A pane as the tests see it.
   *
   * @param endMs its end, event time in ms
   * @param count samples in it
   * @param exposure samples expected at a rate of one
   * @param needed evidence that raises an alarm, nats
   */
  record Pane(long endMs, double count, double exposure, double needed) {}

  /**
   * Adds a pane to a test. Evidence that is needed must come from so many panes at least, and no
   * more than twice as much is kept.
   */
  static void add(EdgeDriftState state, int test, Pane pane, double nats, double panes) {
    int at = 3 * test;
    double score = state.sums[at] + Math.min(nats, pane.needed / panes);
    if (score > 0) {
      state.sums[at] = (float) Math.min(score, 2 * pane.needed);
      state.sums[at + 1] += (float) pane.count;
      state.sums[at + 2] += (float) pane.exposure;
    } else {
      Arrays.fill(state.sums, at, at + 3, 0);
      state.onsetMs[test] = pane.endMs;
    }
  }

  /** Starts all tests at a time. */
  static void start(EdgeDriftState state, long timeMs) {
    Arrays.fill(state.sums, 0);
    Arrays.fill(state.onsetMs, timeMs);
  }

  /** Multiplies exposures. */
  static void rescale(EdgeDriftState state, double factor) {
    for (int test = 0; test < TESTS; test++) {
      state.sums[3 * test + 2] *= (float) factor;
    }
  }

  /** Evidence for a test's change, nats. */
  static double score(EdgeDriftState state, int test) {
    return state.sums[3 * test];
  }

  /** Samples since the score was zero. */
  static double samples(EdgeDriftState state, int test) {
    return state.sums[3 * test + 1];
  }

  /** Exposure since then. */
  static double exposure(EdgeDriftState state, int test) {
    return state.sums[3 * test + 2];
  }

  /** The highest score of all tests. */
  static double most(EdgeDriftState state) {
    double most = 0;
    for (int test = 0; test < TESTS; test++) {
      most = Math.max(most, score(state, test));
    }
    return most;
  }
}
