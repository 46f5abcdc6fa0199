package io.vputty.model.drift;

/** What a drift is about. */
public enum DriftKind {
  /** An edge carries more than before. */
  SURGE,
  /** An edge carries less than before. */
  FADE,
  /** An edge that was not there. */
  APPEARANCE,
  /** An edge that is no more. */
  DISAPPEARANCE,
  /** A VM's distribution over its peers. */
  NEIGHBOURHOOD,
  /** The cost of a domain's placement. */
  DOMAIN,
  /** Which VMs of a domain keep to themselves. */
  COMMUNITY,
  /** So many edges of a domain at once that none is told by itself until it is over. */
  STORM,
  /** So much of a domain's inventory is out of date that nothing is told until it is not. */
  STALE;

  /** Whether it is about one edge. */
  public boolean isOfEdge() {
    return compareTo(DISAPPEARANCE) <= 0;
  }
}
