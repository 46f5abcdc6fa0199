package io.vputty.job.affinity;

import io.vputty.mapping.FlowSecond;
import io.vputty.model.estimate.SampleSums;

/** What one sampling point saw of one pair in one pane; a Flink POJO. */
public final class Sighting {
  /** End of the pane, ms. */
  public long paneEndMs;

  public String agent = "";
  public int subAgent;

  /** True if sampled as it left the switch. */
  public boolean egress;

  public FlowSecond.Pair pair = new FlowSecond.Pair(0, "", 0, "", -1);
  public SampleSums sums = new SampleSums();

  /** Flow samples of the agent that arrived, in the seconds that these sums are from. */
  public long arrived;

  /** Flow samples of the agent that did not arrive. */
  public long lost;

  String key() {
    return pair.key();
  }
}
