package io.vputty.job.reshape;

import io.vputty.mapping.OutcomeNotice;
import io.vputty.mapping.PlanRound;
import io.vputty.model.drift.DriftKind;
import io.vputty.model.drift.DriftNotice;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.plan.PlannedMove;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** When one domain is planned next, and what of its last plan is still under way; a Flink POJO. */
public final class Agenda {
  /** End of the first pane with telemetry, ms; 0 before there was one. */
  public long firstPaneMs;

  /** The last round of planning, ms. */
  public long lastRoundMs;

  /** The first drift that no round has answered yet, ms; 0 if there is none. */
  public long driftSinceMs;

  /** Ids of the drifts that no round has answered yet. */
  public List<String> drifts = new ArrayList<>();

  /** VMs that these drifts are about. */
  public List<String> driftedVms = new ArrayList<>();

  /** Whether one of them is about the domain as a whole. */
  public boolean wholeDrifted;

  /**
   * VMs that a round called for by nothing would have moved; the next one that finds it too may.
   */
  public List<String> candidates = new ArrayList<>();

  /** The last plan with moves; empty if there was none. */
  public String planId = "";

  public long planExpiresMs;

  /** Moves of that plan that may still happen, by id. */
  public Map<String, OpenMove> open = new HashMap<>();

  /** VMs that were moved, and until when they rest, ms. */
  public Map<String, Long> resting = new HashMap<>();

  /** VMs that arrived where the inventory does not see them yet. */
  public Map<String, Landing> landed = new HashMap<>();

  /** Moves that ended within the last hour, by id. */
  public Map<String, Ended> ended = new HashMap<>();

  /** Moves of a VM that failed one after the other. */
  public Map<String, Integer> failures = new HashMap<>();

  /** What migrations have shown. */
  public Experience experience = new Experience();

  /** Waves that are measured, and what that showed. */
  public Watches watches = new Watches();

  /** How far outcomes and decisions were taken in: "topic/partition" to offset. */
  public Map<String, Long> inputs = new HashMap<>();

  /** A move that may still happen; a Flink POJO. */
  public static final class OpenMove {
    public String vm = "";
    public String target = "";

    /** Memory of the VM, bytes. */
    public long memoryBytes;

    /** What it would send if nothing had been measured, bytes. */
    public double expectedBytes;

    /** True once an actuator has spoken of it. */
    public boolean underWay;
  }

  /** A migration that has ended, well or not; a Flink POJO. */
  public static final class Ended {
    public String source = "";
    public String target = "";
    public long timeMs;
  }

  /** Where a VM arrived, and when; a Flink POJO. */
  public static final class Landing {
    public String target = "";
    public long timeMs;
  }

  /** The inventory is believed again after this long. */
  private static final long LANDING_MS = 60_000;

  private static final String VM = "vm/";
  private static final long HOUR_MS = 3_600_000;
  private static final int MOST_DOUBLINGS = 6;

  void onInput(DomainEvent event) {
    inputs.merge(event.topic() + '/' + event.partition(), event.offset(), Math::max);
  }

  void onTelemetry(long timeMs) {
    if (firstPaneMs == 0) {
      firstPaneMs = timeMs;
      lastRoundMs = timeMs;
    }
  }

  void onDrift(DriftNotice drift) {
    if (drifts.isEmpty()) {
      driftSinceMs = drift.timeMs();
    }
    drifts.add(drift.id());
    EdgeKey edge = drift.edge();
    if (edge != null) {
      driftedVms.add(edge.from());
      if (edge.kind() != EdgeKind.STORAGE) {
        driftedVms.add(edge.to());
      }
    } else if (drift.kind() == DriftKind.NEIGHBOURHOOD) {
      driftedVms.add(drift.subject().substring(VM.length()));
    } else {
      wholeDrifted = true;
    }
  }

  /** Whether it is only what is around some VMs that calls for a round. */
  boolean isRegional() {
    return !drifts.isEmpty() && !wholeDrifted;
  }

  void onOutcome(OutcomeNotice outcome, long restMs) {
    watches.onOutcome(outcome);
    OpenMove move = open.get(outcome.moveId());
    if (move != null && outcome.terminal()) {
      open.remove(outcome.moveId());
    } else if (move != null) {
      move.underWay = true;
    }
    if (outcome.succeeded() || outcome.failed()) {
      onEnd(outcome);
    }
    if (outcome.succeeded()) {
      onArrival(outcome, move, restMs);
    } else if (outcome.failed()) {
      int times = failures.merge(outcome.vm(), 1, Integer::sum);
      long backOffMs = restMs << Math.min(times, MOST_DOUBLINGS);
      resting.put(outcome.vm(), outcome.timeMs() + backOffMs);
    }
  }

