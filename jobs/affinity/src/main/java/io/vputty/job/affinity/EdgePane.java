package io.vputty.job.affinity;

import io.vputty.model.estimate.SampleSums;

/** One edge in one pane, every packet counted once; a Flink POJO. */
public final class EdgePane {
  /** End of the pane, ms. */
  public long paneEndMs;

  public String from = "";
  public String to = "";
  public SampleSums sums = new SampleSums();

  /** Samples of the sampling agents that arrived. */
  public long arrived;

  /** Samples of the sampling agents that did not. */
  public long lost;

  String key() {
    return from + '/' + to;
  }

  void add(SampleSums more, long moreArrived, long moreLost) {
    sums.addAll(more);
    arrived += moreArrived;
    lost += moreLost;
  }

  /** Share of what was expected that arrived, 0-1. */
  double completeness() {
    return lost == 0 ? 1 : (double) arrived / (arrived + lost);
  }
}
