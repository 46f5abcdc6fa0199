package io.vputty.model.graph;

/** Kind of an affinity or conflict, with the unit of its weight. */
public enum EdgeKind {
  /** VM to VM, bytes per second. */
  NETWORK,
  /** VM to VM, bytes that one copy could serve. */
  MEMORY,
  /** VM to volume, bytes per second. */
  STORAGE,
  /** VM to VM, excess of the joint peak in cores. */
  CONFLICT;

  /** Whether the weight is a flow over time; the others are levels, and have no panes. */
  public boolean isFlow() {
    return switch (this) {
      case NETWORK, STORAGE -> true;
      case MEMORY, CONFLICT -> false;
    };
  }
}
