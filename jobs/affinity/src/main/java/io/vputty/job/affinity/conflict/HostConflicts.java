package io.vputty.job.affinity.conflict;

import io.vputty.job.runtime.FleetBroadcast;
import io.vputty.job.runtime.FleetHistory;
import io.vputty.job.runtime.Whereabouts;
import io.vputty.mapping.FleetChange;
import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.model.graph.EdgeWindow.PaneCount;
import io.vputty.model.graph.EdgeWindow.Writes;
import io.vputty.model.load.Conflict;
import io.vputty.model.load.Contention;
import io.vputty.model.load.ContentionRule;
import io.vputty.model.load.LoadLevels;
import io.vputty.model.load.PaneRing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by host: at each pane's end, whether the VMs that are on it now would have contended over
 * the last hour, and which pairs explain it. A pair is emitted when its weight has changed, or has
 * not been told for an hour; one that no longer conflicts, or no longer shares the host, once with
 * weight 0.
 *
 * <p>The window ends with the newest settled pane, the lag before the time it is emitted under.
 *
 * <p>State: the last hour of each VM, 8 bytes a pane, and what was told of each pair. A VM goes
 * with its last pane, or when it has left; the last VM takes everything with it.
 */
final class HostConflicts
    extends KeyedBroadcastProcessFunction<String, VmPane, FleetChange, EdgeWindow> {

  private static final long serialVersionUID = 1L;
  private static final PaneCount NO_PANE = new PaneCount(0, 0, 0, 0, 0);

  private final FleetBroadcast fleet;
  private final LoadClock clock;
  private final ContentionRule rule;
  private transient Contention contention;
  private transient MapState<Long, List<VmPane>> settled;
  private transient MapState<String, PaneRing> rings;
  private transient MapState<String, ToldConflict> told;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  HostConflicts(LoadClock clock, ContentionRule rule) {
    this.clock = clock;
    this.rule = rule;
    this.fleet = new FleetBroadcast(clock.lagMs());
  }

  @Override
  public void open(OpenContext context) {
    contention = new Contention(rule);
    settled =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "settled", Types.LONG, Types.LIST(TypeInformation.of(VmPane.class))));
    rings =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "rings", Types.STRING, TypeInformation.of(PaneRing.class)));
    told =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "told", Types.STRING, TypeInformation.of(ToldConflict.class)));
  }

  @Override
  public void processBroadcastElement(
      FleetChange change, Context context, Collector<EdgeWindow> out) throws Exception {
    fleet.add(
        change, context.getBroadcastState(FleetBroadcast.state()), context.currentWatermark());
  }

  @Override
  public void processElement(VmPane pane, ReadOnlyContext context, Collector<EdgeWindow> out)
      throws Exception {
    List<VmPane> known = settled.get(pane.settledMs);
    List<VmPane> all = known == null ? new ArrayList<>() : new ArrayList<>(known);
    all.add(pane);
    settled.put(pane.settledMs, all);
    context.timerService().registerEventTimeTimer(pane.settledMs - 1);
  }

  @Override
  public void onTimer(long timeMs, OnTimerContext context, Collector<EdgeWindow> out)
      throws Exception {
    long endMs = timeMs + 1;
    FleetHistory history = fleet.history(context.getBroadcastState(FleetBroadcast.state()));
    takeIn(endMs);
    SortedMap<String, long[]> levels = present(context.getCurrentKey(), endMs, history);
    Host host = history.host(context.getCurrentKey(), timeMs);
    List<Conflict> conflicts =
        host == null || host.hardwareCores() == 0
            ? List.of()
            : contention.conflicts(levels, rule.limit(host.hardwareCores()));
    retire(conflicts, levels, endMs, history, out);
    for (Conflict conflict : conflicts) {
      tell(conflict, endMs, history, out);
    }
    if (!levels.isEmpty()) {
      context.timerService().registerEventTimeTimer(timeMs + clock.paneMs());
    }
  }

  private void takeIn(long endMs) throws Exception {
    List<VmPane> all = settled.get(endMs);
    if (all == null) {
      return;
    }
    settled.remove(endMs);
    for (VmPane pane : all) {
      PaneRing ring = pane.past == null ? rings.get(pane.vm) : pane.past;
      ring = ring == null ? new PaneRing(clock.paneMs(), clock.panes()) : ring;
      if (pane.millicores != LoadLevels.UNKNOWN) {
        ring.put(pane.paneEndMs, pane.millicores);
      }
      rings.put(pane.vm, ring);
    }
  }

  /** The hour of each VM that is on the host, millicores; forgets those that left or are silent. */
  private SortedMap<String, long[]> present(String host, long endMs, FleetHistory history)
      throws Exception {
    long lastEndMs = endMs - clock.lagMs();
    SortedMap<String, long[]> levels = new TreeMap<>();
    List<String> gone = new ArrayList<>();
    for (Map.Entry<String, PaneRing> entry : rings.entries()) {
      Vm vm = history.vm(entry.getKey(), endMs - 1);
      if (vm == null || !vm.host().equals(host) || entry.getValue().isSilentUntil(lastEndMs)) {
        gone.add(entry.getKey());
      } else {
        levels.put(entry.getKey(), entry.getValue().until(lastEndMs));
      }
    }
    for (String vm : gone) {
      rings.remove(vm);
    }
    return levels;
  }

  /** Emits with weight 0, and forgets, what was told and is no conflict any more. */
  private void retire(
      List<Conflict> conflicts,
      SortedMap<String, long[]> levels,
      long endMs,
      FleetHistory history,
      Collector<EdgeWindow> out)
      throws Exception {
    SortedMap<String, ToldConflict> over = new TreeMap<>();
    for (Map.Entry<String, ToldConflict> entry : told.entries()) {
      over.put(entry.getKey(), entry.getValue());
    }
    conflicts.forEach(conflict -> over.remove(ToldConflict.key(conflict)));
    for (Map.Entry<String, ToldConflict> entry : over.entrySet()) {
      told.remove(entry.getKey());
      ToldConflict last = entry.getValue();
      long[] from = levels.get(last.from);
      long[] to = levels.get(last.to);
      double known = from == null || to == null ? 1 : Contention.completeness(from, to);
      Conflict none = new Conflict(last.from, last.to, Interval.ZERO, 0, known);
      out.collect(window(none, endMs, history));
    }
  }

  private void tell(Conflict conflict, long endMs, FleetHistory history, Collector<EdgeWindow> out)
      throws Exception {
    String key = ToldConflict.key(conflict);
    ToldConflict last = told.get(key);
    if (last == null
        ? ToldConflict.isDue(0, conflict.cores().value())
        : last.isDue(conflict, endMs)) {
      told.put(key, ToldConflict.of(conflict, endMs));
      out.collect(window(conflict, endMs, history));
    }
  }

  private EdgeWindow window(Conflict conflict, long endMs, FleetHistory history) {
    Whereabouts places = Whereabouts.ofVms(history, conflict.from(), conflict.to(), endMs - 1);
    return new EdgeWindow(
        endMs,
        EdgeKind.CONFLICT,
        conflict.from(),
        conflict.to(),
        places.from(),
        places.to(),
        places.tier(),
        clock.windowMs(),
        clock.paneMs(),
        conflict.cores(),
        conflict.panes(),
        NO_PANE,
        conflict.completeness(),
        Writes.NONE,
        0);
  }
}
