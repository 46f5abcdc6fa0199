package io.vputty.app.demo.view;

import io.vputty.schema.Interval;
import java.util.List;

/**
 * What a plan was thought to be worth and what its moves that were carried out are worth, by the
 * data centre's own byte counters.
 *
 * @param plan id of the plan
 * @param planned moves in the plan
 * @param moves moves that succeeded
 * @param predicted gain of the whole plan, $ per hour, 95% interval
 * @param attributed cost of the traffic after the plan at the old placement minus at the new, $ per
 *     hour
 * @param realised cost before the first move minus after the last, $ per hour; the traffic changed
 *     meanwhile too
 * @param seconds length of the measurement after the last move
 */
public record PlanGain(
    String plan,
    int planned,
    List<MoveGain> moves,
    Interval predicted,
    double attributed,
    double realised,
    long seconds) {
  public PlanGain {
    moves = List.copyOf(moves);
  }

  /** Whether every move of the plan was carried out, so that predicted and measured compare. */
  public boolean complete() {
    return moves.size() == planned;
  }
}
