package io.vputty.job.drift;

import io.vputty.model.drift.LevelState;
import io.vputty.model.drift.StormState;

/** What is remembered of one domain between panes; a Flink POJO. */
public final class DomainTrack {
  public StormState storm = new StormState();

  /** Cost of the placement against what it was when it was last changed. */
  public LevelState cost = new LevelState();

  /** Who kept to themselves. */
  public CommunityTrack communities = new CommunityTrack();

  /** The placement that {@link #cost} is of; see {@code DomainCensus}. */
  public long placement;

  /** Live edges, as of the last tally. */
  public int edges;

  /** End of the pane of the last tally, ms. */
  public long talliedMs;

  /** True while so much of the inventory is out of date that nothing is told. */
  public boolean stale;
}
