package io.vputty.job.drift;

import io.vputty.mapping.ContentId;
import io.vputty.mapping.DriftMapping;
import io.vputty.model.drift.DetectorParameters;
import io.vputty.model.drift.DriftNotice;
import io.vputty.model.drift.EdgeDetector;
import io.vputty.model.drift.EdgeDrift;
import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Tier;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.EdgeWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Keyed by sender: at each pane's end gives every edge of that VM its count, or none, to its
 * detector.
 *
 * <p>State: one track per edge, dropped after {@link #FORGET_PANES} silent panes; a VM without
 * edges is forgotten.
 */
final class WatchEdges extends KeyedProcessFunction<String, EdgeWindow, DriftNotice> {

  /** A disappearance is found long before, or was not worth finding. */
  static final int FORGET_PANES = 120;

  private static final long serialVersionUID = 1L;
  private static final double SECONDS_PER_HOUR = 3600;

  private final long paneMs;

  private transient DetectorParameters parameters;
  private transient Prices prices;
  private transient EdgeDetector detector;
  private transient MapState<Long, List<EdgeWindow>> pending;
  private transient MapState<String, EdgeTrack> tracks;
  private transient ValueState<Long> firstPane;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  WatchEdges(long paneMs) {
    this.paneMs = paneMs;
  }

  @Override
  public void open(OpenContext context) {
    parameters = DetectorParameters.defaults();
    prices = Prices.defaults();
    detector = new EdgeDetector(parameters);
    pending =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "pending", Types.LONG, Types.LIST(TypeInformation.of(EdgeWindow.class))));
    tracks =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "tracks", Types.STRING, TypeInformation.of(EdgeTrack.class)));
    firstPane = getRuntimeContext().getState(new ValueStateDescriptor<>("first-pane", Types.LONG));
  }

  @Override
  public void processElement(EdgeWindow window, Context context, Collector<DriftNotice> out)
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
    Map<String, EdgeWindow> told = told(paneEndMs);
    for (String edge : told.keySet()) {
      if (!tracks.contains(edge)) {
        tracks.put(edge, born(paneEndMs));
      }
    }
    boolean watching = false;
    for (Map.Entry<String, EdgeTrack> entry : all(tracks)) {
      watching |= watch(context.getCurrentKey(), entry, told.get(entry.getKey()), paneEndMs, out);
    }
    if (watching) {
      context.timerService().registerEventTimeTimer(paneEndMs + paneMs);
    } else {
      firstPane.clear();
    }
  }

  private Map<String, EdgeWindow> told(long paneEndMs) throws Exception {
    Map<String, EdgeWindow> told = new TreeMap<>();
    List<EdgeWindow> windows = pending.get(paneEndMs);
    if (windows != null) {
      windows.forEach(window -> told.put(window.kind() + "/" + window.to(), window));
      pending.remove(paneEndMs);
    }
    return told;
  }

  /** An edge that comes when its VM has long been watched is an appearance, not a start. */
  private EdgeTrack born(long paneEndMs) throws Exception {
    Long first = firstPane.value();
    if (first == null) {
      first = paneEndMs;
      firstPane.update(first);
    }
    EdgeTrack track = new EdgeTrack();
    track.detector.bornLate = paneEndMs - first > parameters.warmUpPanes() * paneMs;
    return track;
  }

  /** Whether the edge stays under watch. */
  private boolean watch(
      String from,
      Map.Entry<String, EdgeTrack> entry,
      @Nullable EdgeWindow window,
      long paneEndMs,
      Collector<DriftNotice> out)
      throws Exception {
    EdgeTrack track = entry.getValue();
    double samples = 0;
    if (window == null) {
      track.silentPanes++;
    } else {
      track.see(window);
      samples = (double) window.pane().samples();
    }
    EdgeDrift drift =
        track.isHeard()
            ? detector.update(
                track.detector, paneEndMs, samples, track.exposure, parameters.threshold())
            : null;
    if (drift != null) {
      String to = entry.getKey().substring(entry.getKey().indexOf('/') + 1);
      out.collect(
          notice(new EdgeKey(EdgeKind.valueOf(track.kind), from, to), track, drift, paneEndMs));
    }
    if (track.silentPanes > FORGET_PANES) {
      tracks.remove(entry.getKey());
      return false;
    }
    tracks.put(entry.getKey(), track);
    return true;
  }

  private DriftNotice notice(EdgeKey edge, EdgeTrack track, EdgeDrift drift, long paneEndMs) {
    Interval before = drift.beforePacketsPerSecond().times(track.bytesPerPacket());
    Interval after = drift.afterPacketsPerSecond().times(track.bytesPerPacket());
    double perByte = track.tier.isEmpty() ? 0 : prices.networkPerByte(Tier.valueOf(track.tier));
    return new DriftNotice(
        paneEndMs,
        ContentId.of(DriftMapping.subject(edge), paneEndMs, drift.direction()),
        edge,
        drift.direction(),
        Stream.of(track.fromDomain, track.toDomain)
            .filter(domain -> !domain.isEmpty())
            .distinct()
            .sorted()
            .toList(),
        before,
        after,
        drift.onsetMs(),
        drift.score(),
        drift.threshold(),
        (after.value() - before.value()) * perByte * SECONDS_PER_HOUR);
  }

  private static <K, V> List<Map.Entry<K, V>> all(MapState<K, V> state) throws Exception {
    List<Map.Entry<K, V>> entries = new ArrayList<>();
    for (Map.Entry<K, V> entry : state.entries()) {
      entries.add(Map.entry(entry.getKey(), entry.getValue()));
    }
    return entries;
  }
}
