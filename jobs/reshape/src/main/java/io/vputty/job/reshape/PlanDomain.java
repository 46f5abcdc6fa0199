package io.vputty.job.reshape;

import io.vputty.job.runtime.ControlBroadcast;
import io.vputty.job.runtime.ControlChange;
import io.vputty.job.runtime.DomainSettings;
import io.vputty.job.runtime.FleetHistory;
import io.vputty.mapping.FleetChange;
import io.vputty.mapping.FleetPages;
import io.vputty.mapping.MoveVerdict;
import io.vputty.mapping.PlanRound;
import io.vputty.model.drift.DriftKind;
import io.vputty.model.drift.DriftNotice;
import io.vputty.model.footprint.Prices;
import io.vputty.model.graph.EdgeMemory;
import io.vputty.model.load.PaneRing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Keyed by domain: keeps the domain's graph with fading memory and what is under way, and on an
 * event-time tick at each pane's end, if drift or the timer calls, plans. Everything that comes is
 * held until the tick and then taken in the order (time, topic, key).
 *
 * <p>State: one entry per live edge, dropped when it has faded; the last dozen periods of each VM's
 * load; the newest samples of each VM's pages; the agenda; events of the open pane.
 */
final class PlanDomain
    extends KeyedBroadcastProcessFunction<String, DomainEvent, ControlChange, PlanRound> {

  /** The trigger of a round that nothing but time called for. */
  static final String TIMER = "timer";

  /** The trigger of a round that takes a plan back, since others moved VMs. */
  static final String OTHERS = "moves by others";

  /** Whether moves helped, beside the rounds. */
  static final OutputTag<MoveVerdict> VERDICTS =
      new OutputTag<>("verdicts", TypeInformation.of(MoveVerdict.class));

  private static final long serialVersionUID = 1L;
  private static final double FADED_BYTES_PER_SECOND = 1;
  private static final int FADED_HALF_LIVES = 10;

  /** Periods of load that are planned on. */
  private static final int LOAD_PERIODS = 12;

  private final ReshapeOptions options;
  private final @Nullable ReshapeOptions shadow;
  private final long paneMs;
  private final ControlBroadcast control;

  private transient EdgeMemory.Fading fading;
  private transient ListState<DomainEvent> pending;
  private transient MapState<String, RememberedEdge> edgeState;
  private transient MapState<String, PaneRing> loadState;
  private transient MapState<String, VmSamples> pageState;
  private transient ValueState<Agenda> agendas;
  private transient Counter disagreements;

  /** Of each domain, beside the state. */
  private transient Map<String, MirroredState<RememberedEdge>> edgesOf;

  private transient Map<String, MirroredState<PaneRing>> loadsOf;
  private transient Map<String, MirroredState<VmSamples>> pagesOf;

  /** Of the domain whose tick it is. */
  @SuppressWarnings("NullAway.Init") // set at each tick
  private transient MirroredState<RememberedEdge> edges;

  @SuppressWarnings("NullAway.Init") // set at each tick
  private transient MirroredState<PaneRing> loads;

  @SuppressWarnings("NullAway.Init") // set at each tick
  private transient MirroredState<VmSamples> pages;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  PlanDomain(ReshapeOptions options, @Nullable ReshapeOptions shadow, long paneMs, Prices prices) {
    this.options = options;
    this.shadow = shadow;
    this.paneMs = paneMs;
    this.control = new ControlBroadcast(paneMs, prices);
  }

  @Override
  public void open(OpenContext context) {
    fading = options.fading(paneMs);
    pending =
        getRuntimeContext()
            .getListState(
                new ListStateDescriptor<>("pending", TypeInformation.of(DomainEvent.class)));
    edgesOf = new HashMap<>();
    loadsOf = new HashMap<>();
    pagesOf = new HashMap<>();
    edgeState =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "edges", Types.STRING, TypeInformation.of(RememberedEdge.class)));
    loadState =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "loads", Types.STRING, TypeInformation.of(PaneRing.class)));
    pageState =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "pages", Types.STRING, TypeInformation.of(VmSamples.class)));
    disagreements = getRuntimeContext().getMetricGroup().counter("shadowDisagreements");
    agendas =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("agenda", TypeInformation.of(Agenda.class)));
  }

  @Override
  public void processBroadcastElement(
      ControlChange change, Context context, Collector<PlanRound> out) throws Exception {
    control.add(change, context);
  }

  @Override
  public void processElement(DomainEvent event, ReadOnlyContext context, Collector<PlanRound> out)
      throws Exception {
    pending.add(event);
    context.timerService().registerEventTimeTimer(-Math.floorDiv(-event.timeMs(), paneMs) * paneMs);
  }

  @Override
  public void onTimer(long tickMs, OnTimerContext context, Collector<PlanRound> out)
      throws Exception {
    mirror(context.getCurrentKey());
    Agenda agenda = agendas.value() == null ? new Agenda() : agendas.value();
    take(tickMs, agenda);
    agenda.tidy(tickMs);
    DomainSettings settings = control.settings(context.getCurrentKey(), context, tickMs);
    ReshapeOptions now = options.in(settings);
    FleetHistory fleet = control.fleet(context);
    MovesByOthers others = movesByOthers(context.getCurrentKey(), fleet, tickMs, agenda);
    judge(tickMs, now, settings, fleet, agenda, context);
    List<String> triggers =
        agenda.open.isEmpty() || others.none() ? agenda.due(tickMs, paneMs, now) : List.of(OTHERS);
    if (!triggers.isEmpty()) {
      Round round = new Round(context.getCurrentKey(), tickMs, paneMs, now, shadow);
      PlanRound told = plan(round, triggers, agenda, fleet, settings, others, tickMs);
      agenda.onRound(told, round.held());
      disagreements.inc(told.shadow().isEmpty() ? 0 : 1);
      out.collect(told);
    }
    boolean knowsNothing = edges.isEmpty() && loads.isEmpty() && pages.isEmpty();
    if (knowsNothing && agenda.open.isEmpty() && agenda.watches.isEmpty()) {
      agendas.clear();
      edgesOf.remove(context.getCurrentKey());
      loadsOf.remove(context.getCurrentKey());
      pagesOf.remove(context.getCurrentKey());
    } else {
      agendas.update(agenda);
      context.timerService().registerEventTimeTimer(tickMs + paneMs);
    }
  }

  private MovesByOthers movesByOthers(
      String domain, FleetHistory fleet, long tickMs, Agenda agenda) {
    if (agenda.open.isEmpty() && agenda.watches.isEmpty()) {
      return MovesByOthers.NONE;
    }
    MovesByOthers others = MovesByOthers.in(domain, fleet, tickMs, paneMs, agenda);
    agenda.watches.onMovesByOthers(List.copyOf(others.hosts().keySet()));
    return others;
  }

  /** Takes down what waves that have begun start from, and judges those that are measured. */
  private void judge(
      long tickMs,
      ReshapeOptions now,
      DomainSettings settings,
      FleetHistory fleet,
      Agenda agenda,
      OnTimerContext context)
      throws Exception {
    Watches watches = agenda.watches;
    boolean loadsTold = !loads.isEmpty();
    boolean begun = watches.wantsBefore();
    List<WaveWatch> over =
        watches.waves.stream()
            .filter(wave -> Inquest.due(wave, tickMs, paneMs, now, loadsTold))
            .toList();
    if (over.isEmpty() && !begun) {
      return;
    }
    Inquest inquest =
        new Inquest(
            context.getCurrentKey(),
            tickMs,
            paneMs,
            now,
            settings.prices(),
            fleet.at(tickMs),
            new Told(loads(tickMs), pages(tickMs)),
            lastLoadEndMs(tickMs));
    if (begun) {
      edges.forEach(edge -> watches.before(edge, tickMs, stretchMs()));
      inquest.takeDownMemory(watches);
      watches.closeBefore(tickMs, stretchMs(), agenda.firstPaneMs - paneMs);
    }
    List<WaveWatch> due = over.stream().filter(wave -> !inquest.waitsForPages(wave)).toList();
    for (WaveWatch wave : due) {
      inquest.hear(wave, watches).forEach(verdict -> context.output(VERDICTS, verdict));
    }
    watches.waves.removeAll(due);
    agenda.resting.putAll(watches.undone);
  }

  private PlanRound plan(
      Round round,
      List<String> triggers,
      Agenda agenda,
      FleetHistory fleet,
      DomainSettings settings,
      MovesByOthers others,
      long tickMs)
      throws Exception {
    if (!triggers.equals(agenda.drifts) || !agenda.isRegional()) {
      return round.plan(
          triggers,
          agenda,
          fleet.at(tickMs),
          remembered(tickMs),
          new Told(loads(tickMs), pages(tickMs)),
          settings,
          others);
    }
    Region region =
        new Region(
            new TreeSet<>(agenda.driftedVms),
            edges,
            edge -> isFaded(edge.memory, tickMs),
            fleet,
            agenda.landed,
            tickMs);
    return round.plan(
        region, triggers, agenda, new Told(loads(region, tickMs), pages(region, tickMs)), settings);
  }

  private void mirror(String domain) throws Exception {
    if (!edgesOf.containsKey(domain)) {
      edgesOf.put(domain, new MirroredState<>(edgeState, RememberedEdge::ends));
      loadsOf.put(domain, new MirroredState<>(loadState, ring -> List.of()));
      pagesOf.put(domain, new MirroredState<>(pageState, samples -> List.of()));
    }
    edges = Objects.requireNonNull(edgesOf.get(domain));
    pages = Objects.requireNonNull(pagesOf.get(domain));
    loads = Objects.requireNonNull(loadsOf.get(domain));
  }

  private void take(long tickMs, Agenda agenda) throws Exception {
    List<DomainEvent> due = new ArrayList<>();
    List<DomainEvent> later = new ArrayList<>();
    for (DomainEvent event : pending.get()) {
      (event.timeMs() <= tickMs ? due : later).add(event);
    }
    if (due.isEmpty()) {
      return;
    }
    pending.update(later);
    due.sort(DomainEvent.ORDER);
    for (DomainEvent event : due) {
      take(event, agenda);
    }
  }

  private void take(DomainEvent event, Agenda agenda) throws Exception {
    if (event.edge() != null) {
      String subject = event.edge().subject();
      RememberedEdge known = edges.get(subject);
      RememberedEdge edge = known == null ? new RememberedEdge() : known;
      edge.see(event.edge(), fading, stretchMs());
      agenda.watches.see(event.edge(), options.verdictPanes());
      edges.put(subject, edge);
      agenda.onTelemetry(event.timeMs());
    } else if (event.load() != null) {
      LoadPeriod load = event.load();
      PaneRing known = loads.get(load.vm());
      PaneRing ring = known == null ? new PaneRing(loadPeriodMs(), LOAD_PERIODS) : known;
      ring.put(load.endMs(), load.millicores());
      loads.put(load.vm(), ring);
      agenda.onTelemetry(event.timeMs());
    } else if (event.pages() != null) {
      VmSamples known = pages.get(event.pages().vm());
      VmSamples samples = known == null ? new VmSamples() : known;
      samples.take(event.pages());
      pages.put(event.pages().vm(), samples);
      agenda.onTelemetry(event.timeMs());
    } else if (event.drift() != null) {
      onDrift(event.drift(), agenda);
    } else if (event.outcome() != null) {
      agenda.onInput(event);
      agenda.onOutcome(event.outcome(), options.restPanes() * paneMs);
    } else if (event.refused() != null) {
      agenda.onInput(event);
      agenda.onRefusal(event.refused());
    }
  }

  /**
   * What an edge was before it drifted is forgotten; the pane of the detection is still to come.
   */
  private void onDrift(DriftNotice drift, Agenda agenda) throws Exception {
    agenda.watches.onDrift(drift);
    RememberedEdge edge = edges.get(drift.subject());
    if (edge != null) {
      edge.memory.restart(drift.onsetMs(), drift.timeMs() - paneMs, drift.after(), fading);
      edges.put(drift.subject(), edge);
    }
    if (drift.kind() != DriftKind.STALE) {
      agenda.onDrift(drift);
    }
  }

  /** The live edges in the order of their names; those that have faded are dropped. */
  private List<RememberedEdge> remembered(long tickMs) throws Exception {
    return edges.live(edge -> isFaded(edge.memory, tickMs));
  }

  private boolean isFaded(EdgeMemory memory, long tickMs) {
    return tickMs - memory.seenMs > FADED_HALF_LIVES * options.halfLifePanes() * paneMs
        || memory.rate(tickMs, fading).value() < FADED_BYTES_PER_SECOND;
  }

  /** The load of each VM that is not silent, oldest period first; millicores. */
  private Map<String, long[]> loads(long tickMs) throws Exception {
    long lastEndMs = lastLoadEndMs(tickMs);
    Map<String, long[]> live = new LinkedHashMap<>();
    loads
        .liveByName(ring -> ring.isSilentUntil(lastEndMs))
        .forEach((vm, ring) -> live.put(vm, ring.until(lastEndMs)));
    return live;
  }

  /** The same of the VMs of a region. */
  private Map<String, long[]> loads(Region region, long tickMs) {
    long lastEndMs = lastLoadEndMs(tickMs);
    Map<String, long[]> live = new LinkedHashMap<>();
    for (FleetChange change : region.fleet()) {
      PaneRing ring = change.vm() == null ? null : loads.peek(change.vm().id());
      if (change.vm() != null && ring != null && !ring.isSilentUntil(lastEndMs)) {
        live.put(change.vm().id(), ring.until(lastEndMs));
      }
    }
    return live;
  }

  /** The page samples of each VM that was told of lately. */
  private FleetPages pages(long tickMs) throws Exception {
    return VmSamples.fleet(pages.liveByName(samples -> samples.current(tickMs).isEmpty()), tickMs);
  }

  /** The same of the VMs of a region. */
  private FleetPages pages(Region region, long tickMs) {
    Map<String, VmSamples> within = new HashMap<>();
    for (FleetChange change : region.fleet()) {
      VmSamples samples = change.vm() == null ? null : pages.peek(change.vm().id());
      if (change.vm() != null && samples != null) {
        within.put(change.vm().id(), samples);
      }
    }
    return VmSamples.fleet(within, tickMs);
  }

  /** End of the last period whose loads have all been told. */
  private long lastLoadEndMs(long tickMs) {
    return Math.floorDiv(tickMs, loadPeriodMs()) * loadPeriodMs() - loadPeriodMs();
  }

  private long stretchMs() {
    return options.verdictPanes() * paneMs;
  }

  private long loadPeriodMs() {
    return options.loadPeriodPanes() * paneMs;
  }
}
