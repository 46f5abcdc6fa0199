package io.vputty.model.drift;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds that a VM's traffic has gone over to other peers, whatever its volume does.
 *
 * <p>Problem: shares of a VM's samples by peer, few samples, bursty, heavy-tailed. Say when the
 * distribution has changed for good; stay quiet when all of it grows, or one peer bursts.
 *
 * <p>How: panes are gathered into blocks of at least {@value #LEAST_PANES} panes and {@value
 * #LEAST_SAMPLES} samples. A block's distance from what is usual is the squared Hellinger distance
 * 1 - sum sqrt(p q), which sampling alone makes (k - 1) / 8 (1 / n + 1 / m) for k peers, and bursts
 * make larger: so the VM's own mean distance and its spread are learned, raised by their
 * uncertainty, and only what exceeds them is evidence. It adds up as Page's cumulative sum (1954)
 * of Gaussian log-likelihood ratios for a shift by {@value #SHIFT} spreads; one block adds at most
 * a third of the threshold, and {@value #CONFIRM} of the last four must point the same way. Usual
 * is what came before, an old block weighing half after {@value #HALF_LIFE} blocks; blocks that
 * point to a change teach nothing. After a change the last block is what is usual.
 *
 * <p>Cost: O(peers) a block. Limits: a change by less than {@value #LEAST_DISTANCE} is not told;
 * one slower than the memory is learned instead. No randomness.
 */
public final class NeighbourhoodDetector {

  public static final int LEAST_PANES = 6;
  static final double LEAST_SAMPLES = 60;
  private static final int MOST_PANES = 60;
  private static final int LEARNED_BLOCKS = 8;
  private static final int MEMORY_BLOCKS = 60;
  private static final double HALF_LIFE = 20;
  private static final double SHIFT = 4;
  private static final int CONFIRM = 3;
  private static final int CONFIRM_MASK = 0xf;
  private static final double LARGEST_STEP = 1.0 / 3;
  private static final double LEAST_DISTANCE = 0.2;
  private static final double LEAST_SPREAD = 0.005;
  private static final double KEEP = Math.pow(0.5, 1 / HALF_LIFE);

  /** Takes in the samples of one pane; true when the block is complete. */
  public boolean add(NeighbourhoodState state, double samples) {
    state.panes++;
    state.samples += samples;
    return state.panes >= MOST_PANES
        || (state.panes >= LEAST_PANES && state.samples >= LEAST_SAMPLES);
  }

  /**
   * Closes a block.
   *
   * @param usual usual samples of each peer; changed
   * @param block samples of each peer in the block; cleared
   * @param threshold nats
   * @return the change, in the block that confirmed it
   */
  public @Nullable NeighbourhoodShift close(
      NeighbourhoodState state, long paneEndMs, double[] usual, double[] block, double threshold) {
    boolean enough = state.samples >= LEAST_SAMPLES;
    state.panes = 0;
    state.samples = 0;
    if (!enough) {
      Arrays.fill(block, 0);
      return null;
    }
    if (state.blocks == 0) {
      begin(state, paneEndMs, usual, block);
      return null;
    }
    double distance = squaredDistance(usual, block);
    boolean young = state.blocks < LEARNED_BLOCKS;
    double ratio = young ? 0 : ratio(state, distance);
    state.score = Math.max(0, state.score + Math.min(ratio, LARGEST_STEP * threshold));
    state.pointing = (state.pointing << 1 | (ratio > 0 ? 1 : 0)) & CONFIRM_MASK;
    if (state.score == 0) {
      state.onsetMs = paneEndMs;
    }
    double beyond = Math.sqrt(Math.max(0, distance - state.distance));
    if (state.score >= threshold
        && Integer.bitCount(state.pointing) >= CONFIRM
        && beyond >= LEAST_DISTANCE) {
      NeighbourhoodShift shift =
          new NeighbourhoodShift(beyond, state.onsetMs, state.score, threshold);
      begin(state, paneEndMs, usual, block);
      return shift;
    }
    if (ratio <= 0) {
      learn(state, distance, usual, block);
    }
    Arrays.fill(block, 0);
    return null;
  }

  private static void begin(
      NeighbourhoodState state, long paneEndMs, double[] usual, double[] block) {
    state.blocks = 1;
    state.distance = 0;
    state.squares = 0;
    state.score = 0;
    state.pointing = 0;
    state.onsetMs = paneEndMs;
    System.arraycopy(block, 0, usual, 0, block.length);
    Arrays.fill(block, 0);
  }

  private static void learn(
      NeighbourhoodState state, double distance, double[] usual, double[] block) {
    double weight = 1.0 / Math.min(state.blocks, MEMORY_BLOCKS);
    state.distance += weight * (distance - state.distance);
    state.squares += weight * (distance * distance - state.squares);
    state.blocks++;
    for (int i = 0; i < block.length; i++) {
      usual[i] = usual[i] * KEEP + block[i];
    }
  }

  /** Log-likelihood ratio of a shift against none, nats. */
  private static double ratio(NeighbourhoodState state, double distance) {
    double known = Math.sqrt(Math.min(state.blocks, MEMORY_BLOCKS));
    double variance = Math.max(0, state.squares - state.distance * state.distance);
    double spread =
        Math.max(Math.sqrt(variance), state.distance / 2 + LEAST_SPREAD) * (1 + 1 / known);
    double z = (distance - state.distance) / spread;
    return SHIFT * z - SHIFT * SHIFT / 2;
  }

  /** 1 - sum sqrt(p q): 0 of the same shares, 1 of shares with nothing in common. */
  static double squaredDistance(double[] usual, double[] block) {
    double before = 0;
    double now = 0;
    for (int i = 0; i < usual.length; i++) {
      before += usual[i];
      now += block[i];
    }
    if (before == 0 || now == 0) {
      return 0;
    }
    double common = 0;
    for (int i = 0; i < usual.length; i++) {
      common += Math.sqrt(usual[i] / before * (block[i] / now));
    }
    return Math.max(0, 1 - common);
  }
}
