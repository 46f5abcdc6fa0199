package io.vputty.job.drift;

import io.vputty.job.runtime.ControlBroadcast;
import io.vputty.job.runtime.DomainCensus;
import io.vputty.job.runtime.DomainSettings;
import io.vputty.job.runtime.FleetHistory;
import io.vputty.model.drift.DriftRules;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.functions.co.BaseBroadcastProcessFunction;

/** What VMs are judged by, looked up once for each domain and pane. */
final class Grounds {

  private final ControlBroadcast control;
  private final Map<String, Ground> byDomain = new HashMap<>();
  private Map<String, DomainCensus> census = Map.of();
  private long timeMs = Long.MIN_VALUE;

  Grounds(ControlBroadcast control) {
    this.control = control;
  }

  /** Of a domain at a pane's end. */
  Ground of(String domain, long paneEndMs, BaseBroadcastProcessFunction.ReadOnlyContext context)
      throws Exception {
    FleetHistory fleet = control.fleet(context);
    if (timeMs != paneEndMs) {
      byDomain.clear();
      census = fleet.census(paneEndMs);
      timeMs = paneEndMs;
    }
    Ground ground = byDomain.get(domain);
    if (ground == null) {
      DomainSettings settings = control.settings(domain, context, paneEndMs);
      ground =
          new Ground(
              paneEndMs,
              domain,
              fleet,
              settings.prices(),
              DriftRules.of(settings::number),
              census.getOrDefault(domain, DomainCensus.NONE));
      byDomain.put(domain, ground);
    }
    return ground;
  }
}
