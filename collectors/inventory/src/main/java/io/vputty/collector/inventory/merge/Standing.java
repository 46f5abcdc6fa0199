package io.vputty.collector.inventory.merge;

/** How far what somebody says can be trusted; the first is best. */
public enum Standing {
  /** Its source answers. */
  FRESH(false),
  /** Its source has stopped to answer. */
  STALE(true),
  /** It was said in an earlier run, perhaps by a source that has yet to answer in this one. */
  REMEMBERED(false),
  /** The same, of a source that should have answered long ago. */
  LOST(true);

  private final boolean stale;

  Standing(boolean stale) {
    this.stale = stale;
  }

  boolean isStale() {
    return stale;
  }
}
