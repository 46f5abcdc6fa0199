package io.vputty.job.affinity;

import io.vputty.job.runtime.FleetBroadcast;
import io.vputty.job.runtime.FleetHistory;
import io.vputty.mapping.FleetChange;
import io.vputty.mapping.FlowSecond;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeWindow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Keyed by endpoint pair: at a pane's end turns endpoints into VMs, as the inventory was then, and
 * counts each packet once though several points may have sampled it. The source VM's host is the
 * authority, then the destination's, then whoever saw it; who that is depends on the inventory,
 * never on who happened to draw a sample, which would bias thin edges upward. On one bridge ingress
 * counts before egress.
 *
 * <p>State: the sightings of open panes; a timer at each pane's end clears them.
 */
final class CountOnce
    extends KeyedBroadcastProcessFunction<String, Sighting, FleetChange, EdgePane> {

  private static final long serialVersionUID = 1L;
  private static final long GROUP_ADDRESS = 1L << 40;

  private final FleetBroadcast fleet;
  private transient MapState<Long, List<Sighting>> panes;
  private transient Counter unresolved;
  private transient Counter group;
  private transient Counter seenElsewhere;

  private record Ends(String from, String to) implements Comparable<Ends> {
    private static final Comparator<Ends> ORDER =
        Comparator.comparing(Ends::from).thenComparing(Ends::to);

    @Override
    public int compareTo(Ends other) {
      return ORDER.compare(this, other);
    }
  }

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  CountOnce(long keepMs) {
    this.fleet = new FleetBroadcast(keepMs);
  }

  @Override
  public void open(OpenContext context) {
    panes =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "panes", Types.LONG, Types.LIST(TypeInformation.of(Sighting.class))));
    unresolved = getRuntimeContext().getMetricGroup().counter("samplesOfUnknownEndpoints");
    group = getRuntimeContext().getMetricGroup().counter("samplesToGroupAddresses");
    seenElsewhere = getRuntimeContext().getMetricGroup().counter("samplesCountedElsewhere");
  }

  @Override
  public void processBroadcastElement(FleetChange change, Context context, Collector<EdgePane> out)
      throws Exception {
    fleet.add(
        change, context.getBroadcastState(FleetBroadcast.state()), context.currentWatermark());
  }

  @Override
  public void processElement(Sighting sighting, ReadOnlyContext context, Collector<EdgePane> out)
      throws Exception {
    if ((sighting.pair.destinationMac() & GROUP_ADDRESS) != 0) {
      group.inc(sighting.sums.sampleCount());
      return;
    }
    List<Sighting> known = panes.get(sighting.paneEndMs);
    List<Sighting> all = known == null ? new ArrayList<>() : new ArrayList<>(known);
    all.add(sighting);
    panes.put(sighting.paneEndMs, all);
    context.timerService().registerEventTimeTimer(sighting.paneEndMs - 1);
  }

  @Override
  public void onTimer(long timeMs, OnTimerContext context, Collector<EdgePane> out)
      throws Exception {
    List<Sighting> sightings = panes.get(timeMs + 1);
    if (sightings == null) {
      return;
    }
    panes.remove(timeMs + 1);
    FleetHistory history = fleet.history(context.getBroadcastState(FleetBroadcast.state()));
    Map<Ends, List<Sighting>> byEnds = new TreeMap<>();
    for (Sighting sighting : sightings) {
      Ends ends = resolve(sighting.pair, history, timeMs);
      if (ends == null) {
        unresolved.inc(sighting.sums.sampleCount());
      } else {
        byEnds.computeIfAbsent(ends, e -> new ArrayList<>()).add(sighting);
      }
    }
    byEnds.forEach((ends, seen) -> emit(ends, seen, history, timeMs, out));
  }

  /**
   * Both ends as VMs, one of them possibly the world; null where neither is known, or both are one
   * VM.
   */
  private static @Nullable Ends resolve(FlowSecond.Pair pair, FleetHistory history, long timeMs) {
    Vm from = history.vm(pair.sourceMac(), pair.sourceIp(), pair.vni(), timeMs);
    Vm to = history.vm(pair.destinationMac(), pair.destinationIp(), pair.vni(), timeMs);
    if (from == null && to == null) {
      return null;
    }
    return new Ends(
        from == null ? EdgeWindow.WORLD : from.id(), to == null ? EdgeWindow.WORLD : to.id());
  }

  private void emit(
      Ends ends,
      List<Sighting> sightings,
      FleetHistory history,
      long timeMs,
      Collector<EdgePane> out) {
    List<Sighting> authority = authority(ends, sightings, history, timeMs);
    EdgePane pane = new EdgePane();
    pane.paneEndMs = timeMs + 1;
    pane.from = ends.from;
    pane.to = ends.to;
    long seen = 0;
    for (Sighting sighting : sightings) {
      seen += sighting.sums.sampleCount();
    }
    for (Sighting sighting : authority) {
      pane.add(sighting.sums, sighting.arrived, sighting.lost);
    }
    seenElsewhere.inc(seen - pane.sums.sampleCount());
    if (!pane.sums.isEmpty()) {
      out.collect(pane);
    }
  }

  /** The sightings that count; none if the authority drew no sample. */
  private static List<Sighting> authority(
      Ends ends, List<Sighting> sightings, FleetHistory history, long timeMs) {
    String host = authorityHost(ends, history, timeMs);
    List<Sighting> seen =
        sightings.stream()
            .filter(sighting -> host.equals(hostOf(sighting, history, timeMs)))
            .toList();
    if (host.isEmpty()) {
      String agent = sightings.stream().map(s -> s.agent).sorted().findFirst().orElseThrow();
      seen = sightings.stream().filter(s -> s.agent.equals(agent)).toList();
    }
    return onOneBridge(seen);
  }

  private static List<Sighting> onOneBridge(List<Sighting> seen) {
    int bridge = seen.stream().mapToInt(s -> s.subAgent).min().orElse(0);
    boolean egress = seen.stream().filter(s -> s.subAgent == bridge).allMatch(s -> s.egress);
    return seen.stream().filter(s -> s.subAgent == bridge && s.egress == egress).toList();
  }

  /** The host whose agent decides; empty where neither end's host has one. */
  private static String authorityHost(Ends ends, FleetHistory history, long timeMs) {
    for (String id : List.of(ends.from, ends.to)) {
      Vm vm = history.vm(id, timeMs);
      if (vm != null && history.hasAgent(vm.host(), timeMs)) {
        return vm.host();
      }
    }
    return "";
  }

  private static String hostOf(Sighting sighting, FleetHistory history, long timeMs) {
    var host = history.hostOfAgent(sighting.agent, timeMs);
    return host == null ? "" : host.name();
  }
}