  private void onEnd(OutcomeNotice outcome) {
    Ended end = new Ended();
    end.source = outcome.source();
    end.target = outcome.target();
    end.timeMs = outcome.timeMs();
    ended.put(outcome.moveId(), end);
  }

  private void onArrival(OutcomeNotice outcome, @Nullable OpenMove move, long restMs) {
    failures.remove(outcome.vm());
    resting.put(outcome.vm(), outcome.timeMs() + restMs);
    Landing landing = new Landing();
    landing.target = outcome.target();
    landing.timeMs = outcome.timeMs();
    landed.put(outcome.vm(), landing);
    if (move != null) {
      experience.add(move, outcome);
    }
  }

  /** A person said no: what has not begun does not happen. */
  void onRefusal(String planOrMove) {
    if (planOrMove.equals(planId)) {
      open.values().removeIf(move -> !move.underWay);
    } else {
      open.remove(planOrMove);
    }
  }

  /** Whether a plan asked for a VM to be on a host, now or lately. */
  boolean asked(String vm, String host) {
    return open.values().stream().anyMatch(move -> move.vm.equals(vm) && move.target.equals(host))
        || watches.own.stream().anyMatch(move -> move.vm.equals(vm) && move.target.equals(host));
  }

  /** Forgets what is over at this time. */
  void tidy(long nowMs) {
    watches.tidy(nowMs);
    if (nowMs > planExpiresMs) {
      open.values().removeIf(move -> !move.underWay);
    }
    resting.values().removeIf(until -> until <= nowMs);
    landed.values().removeIf(landing -> landing.timeMs + LANDING_MS <= nowMs);
    ended.values().removeIf(end -> end.timeMs + HOUR_MS <= nowMs);
  }

  /** Migrations that may still end within this hour. */
  int movesLeft(Limits limits) {
    return Math.max(0, limits.movesPerHour() - ended.size());
  }

  /** Hosts that have had as many migrations within the hour as they may. */
  SortedSet<String> tiredHosts(Limits limits) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Ended end : ended.values()) {
      counts.merge(end.source, 1, Integer::sum);
      counts.merge(end.target, 1, Integer::sum);
    }
    counts.values().removeIf(count -> count < limits.hostMovesPerHour());
    return new TreeSet<>(counts.keySet());
  }

  /** Why a round is due now, one word or the ids of drifts; empty if none is. */
  List<String> due(long nowMs, long paneMs, ReshapeOptions options) {
    boolean warm = firstPaneMs > 0 && nowMs - firstPaneMs >= options.warmUpPanes() * paneMs;
    if (!warm || !open.isEmpty()) {
      return List.of();
    }
    if (!drifts.isEmpty() && nowMs - driftSinceMs >= options.boldness().holdPanes() * paneMs) {
      return List.copyOf(drifts);
    }
    boolean first = lastRoundMs == firstPaneMs;
    int panes = candidates.isEmpty() ? options.everyPanes() : options.boldness().holdPanes();
    boolean timer = drifts.isEmpty() && nowMs - lastRoundMs >= panes * paneMs;
    return first || timer ? List.of(PlanDomain.TIMER) : List.of();
  }

  /**
   * Takes note of a round.
   *
   * @param held VMs that it would have moved, if that still stands the next time
   */
  void onRound(PlanRound round, List<String> held) {
    lastRoundMs = round.timeMs();
    candidates = new ArrayList<>(held);
    drifts.clear();
    driftedVms.clear();
    wholeDrifted = false;
    driftSinceMs = 0;
    watches.onRound(round, watches.record.scale());
    if (round.recommendation() == null && !round.supersedes().isEmpty()) {
      open.values().removeIf(move -> !move.underWay);
    }
    if (round.recommendation() == null) {
      return;
    }
    planId = round.id();
    planExpiresMs = round.expiresMs();
    open.clear();
    List<PlannedMove> moves = round.recommendation().moves();
    for (int i = 0; i < moves.size(); i++) {
      OpenMove move = new OpenMove();
      move.vm = moves.get(i).vm();
      move.target = moves.get(i).target();
      move.memoryBytes = moves.get(i).memoryBytes();
      move.expectedBytes =
          moves.get(i).transferBytes() / experience.migration().factor(move.memoryBytes);
      open.put(round.moveId(i), move);
    }
  }

  /** Moves that an actuator has begun, by VM. */
  Map<String, String> inFlight() {
    Map<String, String> inFlight = new TreeMap<>();
    open.values().stream()
        .filter(move -> move.underWay)
        .forEach(move -> inFlight.put(move.vm, move.target));
    return inFlight;
  }
}
