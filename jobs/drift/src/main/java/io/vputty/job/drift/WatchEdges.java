package io.vputty.job.drift;

import io.vputty.job.runtime.ControlBroadcast;
import io.vputty.job.runtime.ControlChange;
import io.vputty.model.drift.AlarmRate;
import io.vputty.model.drift.DetectorParameters;
import io.vputty.model.drift.DriftNotice;
import io.vputty.model.drift.DriftRules;
import io.vputty.model.drift.EdgeDetector;
import io.vputty.model.drift.EdgeDrift;
import io.vputty.model.drift.Season;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeWindow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keyed by VM: at each pane's end gives every edge of that VM its count, or none, to its detector.
 * What the world sends belongs to the VM that receives it.
 *
 * <p>State: one track per edge, dropped after {@link #FORGET_PANES} silent panes; a VM without
 * edges is forgotten.
 */
final class WatchEdges
    extends KeyedBroadcastProcessFunction<String, EdgeWindow, ControlChange, DriftNotice> {

  /** A disappearance is found long before, or was not worth finding. */
  static final int FORGET_PANES = 120;

  /** What each VM's edges add up to, every so many panes. */
  static final OutputTag<VmTally> TALLIES =
      new OutputTag<>("tallies", TypeInformation.of(VmTally.class));

  /** Panes between two tallies. */
  static final int TALLY_PANES = 6;

  private static final long serialVersionUID = 1L;

  private final long paneMs;
  private final ControlBroadcast control;

  private transient DetectorParameters parameters;
  private transient EdgeDetector detector;
  private transient EdgeNotices notices;
  private transient WatchVm watchVm;
  private transient Grounds grounds;
  private transient MapState<Long, List<EdgeWindow>> pending;
  private transient MapState<EdgeKey, EdgeTrack> tracks;
  private transient ValueState<VmTrack> vms;
  private transient ValueState<Season> seasons;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  WatchEdges(long paneMs) {
    this.paneMs = paneMs;
    this.control = new ControlBroadcast(paneMs);
  }

  /** The VM that an edge belongs to. */
  static String owner(EdgeWindow edge) {
    return edge.from().equals(EdgeWindow.WORLD) ? edge.to() : edge.from();
  }

  @Override
  public void open(OpenContext context) {
    parameters = DetectorParameters.defaults();
    detector = new EdgeDetector(parameters);
    notices = new EdgeNotices(paneMs, parameters.toString(), getRuntimeContext().getMetricGroup());
    grounds = new Grounds(control);
    watchVm = new WatchVm(paneMs, getRuntimeContext().getMetricGroup());
    pending =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "pending", Types.LONG, Types.LIST(TypeInformation.of(EdgeWindow.class))));
    tracks =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "tracks",
                    TypeInformation.of(EdgeKey.class),
                    TypeInformation.of(EdgeTrack.class)));
    vms =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("vm", TypeInformation.of(VmTrack.class)));
    seasons =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("season", TypeInformation.of(Season.class)));
  }

  @Override
  public void processBroadcastElement(
      ControlChange change, Context context, Collector<DriftNotice> out) throws Exception {
    control.add(change, context);
  }

  @Override
  public void processElement(EdgeWindow window, ReadOnlyContext context, Collector<DriftNotice> out)
      throws Exception {
    List<EdgeWindow> known = pending.get(window.endMs());
    List<EdgeWindow> all = known == null ? new ArrayList<>() : new ArrayList<>(known);
    all.add(window);
    pending.put(window.endMs(), all);
    context.timerService().registerEventTimeTimer(window.endMs());
  }

  @Override
  public void onTimer(long paneEndMs, OnTimerContext context, Collector<DriftNotice> out)
      throws Exception {
    VmTrack vm = vms.value() == null ? VmTrack.since(paneEndMs) : vms.value();
    Map<EdgeKey, EdgeTrack> edges = edges(paneEndMs, paneEndMs - vm.firstPaneMs);
    Ground ground = grounds.of(domain(context.getCurrentKey(), edges), paneEndMs, context);
    double threshold = threshold(edges.size(), ground);
    busy(vm, edges, paneEndMs);
    for (Map.Entry<EdgeKey, EdgeTrack> entry : edges.entrySet()) {
      watch(entry.getKey(), entry.getValue(), vm.factor, threshold, ground, out);
    }
    DriftNotice peers = watchVm.peers(context.getCurrentKey(), vm, edges, ground);
    if (peers != null && !ground.domain().isEmpty()) {
      out.collect(peers);
    }
    if (paneEndMs / paneMs % TALLY_PANES == 0) {
      context.output(TALLIES, VmTally.of(context.getCurrentKey(), edges, ground));
    }
    keep(edges, vm, context);
  }

  /** Every edge under watch in the order of names, each with what this pane told of it. */
  private Map<EdgeKey, EdgeTrack> edges(long paneEndMs, long watchedMs) throws Exception {
    Map<EdgeKey, EdgeTrack> edges = new TreeMap<>();
    for (Map.Entry<EdgeKey, EdgeTrack> entry : tracks.entries()) {
      edges.put(entry.getKey(), entry.getValue());
    }
    Set<EdgeKey> told = new HashSet<>();
    List<EdgeWindow> windows = pending.get(paneEndMs);
    for (EdgeWindow window : windows == null ? List.<EdgeWindow>of() : windows) {
      EdgeKey edge = new EdgeKey(window.kind(), window.from(), window.to());
      edges.computeIfAbsent(edge, key -> born(watchedMs)).see(window);
      told.add(edge);
    }
    pending.remove(paneEndMs);
    edges.forEach((edge, track) -> track.endPane(told.contains(edge)));
    return edges;
  }

  /** An edge that comes when its VM has long been watched is an appearance, not a start. */
  private EdgeTrack born(long watchedMs) {
    EdgeTrack track = new EdgeTrack();
    track.detector.bornLate = watchedMs > parameters.learnPanes() * paneMs;
    return track;
  }

  /** Where the VM is, as its edges say; empty if it is nowhere. */
  private static String domain(String vm, Map<EdgeKey, EdgeTrack> edges) {
    String domain = "";
    for (Map.Entry<EdgeKey, EdgeTrack> entry : edges.entrySet()) {
      boolean sends = entry.getKey().from().equals(vm);
      String here = sends ? entry.getValue().fromDomain : entry.getValue().toDomain;
      domain = here.isEmpty() ? domain : here;
    }
    return domain;
  }

  /** Every VM has an equal share in its domain's false alarms, and every edge in its VM's. */
  private double threshold(int edges, Ground ground) {
    DriftRules rules = ground.rules();
    return rules.threshold() > 0
        ? rules.threshold()
        : new AlarmRate(rules.falseAlarmsPerDay()).threshold((long) edges * ground.vms(), paneMs);
  }

  /** The season is as large as many edges: it is touched once an hour. */
  private void busy(VmTrack vm, Map<EdgeKey, EdgeTrack> edges, long paneEndMs) throws Exception {
    if (watchVm.isNewHour(vm, paneEndMs)) {
      Season known = seasons.value();
      Season season = known == null ? new Season() : known;
      watchVm.beginHour(vm, paneEndMs, season);
      seasons.update(season);
    }
    watchVm.busy(vm, edges.values());
  }

  private void watch(
      EdgeKey edge,
      EdgeTrack track,
      double factor,
      double threshold,
      Ground ground,
      Collector<DriftNotice> out) {
    EdgeDrift drift = null;
    if (track.isHeard()) {
      double exposure = track.perByte() * factor;
      drift = detector.update(track.detector, ground.timeMs(), track.count, exposure, threshold);
    }
    DriftNotice notice = notices.of(edge, track, drift, factor, ground);
    if (notice != null) {
      out.collect(notice);
    }
  }

  private void keep(Map<EdgeKey, EdgeTrack> edges, VmTrack vm, OnTimerContext context)
      throws Exception {
    boolean watching = false;
    for (Map.Entry<EdgeKey, EdgeTrack> entry : edges.entrySet()) {
      if (entry.getValue().silentPanes > FORGET_PANES) {
        tracks.remove(entry.getKey());
      } else {
        tracks.put(entry.getKey(), entry.getValue());
        watching = true;
      }
    }
    if (watching) {
      vms.update(vm);
      context.timerService().registerEventTimeTimer(context.timestamp() + paneMs);
    } else {
      vms.clear();
      seasons.clear();
    }
  }
}
