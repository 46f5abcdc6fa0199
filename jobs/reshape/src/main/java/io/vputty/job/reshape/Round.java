package io.vputty.job.reshape;

import io.vputty.job.runtime.DomainSettings;
import io.vputty.mapping.FleetChange;
import io.vputty.mapping.PlanRound;
import io.vputty.mapping.SettingChange;
import io.vputty.model.footprint.Cost;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeMemory;
import io.vputty.model.graph.WeightedEdge;
import io.vputty.model.load.LoadLevels;
import io.vputty.model.plan.Dollars;
import io.vputty.model.plan.NoMove;
import io.vputty.model.plan.PlacementProblem;
import io.vputty.model.plan.PlanResult;
import io.vputty.model.plan.PlannedMove;
import io.vputty.model.plan.Planner;
import io.vputty.model.plan.PlannerOptions;
import io.vputty.model.plan.Recommendation;
import io.vputty.schema.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One round of planning of one domain: the problem as it stands at a tick, and what the planner
 * says to it.
 */
final class Round {

  private static final double MILLI = 1000;

  /** Moves and swaps evaluated for each VM of a region, about. */
  private static final int REGION_PER_VM = 400;

  private static final String PAUSE = "pause";

  private final String domain;
  private final long tickMs;
  private final long paneMs;
  private final ReshapeOptions options;
  private final @Nullable ReshapeOptions shadow;
  private List<String> held = List.of();
  private String disagreement = "";

  /**
   * A round at a tick.
   *
   * @param shadow options of a planner whose disagreement is told; null if there is none
   */
  Round(
      String domain,
      long tickMs,
      long paneMs,
      ReshapeOptions options,
      @Nullable ReshapeOptions shadow) {
    this.domain = domain;
    this.tickMs = tickMs;
    this.paneMs = paneMs;
    this.options = options;
    this.shadow = shadow;
  }

  /** Plans a domain as a whole. */
  PlanRound plan(
      List<String> triggers,
      Agenda agenda,
      List<FleetChange> fleet,
      Collection<RememberedEdge> edges,
      Told told,
      DomainSettings settings,
      MovesByOthers others) {
    SortedSet<String> frozen = FrozenHosts.of(edges);
    frozen.addAll(SilentHosts.of(domain, fleet, edges, told.loads().keySet()));
    PlacementProblem.Builder problem =
        problem(agenda, fleet, edges, told, settings.prices(), frozen);
    boolean uncalled = triggers.equals(List.of(PlanDomain.TIMER)) && !agenda.planId.isEmpty();
    List<String> confirmed = uncalled ? agenda.candidates : List.of();
    if (!confirmed.isEmpty()) {
      problem.within(confirmed, hosts(fleet).stream().map(Host::name).toList());
    }
    PlacementProblem whole = problem.build();
    PlanResult result = judge(agenda, fleet, frozen, settings, whole, 0);
    if (!agenda.open.isEmpty()) {
      result = overtaken(result, others);
    }
    if (uncalled && result instanceof Recommendation moves) {
      String reason = tooSmall(moves);
      reason = reason == null && confirmed.isEmpty() ? untried(moves) : reason;
      result = reason == null ? moves : new NoMove(reason, moves.before());
    }
    return told(triggers, agenda, frozen, fleet, settings, result);
  }

  /** A round while moves of the last plan are open only takes that plan back. */
  private static NoMove overtaken(PlanResult result, MovesByOthers others) {
    Cost cost = result instanceof Recommendation moves ? moves.before() : ((NoMove) result).cost();
    return new NoMove("the open plan is void: others moved " + others.text(), cost);
  }

  /** Moves in a domain that something else balances are only advised. */
  private Recommendation advised(Recommendation moves, List<FleetChange> fleet) {
    String balancers =
        fleet.stream()
            .filter(change -> !change.removed() && change.domain().equals(domain))
            .map(FleetChange::host)
            .filter(host -> host != null && !host.balancer().isEmpty())
            .map(Host::balancer)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    if (balancers.isEmpty()) {
      return moves;
    }
    String why = "Advice only, to be approved: %s balances this domain.".formatted(balancers);
    return new Recommendation(
        moves.moves().stream().map(move -> move.onlyAdvised(why)).toList(),
        moves.before(),
        moves.after(),
        moves.gainPerHour(),
        moves.migrationCost());
  }

  /** Plans what is around the VMs that drifted, alone. */
  PlanRound plan(
      Region region, List<String> triggers, Agenda agenda, Told told, DomainSettings settings) {
    List<FleetChange> fleet = region.fleet();
    Collection<RememberedEdge> seen = region.edgesOfHosts();
    SortedSet<String> frozen = FrozenHosts.of(seen);
    frozen.addAll(SilentHosts.of(domain, fleet, seen, told.loads().keySet()));
    PlacementProblem problem =
        problem(agenda, fleet, region.edges(), told, settings.prices(), frozen)
            .within(region.movable(), region.open())
            .build();
    int vms = region.movable().size();
    PlanResult result = judge(agenda, fleet, frozen, settings, problem, (long) REGION_PER_VM * vms);
    if (result instanceof NoMove none) {
      String where = "of %d VMs around what drifted, on %d hosts: %s";
      String reason = where.formatted(vms, region.open().size(), none.reason());
      result = new NoMove(reason, none.cost());
    }
    return told(triggers, agenda, frozen, fleet, settings, result);
  }

