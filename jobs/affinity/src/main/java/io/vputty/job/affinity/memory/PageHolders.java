package io.vputty.job.affinity.memory;

import io.vputty.model.sharing.HolderTable;
import io.vputty.model.sharing.PairDeltas;
import io.vputty.model.sharing.ShareKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by bucket of the index, which is of samples that compare: who holds which hash. At a pane's
 * end says by how many hashes what pairs of VMs have in common has changed, in one message for each
 * cell of pairs.
 *
 * <p>State: a table for each part of the bucket in which anybody holds anything, and the changes of
 * open panes; a timer at each pane's end clears them.
 */
final class PageHolders extends KeyedProcessFunction<Long, HashChange, CellNews> {

  private static final long serialVersionUID = 1L;

  private final long paneMs;
  private final int maxHolders;
  private transient ListState<HashChange> pending;
  private transient MapState<Integer, HolderTable> tables;
  private transient Counter passedLimit;
  private transient Counter backUnderLimit;
  private transient Counter pairsTouched;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  PageHolders(long paneMs, MemoryOptions options) {
    this.paneMs = paneMs;
    this.maxHolders = options.maxHolders();
  }

  @Override
  public void open(OpenContext context) {
    pending =
        getRuntimeContext()
            .getListState(
                new ListStateDescriptor<>("pending", TypeInformation.of(HashChange.class)));
    tables =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "tables", Types.INT, TypeInformation.of(HolderTable.class)));
    passedLimit = getRuntimeContext().getMetricGroup().counter("hashesPassedMaxHolders");
    backUnderLimit = getRuntimeContext().getMetricGroup().counter("hashesBackUnderMaxHolders");
    pairsTouched = getRuntimeContext().getMetricGroup().counter("pairsTouched");
  }

  @Override
  public void processElement(HashChange change, Context context, Collector<CellNews> out)
      throws Exception {
    long watermarkMs = context.timerService().currentWatermark();
    change.paneEndMs = Panes.endMs(change.paneEndMs - 1, paneMs, watermarkMs);
    pending.add(change);
    context.timerService().registerEventTimeTimer(change.paneEndMs - 1);
  }

  @Override
  public void onTimer(long timeMs, OnTimerContext context, Collector<CellNews> out)
      throws Exception {
    long endMs = timeMs + 1;
    PairDeltas deltas = new PairDeltas();
    Map<Integer, HolderTable> touched = new HashMap<>();
    List<HashChange> changes = takePending(endMs);
    for (HashChange change : changes) {
      for (long hash : change.removed) {
        table(touched, hash).remove(hash, change.vm, maxHolders, deltas);
      }
    }
    for (HashChange change : changes) {
      for (long hash : change.added) {
        table(touched, hash).add(hash, change.vm, maxHolders, deltas);
      }
    }
    keep(touched);
    tell(context.getCurrentKey() & -ShareKeys.BUCKETS, deltas, endMs, out);
  }

  private List<HashChange> takePending(long endMs) throws Exception {
    List<HashChange> ready = new ArrayList<>();
    List<HashChange> later = new ArrayList<>();
    for (HashChange change : pending.get()) {
      (change.paneEndMs <= endMs ? ready : later).add(change);
    }
    pending.update(later);
    return ready;
  }

  private HolderTable table(Map<Integer, HolderTable> touched, long hash) throws Exception {
    int slot = ShareKeys.slot(hash);
    HolderTable table = touched.get(slot);
    if (table == null) {
      HolderTable known = tables.get(slot);
      table = known == null ? new HolderTable() : known;
      touched.put(slot, table);
    }
    return table;
  }

  private void keep(Map<Integer, HolderTable> touched) throws Exception {
    for (Map.Entry<Integer, HolderTable> entry : touched.entrySet()) {
      if (entry.getValue().isEmpty()) {
        tables.remove(entry.getKey());
      } else {
        tables.put(entry.getKey(), entry.getValue());
      }
    }
  }

  private void tell(long group, PairDeltas deltas, long endMs, Collector<CellNews> out) {
    Map<Integer, PairDeltas> byCell = new TreeMap<>();
    deltas.forEach(
        (one, other, delta) ->
            byCell
                .computeIfAbsent(ShareKeys.cellOf(one, other), cell -> new PairDeltas())
                .add(one, other, delta));
    byCell.forEach((cell, some) -> out.collect(CellNews.of(endMs, cell, group, some)));
    passedLimit.inc(deltas.passedLimit);
    backUnderLimit.inc(deltas.backUnderLimit);
    pairsTouched.inc(deltas.operations());
  }
}
