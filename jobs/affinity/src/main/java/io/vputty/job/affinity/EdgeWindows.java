package io.vputty.job.affinity;

import io.vputty.job.runtime.FleetBroadcast;
import io.vputty.job.runtime.FleetHistory;
import io.vputty.mapping.FleetChange;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Tier;
import io.vputty.model.footprint.Vm;
import io.vputty.model.footprint.Volume;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.model.graph.EdgeWindow.Place;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Keyed by edge: a ring of panes, of which the newest {@code window / pane} make the window. A
 * window is emitted whenever it changed: at the end of a pane that had samples, and when such a
 * pane leaves it; at last once with weight 0.
 *
 * <p>State: one entry for each pane of the window that had samples; the last one takes everything
 * with it.
 */
final class EdgeWindows
    extends KeyedBroadcastProcessFunction<String, EdgePane, FleetChange, EdgeWindow> {

  private static final long serialVersionUID = 1L;

  private final FleetBroadcast fleet;
  private final long windowMs;
  private final WindowEstimate estimate;
  private transient MapState<Long, EdgePane> panes;

  @SuppressWarnings("NullAway.Init") // state is made in open
  EdgeWindows(long paneMs, long windowMs) {
    this.fleet = new FleetBroadcast(windowMs);
    this.windowMs = windowMs;
    this.estimate = new WindowEstimate(paneMs, windowMs);
  }

  @Override
  public void open(OpenContext context) {
    panes =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("panes", Types.LONG, TypeInformation.of(EdgePane.class)));
  }

  @Override
  public void processBroadcastElement(
      FleetChange change, Context context, Collector<EdgeWindow> out) throws Exception {
    fleet.add(
        change, context.getBroadcastState(FleetBroadcast.state()), context.currentWatermark());
  }

  @Override
  public void processElement(EdgePane pane, ReadOnlyContext context, Collector<EdgeWindow> out)
      throws Exception {
    EdgePane known = panes.get(pane.paneEndMs);
    if (known != null) {
      pane.add(known);
    }
    panes.put(pane.paneEndMs, pane);
    context.timerService().registerEventTimeTimer(pane.paneEndMs - 1);
    context.timerService().registerEventTimeTimer(pane.paneEndMs + windowMs - 1);
  }

  @Override
  public void onTimer(long timeMs, OnTimerContext context, Collector<EdgeWindow> out)
      throws Exception {
    long endMs = timeMs + 1;
    List<EdgePane> inside = new ArrayList<>();
    EdgePane evicted = panes.get(endMs - windowMs);
    for (EdgePane pane : panes.values()) {
      if (pane.paneEndMs > endMs - windowMs && pane.paneEndMs <= endMs) {
        inside.add(pane);
      }
    }
    EdgePane any = inside.isEmpty() ? evicted : inside.get(0);
    if (any == null) {
      return;
    }
    FleetHistory history = fleet.history(context.getBroadcastState(FleetBroadcast.state()));
    out.collect(window(any, inside, endMs, history));
    panes.remove(endMs - windowMs);
  }

  private EdgeWindow window(EdgePane any, List<EdgePane> inside, long endMs, FleetHistory history) {
    Vm from = history.vm(any.from, endMs - 1);
    Host fromHost = from == null ? null : history.host(from.host(), endMs - 1);
    if (any.kind == EdgeKind.STORAGE) {
      Volume volume = history.volume(any.to, endMs - 1);
      Place at = volume == null ? Place.NOWHERE : new Place(volume.host(), "");
      Host toHost = volume == null ? null : history.host(volume.host(), endMs - 1);
      return estimate.of(any, inside, endMs, place(from), at, tier(fromHost, toHost));
    }
    Vm to = history.vm(any.to, endMs - 1);
    Host toHost = to == null ? null : history.host(to.host(), endMs - 1);
    return estimate.of(any, inside, endMs, place(from), place(to), tier(fromHost, toHost));
  }

  private static Place place(@Nullable Vm vm) {
    return vm == null ? Place.NOWHERE : new Place(vm.host(), vm.domain());
  }

  private static @Nullable Tier tier(@Nullable Host one, @Nullable Host other) {
    return one == null || other == null ? null : Tier.between(one, other);
  }
}