  /** VMs that the round would have moved, if that still stands the next time. */
  List<String> held() {
    return held;
  }

  private PlanResult judge(
      Agenda agenda,
      List<FleetChange> fleet,
      SortedSet<String> frozen,
      DomainSettings settings,
      PlacementProblem problem,
      long evaluations) {
    PlannerOptions planner = options.planner(agenda.movesLeft(options.limits()));
    if (evaluations > 0 && planner.evaluationBudget() == 0) {
      planner = planner.withEvaluations(evaluations);
    }
    PlanResult result = new Planner().plan(problem, planner);
    disagreement = disagreement(problem, result, planner);
    if (result instanceof Recommendation moves) {
      String reason = hold(fleet, frozen, settings);
      return reason == null ? moves : new NoMove(reason, moves.before());
    }
    return result;
  }

  private String disagreement(PlacementProblem problem, PlanResult result, PlannerOptions planner) {
    if (shadow == null) {
      return "";
    }
    PlannerOptions other = shadow.planner(planner.maxMoves());
    PlannerOptions second =
        other.evaluationBudget() == 0 ? other.withEvaluations(planner.evaluationBudget()) : other;
    return new Shadow(result, new Planner().plan(problem, second)).difference();
  }

  /** Says so where what has moved already leaves less to move. */
  private NoMove limited(NoMove none, Agenda agenda) {
    List<String> reasons = new ArrayList<>(List.of(none.reason()));
    if (agenda.movesLeft(options.limits()) == 0) {
      reasons.add("%d migrations ended within the hour".formatted(agenda.ended.size()));
    }
    SortedSet<String> tired = agenda.tiredHosts(options.limits());
    if (!tired.isEmpty()) {
      reasons.add("hosts had their migrations of the hour: " + String.join(", ", tired));
    }
    if (!agenda.resting.isEmpty()) {
      reasons.add("%d VMs rest after a move".formatted(agenda.resting.size()));
    }
    if (!agenda.failures.isEmpty()) {
      String failed = String.join(", ", new TreeSet<>(agenda.failures.keySet()));
      reasons.add("moves failed of " + failed);
    }
    return new NoMove(String.join("; ", reasons), none.cost());
  }

  private PlacementProblem.Builder problem(
      Agenda agenda,
      List<FleetChange> fleet,
      Collection<RememberedEdge> edges,
      Told told,
      Prices prices,
      SortedSet<String> frozen) {
    PlacementProblem.Builder problem =
        PlacementProblem.of(domain, prices)
            .hosts(hosts(fleet))
            .vms(vms(agenda, fleet))
            .volumes(fleet.stream().map(FleetChange::volume).filter(Objects::nonNull).toList())
            .edges(weights(edges))
            .frozen(frozen)
            .frozen(agenda.tiredHosts(options.limits()))
            .resting(agenda.resting.keySet())
            .migration(agenda.experience.migration())
            .scale(agenda.watches.record.scale());
    agenda.inFlight().forEach(problem::inFlight);
    told.loads().forEach((vm, millicores) -> problem.load(vm, cores(millicores)));
    told.pages().held().forEach(problem::pages);
    return problem;
  }

  private List<Host> hosts(List<FleetChange> fleet) {
    double reserve = options.limits().reserveShare();
    return fleet.stream()
        .map(FleetChange::host)
        .filter(Objects::nonNull)
        .map(host -> host.reserving(reserve))
        .toList();
  }

  /** Periods that nobody told are taken to be like the others. */
  static double[] cores(long[] millicores) {
    double sum = 0;
    int known = 0;
    for (long each : millicores) {
      sum += each == LoadLevels.UNKNOWN ? 0 : each;
      known += each == LoadLevels.UNKNOWN ? 0 : 1;
    }
    double mean = known == 0 ? 0 : sum / known;
    double[] cores = new double[millicores.length];
    for (int i = 0; i < cores.length; i++) {
      cores[i] = (millicores[i] == LoadLevels.UNKNOWN ? mean : millicores[i]) / MILLI;
    }
    return cores;
  }

  private List<Vm> vms(Agenda agenda, List<FleetChange> fleet) {
    List<Vm> vms = new ArrayList<>();
    for (FleetChange change : fleet) {
      if (!change.removed() && change.vm() != null) {
        vms.add(landed(agenda.landed.get(change.vm().id()), change.vm(), change.timeMs()));
      }
    }
    return vms;
  }

