package io.vputty.job.reshape;

import io.vputty.job.reshape.Watches.OwnMove;
import io.vputty.job.reshape.WaveWatch.Fate;
import io.vputty.mapping.FleetChange;
import io.vputty.mapping.MoveVerdict;
import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.CostEstimate;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.WeightedEdge;
import io.vputty.model.plan.Appraisal;
import io.vputty.model.plan.GainScale;
import io.vputty.model.plan.PlacementProblem;
import io.vputty.model.plan.UniqueMemory;
import io.vputty.model.verdict.CarriedMove;
import io.vputty.model.verdict.PaneSums;
import io.vputty.model.verdict.WaveTrial;
import io.vputty.model.verdict.WaveVerdict;
import io.vputty.model.verdict.WaveVerdict.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds out whether a wave that has been measured helped: puts what was measured, and where its VMs
 * stood, before a {@link WaveTrial}, and tells the verdict move by move.
 */
final class Inquest {

  /** Below this mean share of what was expected nothing is proven. */
  private static final double TOLD_ENOUGH = 0.6;

  private static final double MILLIS = 1000;

  /** Stretches of panes after a wave in which samples of pages are waited for. */
  private static final long PAGE_STRETCHES = 6;

  private final String domain;
  private final long tickMs;
  private final long paneMs;
  private final ReshapeOptions options;
  private final Prices prices;
  private final List<FleetChange> fleet;
  private final Told told;
  private final long loadsUntilMs;

  /**
   * At a tick.
   *
   * @param told loads and pages of each VM
   * @param loadsUntilMs end of the last period of the loads, ms
   */
  Inquest(
      String domain,
      long tickMs,
      long paneMs,
      ReshapeOptions options,
      Prices prices,
      List<FleetChange> fleet,
      Told told,
      long loadsUntilMs) {
    this.domain = domain;
    this.tickMs = tickMs;
    this.paneMs = paneMs;
    this.options = options;
    this.prices = prices;
    this.fleet = fleet;
    this.told = told;
    this.loadsUntilMs = loadsUntilMs;
  }

  /** Whether a wave's panes, and periods of load if any are told, are all there at a tick. */
  static boolean due(
      WaveWatch wave, long tickMs, long paneMs, ReshapeOptions options, boolean loadsTold) {
    if (!wave.ended() || !wave.anyCarried()) {
      return false;
    }
    long periodMs = options.loadPeriodPanes() * paneMs;
    long loadsDue = -Math.floorDiv(-wave.arrivedMs, periodMs) * periodMs + 2 * periodMs;
    long panesDue = wave.sinceMs(paneMs) + options.verdictPanes() * paneMs;
    return tickMs >= (loadsTold ? Math.max(panesDue, loadsDue) : panesDue);
  }

  /**
   * Whether a wave was to save memory, and samples of its VMs that were told after it can still
   * come.
   */
  boolean waitsForPages(WaveWatch wave) {
    long untilMs = wave.sinceMs(paneMs) + PAGE_STRETCHES * options.verdictPanes() * paneMs;
    boolean wanted =
        wave.moves.stream().anyMatch(move -> !move.byTerm.memory().equals(Interval.ZERO));
    return wanted && tickMs < untilMs && !pagesToldAfter(wave);
  }

  private boolean pagesToldAfter(WaveWatch wave) {
    return wave.moves.stream()
        .filter(move -> move.fate == Fate.CARRIED)
        .allMatch(move -> told.pages().toldMs(move.vm) > wave.arrivedMs);
  }

  /** Takes down what RAM the hosts of waves that have just begun need. */
  void takeDownMemory(Watches watches) {
    for (WaveWatch wave : watches.waves) {
      if (wave.started() && wave.beforeUntilMs == 0 && !told.pages().isEmpty()) {
        Stage stage = new Stage(wave, watches.own, Set.of());
        PlacementProblem problem = stage.problem(Map.of(), paneMs, 0, 0, true);
        wave.uniqueBefore = new Appraisal(problem).unique(wave.hosts(), Map.of());
      }
    }
  }

