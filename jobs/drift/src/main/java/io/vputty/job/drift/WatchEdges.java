package io.vputty.job.drift;

import io.vputty.job.runtime.ControlBroadcast;
import io.vputty.job.runtime.ControlChange;
import io.vputty.model.drift.AlarmRate;
import io.vputty.model.drift.DetectorParameters;
import io.vputty.model.drift.DriftNotice;
import io.vputty.model.drift.DriftRules;
import io.vputty.model.drift.EdgeDetector;
import io.vputty.model.drift.EdgeDrift;
import io.vputty.model.drift.Habit;
import io.vputty.model.drift.Season;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Vm;
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
import org.jspecify.annotations.Nullable;

/**
 * Keyed by VM: at each pane's end gives every edge of that VM its count, or none, to its detector.
 * What the world, or others, send belongs to the VM that receives it.
 *
 * <p>State: one track per edge, dropped after {@link EdgeTrack#FORGET_PANES} silent panes; a VM
 * without edges is forgotten, unless it was watched for a day or more, but for when it and its
 * edges changed, of the last {@link #MOST_HABITS}, kept for {@link Habit#DAYS} days.
 */
final class WatchEdges
    extends KeyedBroadcastProcessFunction<String, EdgeWindow, ControlChange, DriftNotice> {

  /** What each VM's edges add up to, every so many panes. */
  static final OutputTag<VmTally> TALLIES =
      new OutputTag<>("tallies", TypeInformation.of(VmTally.class));

  /** A VM and its edges, of which is kept when they changed. */
  static final int MOST_HABITS = 64;

  /** Panes between two tallies. */
  static final int TALLY_PANES = 6;

  private static final long serialVersionUID = 1L;

  private static final long DAY_MS = 86_400_000;

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
  private transient MapState<String, Habit> habits;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  WatchEdges(long paneMs, Prices prices) {
    this.paneMs = paneMs;
    this.control = new ControlBroadcast(paneMs, prices);
  }

  /** The VM that an edge belongs to. */
  static String owner(EdgeWindow edge) {
    return owner(edge.from(), edge.to());
  }

  static String owner(EdgeKey edge) {
    return owner(edge.from(), edge.to());
  }

  private static String owner(String from, String to) {
    return from.equals(EdgeWindow.WORLD) || from.equals(EdgeWindow.OTHERS) ? to : from;
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
    habits =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("habits", Types.STRING, TypeInformation.of(Habit.class)));
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
    Vm now = control.fleet(context).vm(context.getCurrentKey(), paneEndMs);
    String domain = now == null ? domain(context.getCurrentKey(), edges) : now.domain();
    Ground ground = grounds.of(domain, paneEndMs, context);
    double threshold = threshold(edges.size(), ground);
    busy(vm, edges, paneEndMs);
    for (Map.Entry<EdgeKey, EdgeTrack> entry : edges.entrySet()) {
      EdgeDrift drift = drift(entry.getValue(), vm.factor, threshold, ground);
      DriftNotice fresh =
          drift == null
              ? null
              : fresh(entry.getKey(), entry.getValue(), drift, vm, ground, context);
      DriftNotice notice = notices.next(entry.getKey(), entry.getValue(), fresh, ground);
      if (notice != null) {
        out.collect(notice);
      }
    }
    DriftNotice peers = watchVm.peers(context.getCurrentKey(), vm, edges, ground);
    if (peers != null && !isHabit(peers, context)) {
      out.collect(peers);
    }
    if (paneEndMs / paneMs % TALLY_PANES == 0 && !ground.domain().isEmpty()) {
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

  /** Where a VM that is in no inventory any more was, as its edges say; empty if nowhere. */
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
      double past = watchVm.beginHour(vm, paneEndMs, season);
      edges.values().forEach(track -> detector.rescale(track.detector, past));
      seasons.update(season);
    }
    watchVm.busy(vm, edges.values());
  }

  /** What was watched for a day or more may come back: it is kept as long as its habits. */
  private void rest(VmTrack vm, OnTimerContext context) throws Exception {
    long untilMs = endOfPane(vm.lastPaneMs + Habit.DAYS * DAY_MS);
    if (vm.lastPaneMs - vm.firstPaneMs >= DAY_MS && context.timestamp() < untilMs) {
      vms.update(vm);
      context.timerService().registerEventTimeTimer(untilMs);
    } else {
      vms.clear();
      seasons.clear();
    }
    forgetHabits(context.timestamp());
  }

  private @Nullable EdgeDrift drift(
      EdgeTrack track, double factor, double threshold, Ground ground) {
    return track.isHeard()
        ? detector.update(
            track.detector, ground.timeMs(), track.count, track.perByte() * factor, threshold)
        : null;
  }

  /** What the drift would be told as; null if it is not worth telling, or is as usual. */
  private @Nullable DriftNotice fresh(
      EdgeKey edge,
      EdgeTrack track,
      EdgeDrift drift,
      VmTrack vm,
      Ground ground,
      OnTimerContext context)
      throws Exception {
    DriftNotice fresh = notices.fresh(edge, track, drift, vm.factor, ground);
    if (fresh != null && (isOnlyExpected(drift, vm) || isHabit(fresh, context))) {
      notices.passOver();
      return null;
    }
    return fresh;
  }

  private boolean isOnlyExpected(EdgeDrift drift, VmTrack vm) throws Exception {
    Season season = seasons.value();
    return season != null && WatchVm.isOnlyExpected(drift, vm.factor, season);
  }

  /** Whether the subject does this at this time of day; remembers that it did. */
  private boolean isHabit(DriftNotice notice, OnTimerContext context) throws Exception {
    Habit known = habits.get(notice.subject());
    Habit habit = known == null ? new Habit() : known;
    boolean usual =
        habit.isUsual(notice.onsetMs(), notice.before().value(), notice.after().value());
    habits.put(notice.subject(), habit);
    forgetHabits(context.timestamp());
    context.timerService().registerEventTimeTimer(endOfPane(habit.untilMs()));
    return usual;
  }

  /** Drops the habits that are too old or too many. */
  private void forgetHabits(long nowMs) throws Exception {
    List<Map.Entry<Long, String>> oldest = new ArrayList<>();
    for (Map.Entry<String, Habit> entry : habits.entries()) {
      oldest.add(Map.entry(endOfPane(entry.getValue().untilMs()), entry.getKey()));
    }
    oldest.sort(Map.Entry.<Long, String>comparingByKey().thenComparing(Map.Entry::getValue));
    for (int i = 0; i < oldest.size(); i++) {
      if (oldest.get(i).getKey() <= nowMs || i < oldest.size() - MOST_HABITS) {
        habits.remove(oldest.get(i).getValue());
      }
    }
  }

  private long endOfPane(long timeMs) {
    return Math.floorDiv(timeMs, paneMs) * paneMs + paneMs;
  }

  private void keep(Map<EdgeKey, EdgeTrack> edges, VmTrack vm, OnTimerContext context)
      throws Exception {
    boolean watching = false;
    for (Map.Entry<EdgeKey, EdgeTrack> entry : edges.entrySet()) {
      if (entry.getValue().isForgotten()) {
        tracks.remove(entry.getKey());
      } else {
        tracks.put(entry.getKey(), entry.getValue());
        watching = true;
      }
    }
    if (watching) {
      vm.lastPaneMs = context.timestamp();
      vms.update(vm);
      context.timerService().registerEventTimeTimer(context.timestamp() + paneMs);
    } else {
      rest(vm, context);
    }
  }
}
