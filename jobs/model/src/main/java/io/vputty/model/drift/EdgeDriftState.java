package io.vputty.model.drift;

/** What the detector remembers of one edge: a mutable state type of primitive fields. */
public final class EdgeDriftState {

  /** Set by the caller at creation: first seen when the job had run longer than the warm-up. */
  public boolean bornLate;

  /** Panes seen. */
  public int panes;
}
