package io.vputty.job.affinity.memory;

import io.vputty.model.sharing.PairDeltas;
import io.vputty.model.sharing.PairTable;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** All that one cell of pairs heard of in one pane. The order in which it did never shows. */
final class CellPane {

  private final Map<Long, SampledVm> vms = new TreeMap<>();
  private final Map<Long, PairDeltas> deltas = new TreeMap<>();

  void add(CellNews news) {
    if (news.vm == null) {
      news.addTo(deltas.computeIfAbsent(news.group, group -> new PairDeltas()));
    } else {
      vms.put(news.vm.key, news.vm);
    }
  }

  /** VMs whose samples changed. */
  Collection<SampledVm> vms() {
    return vms.values();
  }

  void mergeInto(PairTable table) {
    deltas.forEach(table::merge);
  }

  /** Whether it says anything of a pair, or of one of its VMs. */
  boolean touches(long one, long other) {
    return vms.containsKey(one)
        || vms.containsKey(other)
        || deltas.values().stream().anyMatch(sums -> sums.get(one, other) != 0);
  }
}
