package io.vputty.app.replay;

import io.vputty.collector.sflow.PcapReplay;
import io.vputty.schema.DriftEvent;
import io.vputty.schema.Plan;
import java.util.List;

/**
 * What the pipeline made of a capture.
 *
 * @param capture what the collector saw
 * @param edges edges between VMs, largest first
 * @param drifts drift events in the order of time
 * @param plans plans in the order of time
 */
public record ReplayResult(
    PcapReplay.Summary capture, List<EdgeTotal> edges, List<DriftEvent> drifts, List<Plan> plans) {
  public ReplayResult {
    edges = List.copyOf(edges);
    drifts = List.copyOf(drifts);
    plans = List.copyOf(plans);
  }
}
