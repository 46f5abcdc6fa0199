package io.vputty.job.reshape;

import io.vputty.mapping.CurrentSamples;
import io.vputty.mapping.FleetPages;
import io.vputty.mapping.VmPages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The page samples of one VM that count; a Flink POJO. */
public final class VmSamples {

  /** By what they compare with, as {@link CurrentSamples} has them. */
  public Map<Long, VmPages> byGroup = new HashMap<>();

  void take(VmPages news) {
    CurrentSamples samples = new CurrentSamples(byGroup);
    samples.take(news);
    byGroup = new HashMap<>(samples.all());
  }

  /** Those told within {@link CurrentSamples#AGE}. */
  List<VmPages> current(long nowMs) {
    long sinceMs = nowMs - CurrentSamples.AGE.toMillis();
    return byGroup.values().stream().filter(pages -> pages.timeMs() > sinceMs).toList();
  }

  /** Those of a fleet's VMs that compare. */
  static FleetPages fleet(Map<String, VmSamples> samples, long nowMs) {
    Map<String, List<VmPages>> current = new HashMap<>();
    samples.forEach((vm, of) -> current.put(vm, of.current(nowMs)));
    return current.isEmpty() ? FleetPages.NONE : new FleetPages(current);
  }
}
