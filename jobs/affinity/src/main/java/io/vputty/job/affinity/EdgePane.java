package io.vputty.job.affinity;

import io.vputty.model.estimate.SampleSums;
import io.vputty.model.graph.EdgeKind;

/** One edge in one pane, every packet or operation counted once; a Flink POJO. */
public final class EdgePane {
  /** End of the pane, ms. */
  public long paneEndMs;

  public EdgeKind kind = EdgeKind.NETWORK;
  public String from = "";
  public String to = "";

  /** Sampled packets, or operations on a volume. */
  public SampleSums sums = new SampleSums();

  /** Bytes written to a volume, of those in the sums. */
  public long writtenBytes;

  /** Writing operations on a volume, of those in the sums. */
  public long writeOperations;

  /** Samples of the sampling agents that arrived. */
  public long arrived;

  /** Samples of the sampling agents that did not. */
  public long lost;

  String key() {
    return kind.name() + '/' + from + '/' + to;
  }

  void add(SampleSums more, long moreArrived, long moreLost) {
    sums.addAll(more);
    arrived += moreArrived;
    lost += moreLost;
  }

  /** Adds what another part of the same pane, or another pane of the same edge, has. */
  void add(EdgePane more) {
    add(more.sums, more.arrived, more.lost);
    writtenBytes += more.writtenBytes;
    writeOperations += more.writeOperations;
  }

  /** Share of what was expected that arrived, 0-1. */
  double completeness() {
    return lost == 0 ? 1 : (double) arrived / (arrived + lost);
  }
}
