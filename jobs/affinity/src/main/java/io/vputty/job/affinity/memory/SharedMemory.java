package io.vputty.job.affinity.memory;

import io.vputty.job.runtime.FleetBroadcast;
import io.vputty.job.runtime.FleetHistory;
import io.vputty.mapping.FleetChange;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.model.sharing.PairTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by cell of pairs: how many hashes two VMs have in common, exactly. At a pane's end emits
 * each pair that changed, or of which a VM's samples did, and those that have not been told for
 * long; a pair with too little in common is told once with weight 0.
 *
 * <p>State: one table of the cell's pairs that have a hash in common, what estimates need of the
 * VMs that pairs of the cell can be of, and the news of open panes. All of it goes with the VMs'
 * samples.
 */
final class SharedMemory
    extends KeyedBroadcastProcessFunction<Integer, CellNews, FleetChange, EdgeWindow> {

  private static final long serialVersionUID = 1L;

  private final FleetBroadcast fleet;
  private final long paneMs;
  private final MemoryOptions options;
  private transient ListState<CellNews> pending;
  private transient MapState<Long, SampledVm> vms;
  private transient ValueState<PairTable> pairs;

  @SuppressWarnings("NullAway.Init") // state is made in open
  SharedMemory(long paneMs, MemoryOptions options) {
    this.fleet = new FleetBroadcast(paneMs);
    this.paneMs = paneMs;
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    pending =
        getRuntimeContext()
            .getListState(new ListStateDescriptor<>("pending", TypeInformation.of(CellNews.class)));
    vms =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("vms", Types.LONG, TypeInformation.of(SampledVm.class)));
    pairs =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("pairs", TypeInformation.of(PairTable.class)));
  }

  @Override
  public void processBroadcastElement(
      FleetChange change, Context context, Collector<EdgeWindow> out) throws Exception {
    fleet.add(
        change, context.getBroadcastState(FleetBroadcast.state()), context.currentWatermark());
  }

  @Override
  public void processElement(CellNews news, ReadOnlyContext context, Collector<EdgeWindow> out)
      throws Exception {
    news.paneEndMs = Panes.endMs(news.paneEndMs - 1, paneMs, context.currentWatermark());
    pending.add(news);
    context.timerService().registerEventTimeTimer(news.paneEndMs - 1);
  }

  @Override
  public void onTimer(long timeMs, OnTimerContext context, Collector<EdgeWindow> out)
      throws Exception {
    long endMs = timeMs + 1;
    CellPane pane = takePending(endMs);
    PairTable known = pairs.value();
    PairTable table = known == null ? new PairTable() : known;
    pane.mergeInto(table);
    for (SampledVm vm : pane.vms()) {
      vms.put(vm.key, vm);
    }
    FleetHistory history = fleet.history(context.getBroadcastState(FleetBroadcast.state()));
    CellEdges edges = new CellEdges(table, vms::get, history, endMs, paneMs, options);
    edges.tell(pane, out);
    keep(pane, edges, table);
    if (edges.nextMs() != CellEdges.NEVER) {
      context.timerService().registerEventTimeTimer(edges.nextMs() - 1);
    }
  }

  private CellPane takePending(long endMs) throws Exception {
    CellPane ready = new CellPane();
    List<CellNews> later = new ArrayList<>();
    for (CellNews news : pending.get()) {
      if (news.paneEndMs <= endMs) {
        ready.add(news);
      } else {
        later.add(news);
      }
    }
    pending.update(later);
    return ready;
  }

  /** A VM without samples is known until the last of its pairs is told to be no more. */
  private void keep(CellPane pane, CellEdges edges, PairTable table) throws Exception {
    table.dropEmpty();
    Set<Long> gone = new TreeSet<>(edges.gone());
    pane.vms().stream().filter(SampledVm::isGone).forEach(vm -> gone.add(vm.key));
    for (long vm : gone) {
      if (!table.holds(vm)) {
        vms.remove(vm);
      }
    }
    if (table.size() == 0) {
      pairs.clear();
    } else {
      pairs.update(table);
    }
  }
}
