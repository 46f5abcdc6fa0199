package io.vputty.sink.console.state;

/** Where a plan is, as its moves, decisions and successors say. */
public enum PlanStatus {
  /** It has no moves and says why. */
  NO_MOVE,
  /** It waits for a person, or for an actuator. */
  PROPOSED,
  /** A person has approved it. */
  APPROVED,
  /** A person has refused it. */
  REJECTED,
  /** A person has stopped it. */
  CANCELLED,
  /** Moves of it are under way. */
  RUNNING,
  /** All its moves have ended. */
  DONE,
  /** A newer plan of its domain has replaced it. */
  SUPERSEDED,
  /** No move of it may start any more. */
  EXPIRED;

  /** Whether a person may still approve or reject it. */
  public boolean open() {
    return this == PROPOSED || this == APPROVED || this == RUNNING;
  }
}