  /** A VM where it has arrived, though the inventory does not say so yet. */
  private static Vm landed(Agenda.@Nullable Landing landing, Vm vm, long toldMs) {
    return landing == null || toldMs >= landing.timeMs ? vm : vm.on(landing.target);
  }

  private List<WeightedEdge> weights(Collection<RememberedEdge> edges) {
    EdgeMemory.Fading fading = options.fading(paneMs);
    int ahead = options.verdictPanes();
    List<WeightedEdge> weights = new ArrayList<>(edges.size());
    for (RememberedEdge edge : edges) {
      weights.add(new WeightedEdge(edge.key(), edge.memory.rate(tickMs, fading, ahead)));
    }
    return weights;
  }

  /** Why nothing may move whatever it would gain; null if it may. */
  private @Nullable String hold(
      List<FleetChange> fleet, SortedSet<String> frozen, DomainSettings settings) {
    SettingChange pause = settings.get(PAUSE);
    if (pause != null && Boolean.parseBoolean(pause.value())) {
      return "paused by %s: %s".formatted(pause.author(), pause.comment());
    }
    long hosts =
        fleet.stream()
            .map(FleetChange::host)
            .filter(host -> host != null && host.domain().equals(domain))
            .count();
    if (frozen.size() > options.limits().frozenShare() * hosts) {
      return "held: %d of %d hosts lack complete telemetry (%s)"
          .formatted(frozen.size(), hosts, String.join(", ", frozen));
    }
    return null;
  }

  /** Why moves that nothing called for are not worth the unrest; null if they are. */
  private @Nullable String tooSmall(Recommendation moves) {
    double least = options.boldness().minGainShare() * moves.before().total();
    if (moves.gainPerHour().low() >= least) {
      return null;
    }
    return String.format(
        Locale.ROOT,
        "the best %d moves gain %s an hour at least, short of %.0f%% of the cost (%s) without any"
            + " drift",
        moves.moves().size(),
        Dollars.text(moves.gainPerHour().low()),
        options.boldness().minGainShare() * 100,
        Dollars.text(moves.before().total()));
  }

  /** Why moves that nothing called for wait; they do not if the next round finds them again. */
  private @Nullable String untried(Recommendation moves) {
    int panes = options.boldness().holdPanes();
    if (panes == 0) {
      return null;
    }
    held = moves.moves().stream().map(PlannedMove::vm).distinct().sorted().toList();
    return String.format(
        Locale.ROOT,
        "%d moves gain %s an hour at least, without any drift: made if that still stands in %d"
            + " panes",
        moves.moves().size(),
        Dollars.text(moves.gainPerHour().low()),
        panes);
  }

  private PlanRound told(
      List<String> triggers,
      Agenda agenda,
      SortedSet<String> frozen,
      List<FleetChange> fleet,
      DomainSettings settings,
      PlanResult result) {
    Recommendation moves = result instanceof Recommendation found ? advised(found, fleet) : null;
    NoMove none = result instanceof NoMove found ? limited(found, agenda) : null;
    return new PlanRound(
        tickMs,
        domain,
        tickMs + options.expiryPanes() * paneMs,
        moves != null || !agenda.open.isEmpty() ? agenda.planId : "",
        triggers,
        moves,
        none,
        List.copyOf(frozen),
        moves == null ? Map.of() : names(moves, fleet),
        inputs(agenda, fleet, settings),
        options.horizonHours(),
        options.toString(),
        disagreement);
  }

  private static Map<String, String> names(Recommendation moves, List<FleetChange> fleet) {
    Set<String> moved = moves.moves().stream().map(PlannedMove::vm).collect(Collectors.toSet());
    Map<String, String> names = new HashMap<>();
    for (FleetChange change : fleet) {
      if (change.vm() != null && moved.contains(change.vm().id())) {
        names.put(change.vm().id(), change.vm().name());
      }
    }
    return names;
  }

  private static List<PlanRound.Input> inputs(
      Agenda agenda, List<FleetChange> fleet, DomainSettings settings) {
    TreeMap<String, Long> newest = new TreeMap<>(agenda.inputs);
    Map<Integer, Long> inventory = new HashMap<>();
    for (FleetChange change : fleet) {
      inventory.merge(change.partition(), change.offset(), Math::max);
    }
    inventory.forEach(
        (partition, offset) ->
            newest.merge(Topics.INVENTORY.name() + '/' + partition, offset, Math::max));
    for (SettingChange change : settings.changes()) {
      newest.merge(Topics.SETTINGS.name() + '/' + change.partition(), change.offset(), Math::max);
    }
    List<PlanRound.Input> inputs = new ArrayList<>();
    newest.forEach(
        (place, offset) -> {
          int slash = place.lastIndexOf('/');
          int partition = Integer.parseInt(place.substring(slash + 1));
          inputs.add(new PlanRound.Input(place.substring(0, slash), partition, offset));
        });
    return inputs;
  }
}
