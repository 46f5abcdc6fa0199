package io.vputty.model.drift;

import org.jspecify.annotations.Nullable;

/** Finds persistent changes of an edge's packet rate. */
public final class EdgeDetector {

  private final DetectorParameters parameters;

  /** A detector without state of its own: one serves all edges. */
  public EdgeDetector(DetectorParameters parameters) {
    this.parameters = parameters;
  }

  /**
   * Takes one pane of one edge, silent panes included, in order of time.
   *
   * @param state what is remembered of the edge; changed
   * @param paneEndMs end of the pane, event time in ms
   * @param samples samples in it
   * @param exposure samples expected at one packet per second: pane seconds times sampling
   *     probability times completeness; a pane with 0 is passed over
   * @return the change, in the pane that confirmed it
   */
  public @Nullable EdgeDrift update(
      EdgeDriftState state, long paneEndMs, long samples, double exposure) {
    if (exposure > 0 && state.panes < parameters.warmUpPanes()) {
      state.panes++;
    }
    return null;
  }
}
