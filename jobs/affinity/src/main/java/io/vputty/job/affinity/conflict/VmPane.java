package io.vputty.job.affinity.conflict;

import io.vputty.model.load.PaneRing;
import org.jspecify.annotations.Nullable;

/** CPU load of one VM in one settled pane, told to the host it runs on; a Flink POJO. */
public final class VmPane {
  /** When it was settled, ms: the end of a later pane. */
  public long settledMs;

  /** End of the pane that was settled, ms. */
  public long paneEndMs;

  public String host = "";
  public String vm = "";

  /** CPU in use, millicores; -1 if unknown. */
  public long millicores;

  /** The VM's last hour, the pane included, if it is new to the host; millicores. */
  public @Nullable PaneRing past;

  String host() {
    return host;
  }
}
