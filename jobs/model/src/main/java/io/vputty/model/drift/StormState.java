package io.vputty.model.drift;

import java.util.ArrayList;
import java.util.List;

/** Drifts of one domain in its newest panes; a mutable state type. */
public final class StormState {
  /** Ends of the panes that had drifts, ms, ascending. */
  public List<Long> paneEnds = new ArrayList<>();

  /** Edges that drifted in each of them. */
  public List<Integer> drifts = new ArrayList<>();

  /** End of the pane in which the storm began, ms; 0 if there is none. */
  public long sinceMs;
}
