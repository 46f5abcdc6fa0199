package io.vputty.model.drift;

import org.jspecify.annotations.Nullable;

/**
 * Finds that a level, such as the cost of a placement, has risen above what it was when it was last
 * settled, and stays there.
 *
 * <p>The reference is the mean of the first {@value #LEARNED} values after settling, and never
 * follows: what creeps up is found too. Evidence adds up by Page's cumulative sum of Gaussian log
 * likelihood ratios for a rise by what was asked; the spread is learned with the reference, both
 * raised by their own uncertainty, and at least {@value #LEAST_SPREAD} of that rise. A value adds
 * at most a quarter of the threshold. Only rises are told: after one the reference is learned anew,
 * so that a level with a daily season is told at most at its first peak. O(1); no randomness.
 */
public final class LevelDetector {

  private static final int SKIPPED = 2;
  private static final int LEARNED = 10;
  private static final double LEAST_SPREAD = 0.25;
  private static final double LARGEST_STEP = 0.25;

  /** Standard errors by which the reference is taken to be too low. */
  private static final double CAUTION = 1.5;

  /**
   * A rise.
   *
   * @param before the reference
   * @param after mean since the onset
   */
  public record Rise(double before, double after, long onsetMs, double score) {}

  /** Learns a new reference from the values that follow. */
  public void settle(LevelState state) {
    state.values = -SKIPPED;
    state.mean = 0;
    state.squares = 0;
    state.score = 0;
    state.onsetMs = 0;
    state.sinceValues = 0;
    state.sinceSum = 0;
  }

  /**
   * Takes in a value.
   *
   * @param shift by which it must have risen, in its unit; nothing is told where it is 0
   * @param threshold nats
   * @return the rise, when there is enough evidence; the state is settled anew then
   */
  public @Nullable Rise update(
      LevelState state, long timeMs, double value, double shift, double threshold) {
    if (state.values < LEARNED) {
      learn(state, timeMs, value);
      return null;
    }
    if (shift <= 0) {
      return null;
    }
    double spread = spread(state, shift);
    double reference = state.mean + CAUTION * spread / Math.sqrt(LEARNED);
    double ratio = shift / (spread * spread) * (value - reference - shift / 2);
    state.score = Math.max(0, state.score + Math.min(ratio, LARGEST_STEP * threshold));
    if (state.score == 0) {
      state.onsetMs = timeMs;
      state.sinceValues = 0;
      state.sinceSum = 0;
      return null;
    }
    state.sinceValues++;
    state.sinceSum += value;
    if (state.score < threshold) {
      return null;
    }
    Rise rise =
        new Rise(state.mean, state.sinceSum / state.sinceValues, state.onsetMs, state.score);
    settle(state);
    return rise;
  }

  private static void learn(LevelState state, long timeMs, double value) {
    state.values++;
    state.onsetMs = timeMs;
    if (state.values > 0) {
      double distance = value - state.mean;
      state.mean += distance / state.values;
      state.squares += distance * (value - state.mean);
    }
  }

  private static double spread(LevelState state, double shift) {
    double variance = state.squares / (LEARNED - 1);
    double raised = Math.sqrt(variance) * (1 + 2 / Math.sqrt(2.0 * (LEARNED - 1)));
    return Math.max(raised, LEAST_SPREAD * shift);
  }
}
