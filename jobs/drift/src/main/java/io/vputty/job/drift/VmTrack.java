package io.vputty.job.drift;

/** What is remembered of one VM between panes beside its edges; a Flink POJO. */
public final class VmTrack {
  /** End of the first pane with an edge, ms. */
  public long firstPaneMs;

  static VmTrack since(long paneEndMs) {
    VmTrack vm = new VmTrack();
    vm.firstPaneMs = paneEndMs;
    return vm;
  }
}