  /** The verdicts on the moves of a wave; the watches learn from them. */
  List<MoveVerdict> hear(WaveWatch wave, Watches watches) {
    Set<String> out = new TreeSet<>(wave.movedByOthers);
    out.retainAll(wave.touched());
    List<CarriedMove> moves = carried(wave, out);
    if (moves.isEmpty()) {
      return List.of();
    }
    Stage stage = new Stage(wave, watches.own, out);
    boolean drifted = watches.drifted(wave, wave.beforeSinceMs);
    boolean paged = pagesToldAfter(wave);
    long beforeMs = wave.beforeUntilMs - wave.beforeSinceMs;
    long afterMs = options.verdictPanes() * paneMs;
    WaveVerdict verdict =
        new WaveTrial(
                stage.problem(wave.before, beforeMs, 0, wave.startedMs, false),
                stage.problem(wave.after, afterMs, wave.arrivedMs, tickMs, paged),
                out.isEmpty() ? wave.uniqueBefore : UniqueMemory.NONE)
            .judge(moves, drifted);
    boolean enough = wave.panes == 0 || wave.told / wave.panes >= TOLD_ENOUGH;
    if (enough && !drifted) {
      learn(verdict, paged, watches);
    }
    boolean rollback = enough && verdict.finding() == Finding.WORSE && first(verdict, watches);
    String detail = detail(wave, verdict, out, enough, rollback);
    boolean helped = enough && verdict.finding() == Finding.HELPED;
    return told(wave, verdict, helped, rollback, detail);
  }

  private static List<CarriedMove> carried(WaveWatch wave, Set<String> out) {
    List<CarriedMove> moves = new ArrayList<>();
    for (WaveWatch.WatchedMove move : wave.moves) {
      if (move.fate == Fate.CARRIED && !out.contains(move.vm)) {
        moves.add(
            new CarriedMove(
                move.id, move.vm, move.source, move.target, move.predicted, move.byTerm));
      }
    }
    return moves;
  }

  /** Of what was measured by edges and pages; no prediction could foresee a drift. */
  private static void learn(WaveVerdict verdict, boolean paged, Watches watches) {
    Interval predicted = Interval.ZERO;
    for (CarriedMove move : verdict.moves()) {
      CostEstimate raw = move.byTerm();
      predicted = predicted.plus(raw.network()).plus(raw.storage());
      predicted = paged ? predicted.plus(raw.memory()) : predicted;
    }
    CostEstimate measured = verdict.attributed();
    Interval gained = measured.network().plus(measured.storage());
    watches.record.add(predicted, paged ? gained.plus(measured.memory()) : gained);
  }

  /** Whether nobody was told yet to take one of the VMs back; remembers that now somebody is. */
  private boolean first(WaveVerdict verdict, Watches watches) {
    long until = tickMs + (long) (options.horizonHours() * 3600 * MILLIS);
    boolean first =
        verdict.moves().stream().noneMatch(move -> watches.undone.containsKey(move.vm()));
    if (first) {
      verdict.moves().forEach(move -> watches.undone.put(move.vm(), until));
    }
    return first;
  }

  private static String detail(
      WaveWatch wave, WaveVerdict verdict, Set<String> out, boolean enough, boolean rollback) {
    List<String> parts =
        new ArrayList<>(List.of("wave %d: %s".formatted(wave.wave, verdict.detail())));
    if (!enough) {
      parts.add(
          "only %.0f%% of the telemetry came, so nothing is proven"
              .formatted(100 * wave.told / wave.panes));
    }
    if (!out.isEmpty()) {
      parts.add("left out, since others moved them meanwhile: " + String.join(", ", out));
    }
    if (rollback) {
      parts.add("going back is recommended");
    }
    return String.join("; ", parts);
  }

  private List<MoveVerdict> told(
      WaveWatch wave, WaveVerdict verdict, boolean helped, boolean rollback, String detail) {
    List<MoveVerdict> told = new ArrayList<>();
    List<MoveVerdict.Term> terms = terms(wave, verdict);
    for (int i = 0; i < verdict.moves().size(); i++) {
      CarriedMove move = verdict.moves().get(i);
      told.add(
          new MoveVerdict(
              tickMs,
              move.id(),
              wave.planId,
              domain,
              move.vm(),
              move.source(),
              move.target(),
              wave.wave,
              helped,
              move.predicted(),
              verdict.realised().total(),
              verdict.shares().get(i).total(),
              verdict.predicted(),
              verdict.attributed().total(),
              terms,
              options.verdictPanes() * paneMs,
              rollback,
              detail));
    }
    return told;
  }

