package io.vputty.model.graph;

/** How far a window can be trusted. */
public enum Completeness {
  /** Nearly all that was expected arrived; what did not widens the interval. */
  VALID,
  /** Part of it is missing: take the interval as it is, decide little. */
  PARTIAL,
  /** Too little to decide anything. */
  INVALID;

  private static final double VALID_FROM = 0.95;
  private static final double PARTIAL_FROM = 0.5;

  /** Of the share of what was expected that arrived, 0-1. */
  public static Completeness of(double share) {
    if (share >= VALID_FROM) {
      return VALID;
    }
    return share >= PARTIAL_FROM ? PARTIAL : INVALID;
  }
}
