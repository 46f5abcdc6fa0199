package io.vputty.app.replay;

import io.vputty.collector.sflow.PcapReplay;
import io.vputty.schema.DriftEvent;
import io.vputty.schema.Plan;
import java.util.List;
import java.util.Map;

/**
 * What the pipeline made of a capture.
 *
 * @param capture what the collector saw
 * @param vmNames name of each VM by its id
 * @param edges edges between VMs, largest first
 * @param drifts drift events in the order of time
 * @param plans plans in the order of time
 */
public record ReplayResult(
    PcapReplay.Summary capture,
    Map<String, String> vmNames,
    List<EdgeTotal> edges,
    List<DriftEvent> drifts,
    List<Plan> plans) {
  public ReplayResult {
    vmNames = Map.copyOf(vmNames);
    edges = List.copyOf(edges);
    drifts = List.copyOf(drifts);
    plans = List.copyOf(plans);
  }

  /** Name of a VM; its id if it has none. */
  public String vmName(String id) {
    return vmNames.getOrDefault(id, id);
  }
}