  /** The terms of which anything was measured. */
  private List<MoveVerdict.Term> terms(WaveWatch wave, WaveVerdict verdict) {
    GainScale scale = new GainScale(wave.factor, wave.spread);
    CostEstimate predicted =
        verdict.moves().stream()
            .map(CarriedMove::byTerm)
            .reduce(CostEstimate.ZERO, CostEstimate::plus);
    List<MoveVerdict.Term> terms = new ArrayList<>();
    predicted
        .byTerm()
        .forEach(
            (name, gain) -> {
              Interval realised = Objects.requireNonNull(verdict.realised().byTerm().get(name));
              Interval attributed = Objects.requireNonNull(verdict.attributed().byTerm().get(name));
              boolean known = !realised.equals(Interval.ZERO) || !attributed.equals(Interval.ZERO);
              if (known || name.equals("network")) {
                terms.add(new MoveVerdict.Term(name, scale.of(gain), realised, attributed));
              }
            });
    return terms;
  }

  /** Where VMs stood before a wave. */
  private final class Stage {

    private final Set<String> out;
    private final List<Host> hosts;
    private final List<Vm> vms = new ArrayList<>();

    private Stage(WaveWatch wave, List<OwnMove> own, Set<String> out) {
      this.out = out;
      this.hosts = fleet.stream().map(FleetChange::host).filter(Objects::nonNull).toList();
      Set<String> touched = wave.touched();
      Set<String> hostsTouched = wave.hosts();
      Map<String, List<OwnMove>> moves = new TreeMap<>();
      own.forEach(move -> moves.computeIfAbsent(move.vm, vm -> new ArrayList<>()).add(move));
      for (FleetChange change : fleet) {
        Vm vm = change.removed() ? null : change.vm();
        if (vm != null) {
          String host = before(wave, vm, change.timeMs(), moves.getOrDefault(vm.id(), List.of()));
          if (touched.contains(vm.id()) || hostsTouched.contains(host)) {
            vms.add(vm.on(host));
          }
        }
      }
    }

    /**
     * The source of our first move of it since, else where our last one or the inventory has it.
     */
    private String before(WaveWatch wave, Vm vm, long toldMs, List<OwnMove> moves) {
      String host = vm.host();
      for (OwnMove move : moves) {
        if (move.timeMs >= wave.startedMs) {
          return move.source;
        }
        host = move.timeMs > toldMs ? move.target : host;
      }
      return host;
    }

    private PlacementProblem problem(
        Map<EdgeKey, PaneSums> edges,
        long lengthMs,
        long loadsFromMs,
        long loadsToMs,
        boolean paged) {
      PlacementProblem.Builder problem =
          PlacementProblem.of(domain, prices)
              .hosts(hosts)
              .vms(vms)
              .volumes(fleet.stream().map(FleetChange::volume).filter(Objects::nonNull).toList());
      List<WeightedEdge> weights = new ArrayList<>();
      new TreeMap<>(edges)
          .forEach(
              (edge, sums) -> {
                if (!out.contains(edge.from()) && !out.contains(edge.to())) {
                  weights.add(new WeightedEdge(edge, sums.rate(lengthMs / MILLIS)));
                }
              });
      problem.edges(weights);
      load(problem, loadsFromMs, loadsToMs);
      if (paged) {
        told.pages().held().forEach(problem::pages);
      }
      return problem.build();
    }

    /** The periods that lie between two times as a whole. */
    private void load(PlacementProblem.Builder problem, long fromMs, long toMs) {
      long periodMs = options.loadPeriodPanes() * paneMs;
      for (Vm vm : vms) {
        long[] series = told.loads().get(vm.id());
        if (series == null) {
          continue;
        }
        List<Long> within = new ArrayList<>();
        for (int i = 0; i < series.length; i++) {
          long endMs = loadsUntilMs - (series.length - 1 - i) * periodMs;
          if (endMs - periodMs >= fromMs && endMs <= toMs) {
            within.add(series[i]);
          }
        }
        if (!within.isEmpty()) {
          problem.load(vm.id(), Round.cores(within.stream().mapToLong(each -> each).toArray()));
        }
      }
    }
  }
}
