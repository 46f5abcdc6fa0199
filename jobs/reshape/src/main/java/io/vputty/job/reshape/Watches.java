package io.vputty.job.reshape;

import io.vputty.mapping.OutcomeNotice;
import io.vputty.mapping.PlanRound;
import io.vputty.model.drift.DriftNotice;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.model.plan.GainScale;
import io.vputty.model.plan.PlannedMove;
import io.vputty.model.verdict.PaneSums;
import io.vputty.model.verdict.RecentPanes;
import io.vputty.model.verdict.TrackRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Waves that are watched until it is known whether they helped; a Flink POJO. */
public final class Watches {

  /** Waves of plans, first ones first. */
  public List<WaveWatch> waves = new ArrayList<>();

  /** Moves of plans that succeeded lately, in order of time. */
  public List<OwnMove> own = new ArrayList<>();

  /** VMs whose edges drifted, and "*" where the domain did: the last onset, ms. */
  public Map<String, Long> drifted = new HashMap<>();

  /** VMs that were recommended to go back, and until when nobody says so again, ms. */
  public Map<String, Long> undone = new HashMap<>();

  /** What predictions were worth so far. */
  public TrackRecord record = new TrackRecord();

  /** A move that a plan asked for and that succeeded; a Flink POJO. */
  public static final class OwnMove {
    public String vm = "";
    public String source = "";
    public String target = "";
    public long timeMs;
  }

  private static final String DOMAIN = "*";
  private static final long HOUR_MS = 3_600_000;
  private static final long GIVEN_UP_MS = 24 * HOUR_MS;

  /** Watches the waves of a plan; what of the last one nobody has begun does not happen. */
  void onRound(PlanRound round, GainScale scale) {
    if (round.recommendation() == null && round.supersedes().isEmpty()) {
      return;
    }
    waves.forEach(WaveWatch::drop);
    waves.removeIf(wave -> wave.ended() && !wave.anyCarried());
    if (round.recommendation() == null) {
      return;
    }
    Map<Integer, WaveWatch> byNumber = new TreeMap<>();
    List<PlannedMove> moves = round.recommendation().moves();
    for (int i = 0; i < moves.size(); i++) {
      byNumber
          .computeIfAbsent(moves.get(i).wave(), number -> watch(round, number, scale))
          .moves
          .add(watched(round.moveId(i), moves.get(i)));
    }
    waves.addAll(byNumber.values());
  }

  private static WaveWatch watch(PlanRound round, int number, GainScale scale) {
    WaveWatch watch = new WaveWatch();
    watch.planId = round.id();
    watch.wave = number;
    watch.expiresMs = round.expiresMs();
    watch.factor = scale.factor();
    watch.spread = scale.spread();
    return watch;
  }

  private static WaveWatch.WatchedMove watched(String id, PlannedMove planned) {
    WaveWatch.WatchedMove move = new WaveWatch.WatchedMove();
    move.id = id;
    move.vm = planned.vm();
    move.source = planned.source();
    move.target = planned.target();
    move.predicted = planned.gainPerHour();
    move.byTerm = planned.gainByTerm();
    return move;
  }

  void onOutcome(OutcomeNotice outcome) {
    for (WaveWatch wave : waves) {
      WaveWatch.WatchedMove move = wave.move(outcome.moveId());
      if (move != null) {
        boolean arrives = outcome.succeeded() && move.fate != WaveWatch.Fate.CARRIED;
        wave.onOutcome(move, outcome);
        if (arrives) {
          arrived(outcome);
        }
      }
    }
  }

  private void arrived(OutcomeNotice outcome) {
    OwnMove move = new OwnMove();
    move.vm = outcome.vm();
    move.source = outcome.source();
    move.target = outcome.target();
    move.timeMs = outcome.timeMs();
    own.add(move);
  }

  void onDrift(DriftNotice drift) {
    if (drift.edge() != null) {
      drifted.merge(drift.edge().from(), drift.onsetMs(), Math::max);
      drifted.merge(drift.edge().to(), drift.onsetMs(), Math::max);
    } else {
      String vm = drift.subject().startsWith("vm/") ? drift.subject().substring(3) : DOMAIN;
      drifted.merge(vm, drift.onsetMs(), Math::max);
    }
  }

  /** Takes in a pane of an edge for the waves that are measured now. */
  void see(EdgeWindow window, int panesWanted) {
    for (WaveWatch wave : waves) {
      if (wave.anyCarried()) {
        wave.see(window, panesWanted);
      }
    }
  }

  /** VMs were moved by others: what was measured of them does not count. */
  void onMovesByOthers(List<String> vms) {
    for (WaveWatch wave : waves) {
      if (wave.started()) {
        vms.stream()
            .filter(vm -> !wave.movedByOthers.contains(vm))
            .forEach(wave.movedByOthers::add);
      }
    }
  }

  /** Whether a wave began whose edges have not been taken down as they were. */
  boolean wantsBefore() {
    return waves.stream().anyMatch(wave -> wave.started() && wave.beforeUntilMs == 0);
  }

  /** Takes down an edge as it was before the waves that have just begun. */
  void before(RememberedEdge edge, long nowMs, long stretchMs) {
    for (WaveWatch wave : waves) {
      boolean wants = wave.started() && wave.beforeUntilMs == 0;
      if (wants && (wave.touches(edge.from) || wave.touches(edge.to))) {
        PaneSums sums = edge.recent.until(nowMs, stretchMs);
        if (sums.bytes > 0) {
          wave.before.put(edge.key(), sums);
        }
      }
    }
  }

  /**
   * All edges have been taken down.
   *
   * @param knownSinceMs start of the domain's first pane, ms
   */
  void closeBefore(long nowMs, long stretchMs, long knownSinceMs) {
    for (WaveWatch wave : waves) {
      if (wave.started() && wave.beforeUntilMs == 0) {
        wave.beforeUntilMs = nowMs;
        wave.beforeSinceMs = Math.max(knownSinceMs, RecentPanes.startMs(nowMs, stretchMs));
      }
    }
  }

  /** Whether anything of the wave drifted since a time. */
  boolean drifted(WaveWatch wave, long sinceMs) {
    return drifted.getOrDefault(DOMAIN, 0L) >= sinceMs
        || wave.moves.stream().anyMatch(move -> drifted.getOrDefault(move.vm, 0L) >= sinceMs);
  }

  /** Forgets what is over. */
  void tidy(long nowMs) {
    for (WaveWatch wave : waves) {
      if (nowMs > wave.expiresMs) {
        wave.drop();
      }
    }
    waves.removeIf(wave -> wave.ended() && !wave.anyCarried());
    waves.removeIf(wave -> nowMs > Math.max(wave.expiresMs, wave.arrivedMs) + GIVEN_UP_MS);
    drifted.values().removeIf(onset -> onset + HOUR_MS <= nowMs && waves.isEmpty());
    own.removeIf(move -> move.timeMs + HOUR_MS <= nowMs && waves.isEmpty());
    undone.values().removeIf(until -> until <= nowMs);
  }

  boolean isEmpty() {
    return waves.isEmpty();
  }
}
