package io.vputty.model.verdict;

import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.CostEstimate;
import java.util.List;

/**
 * What the moves of one wave were worth.
 *
 * @param finding what that proves
 * @param moves the moves, in the order of the plan
 * @param predicted gain by the plan, sum of the moves, $ per hour
 * @param realised cost of all they touch before the wave minus after it, $ per hour
 * @param attributed cost of the traffic after the wave with its moves undone minus as it is, $ per
 *     hour
 * @param shares attributed gain of each move, given those before it; they add up to the whole
 * @param detail the figures in words
 */
public record WaveVerdict(
    Finding finding,
    List<CarriedMove> moves,
    Interval predicted,
    CostEstimate realised,
    CostEstimate attributed,
    List<CostEstimate> shares,
    String detail) {

  /** What a measurement proves. */
  public enum Finding {
    /** It helped, for sure. */
    HELPED,
    /** Neither is sure. */
    UNPROVEN,
    /** It made things worse, for sure. */
    WORSE
  }

  public WaveVerdict {
    moves = List.copyOf(moves);
    shares = List.copyOf(shares);
    if (moves.size() != shares.size()) {
      throw new IllegalArgumentException(
          "each of %d moves needs a share, not %d".formatted(moves.size(), shares.size()));
    }
  }
}
