package io.vputty.app.demo.view;

import io.vputty.schema.Interval;

/**
 * What one move was thought to be worth and what it is worth.
 *
 * @param vm name of the VM
 * @param source host it left
 * @param target host it went to
 * @param predicted gain by the plan, $ per hour, 95% interval
 * @param attributed gain given the moves before it, on the traffic that was measured after the
 *     plan, $ per hour
 */
public record MoveGain(
    String vm, String source, String target, Interval predicted, double attributed) {

  /** Rounding errors of sums in another order. */
  private static final double ROUNDING = 1e-9;

  /** Whether the gain that was measured lies in the interval that was predicted. */
  public boolean asPredicted() {
    return predicted.getLow() - ROUNDING <= attributed
        && attributed <= predicted.getHigh() + ROUNDING;
  }
}
