package io.vputty.job.drift;

import io.vputty.model.drift.LevelState;

/** Which VMs of a domain kept to themselves when that was last looked at; a Flink POJO. */
public final class CommunityTrack {
  /** VMs, ascending; none before the first look. */
  public String[] vms = new String[0];

  /** Community of each. */
  public int[] communities = new int[0];

  /** Share of their traffic that goes from one community to another. */
  public LevelState across = new LevelState();
}
