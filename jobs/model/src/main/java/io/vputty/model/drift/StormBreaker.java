package io.vputty.model.drift;

/**
 * Tells a storm: so large a share of a domain's edges drifting at once that the cause is no edge's,
 * and ten thousand events would say less than one.
 *
 * <p>It begins when more than {@link DriftRules#stormShare} of all edges, and at least {@value
 * #LEAST} of them, drifted within {@value DriftRules#STORM_PANES} panes, and ends when half of that
 * did.
 */
public final class StormBreaker {

  /** Fewer edges than this can be told one by one. */
  static final int LEAST = 20;

  private final long paneMs;

  /** What to do with the drifts of one pane. */
  public enum Verdict {
    /** Tell each of them. */
    TELL,
    /** Tell the storm that has just begun. */
    BEGIN,
    /** Tell nothing: it goes on. */
    HOLD
  }

  public StormBreaker(long paneMs) {
    this.paneMs = paneMs;
  }

  /**
   * Takes in the drifts of one pane.
   *
   * @param edges live edges of the domain
   */
  public Verdict update(StormState state, long paneEndMs, int drifts, int edges, DriftRules rules) {
    if (drifts > 0) {
      state.paneEnds.add(paneEndMs);
      state.drifts.add(drifts);
    }
    while (!state.paneEnds.isEmpty()
        && state.paneEnds.get(0) <= paneEndMs - DriftRules.STORM_PANES * paneMs) {
      state.paneEnds.remove(0);
      state.drifts.remove(0);
    }
    int recent = recent(state);
    if (state.sinceMs > 0) {
      boolean over = recent <= rules.stormShare() * edges / 2;
      state.sinceMs = over ? 0 : state.sinceMs;
      return over ? Verdict.TELL : Verdict.HOLD;
    }
    if (recent < LEAST || recent <= rules.stormShare() * edges) {
      return Verdict.TELL;
    }
    state.sinceMs = paneEndMs;
    return Verdict.BEGIN;
  }

  /** Edges that drifted in the newest panes. */
  public static int recent(StormState state) {
    return state.drifts.stream().mapToInt(Integer::intValue).sum();
  }
}
