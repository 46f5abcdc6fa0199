package io.vputty.job.drift;

import io.vputty.model.drift.NeighbourhoodState;

/** What is remembered of one VM between panes beside its edges; a Flink POJO. */
public final class VmTrack {
  /** End of the first pane with an edge, ms. */
  public long firstPaneMs;

  /** End of the last pane with an edge under watch, ms. */
  public long lastPaneMs;

  /** What is known of its peers as a whole. */
  public NeighbourhoodState neighbourhood = new NeighbourhoodState();

  /** The hour that has not ended, counted from the epoch. */
  public long hour;

  /** Bytes per second of each pane of that hour added up, and how many panes these are. */
  public double hourRates;

  public int hourPanes;

  /** Expected traffic in that hour, as a multiple of the average. */
  public double factor = 1;

  static VmTrack since(long paneEndMs) {
    VmTrack vm = new VmTrack();
    vm.firstPaneMs = paneEndMs;
    return vm;
  }
}
