package io.vputty.job.affinity.memory;

import io.vputty.job.runtime.FleetHistory;
import io.vputty.job.runtime.Whereabouts;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.model.sharing.PairTable;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.FunctionWithException;
import org.jspecify.annotations.Nullable;

/** Which pairs of one cell are told at the end of one pane, and as what. */
final class CellEdges {

  /** In place of a time: there is nothing to be told again. */
  static final long NEVER = Long.MAX_VALUE;

  private final PairTable table;
  private final FunctionWithException<Long, @Nullable SampledVm, Exception> vms;
  private final FleetHistory fleet;
  private final long endMs;
  private final long paneMs;
  private final MemoryOptions options;
  private final Set<Long> gone = new TreeSet<>();
  private long nextMs = NEVER;

  /**
   * @param vms a VM by what stands for it
   * @param endMs end of the pane, ms
   */
  CellEdges(
      PairTable table,
      FunctionWithException<Long, @Nullable SampledVm, Exception> vms,
      FleetHistory fleet,
      long endMs,
      long paneMs,
      MemoryOptions options) {
    this.table = table;
    this.vms = vms;
    this.fleet = fleet;
    this.endMs = endMs;
    this.paneMs = paneMs;
    this.options = options;
  }

  /** Emits what a pane changed, and what is due again. */
  void tell(CellPane pane, Collector<EdgeWindow> out) throws Exception {
    int end;
    for (int start = 0; start < table.size(); start = end) {
      end = table.endOfPair(start);
      long dueMs = dueMs(start, end);
      if (dueMs <= endMs || pane.touches(table.ones[start], table.others[start])) {
        tell(start, end, out);
        dueMs = dueMs(start, end);
      }
      nextMs = Math.min(nextMs, dueMs);
    }
  }

  /** When the next pair is due again, at the end of a pane, ms; {@link #NEVER} if none is. */
  long nextMs() {
    return nextMs;
  }

  /** VMs without samples that pairs were told of. */
  Set<Long> gone() {
    return gone;
  }

  private void tell(int start, int end, Collector<EdgeWindow> out) throws Exception {
    SampledVm one = vms.apply(table.ones[start]);
    SampledVm other = vms.apply(table.others[start]);
    if (one == null || other == null) {
      return; // word of the VM itself came late: the pair is told when it is here
    }
    Stream.of(one, other).filter(SampledVm::isGone).forEach(vm -> gone.add(vm.key));
    MemoryEdge edge = MemoryEdge.of(one, other, table, start, end);
    if (edge.common() >= options.minCommon()) {
      forget(start, end);
      table.toldMs[edge.row()] = endMs;
      out.collect(window(edge, one.id, other.id));
    } else if (forget(start, end)) {
      out.collect(window(edge.retired(), one.id, other.id));
    }
  }

  private EdgeWindow window(MemoryEdge edge, String one, String other) {
    String from = one.compareTo(other) < 0 ? one : other;
    String to = from.equals(one) ? other : one;
    Whereabouts where = Whereabouts.ofVms(fleet, from, to, endMs - 1);
    return edge.window(from, to, where, endMs, paneMs);
  }

  private long dueMs(int start, int end) {
    for (int row = start; row < end; row++) {
      if (table.toldMs[row] != 0) {
        return Panes.notBeforeMs(table.toldMs[row] + options.refresh().toMillis(), paneMs);
      }
    }
    return NEVER;
  }

  /** Takes a pair for one that is not told of; returns whether it was. */
  private boolean forget(int start, int end) {
    boolean wasTold = false;
    for (int row = start; row < end; row++) {
      wasTold |= table.toldMs[row] != 0;
      table.toldMs[row] = 0;
    }
    return wasTold;
  }
}
