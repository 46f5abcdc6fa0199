package io.vputty.app.demo;

import io.vputty.app.demo.view.MoveGain;
import io.vputty.app.demo.view.PlanGain;
import io.vputty.app.simulator.DataCentre;
import io.vputty.app.simulator.truth.TierPrices;
import io.vputty.schema.Move;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;
import io.vputty.schema.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds each plan's prediction against the data centre's own counters, over 10 s or as much as
 * there is: those after its last move, or, where other traffic flows by then, the last ones of the
 * traffic that it was made for, with its VMs where it put them.
 */
final class GainLedger {
  private static final long SECONDS = 10;
  private static final long FEWEST_SECONDS = 1;

  private final DataCentre dataCentre;
  private final TierPrices prices;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private long changedAt = Long.MAX_VALUE;

  GainLedger(DataCentre dataCentre, TierPrices prices) {
    this.dataCentre = dataCentre;
    this.prices = prices;
  }

  /** Other traffic flows from this second on; what was planned before is not held against it. */
  void trafficChanges(long second) {
    changedAt = second;
  }

  void plan(Plan plan) {
    if (!plan.getMoves().isEmpty()) {
      entries.put(plan.getId(), new Entry(plan));
    }
  }

  /**
   * Takes an outcome in.
   *
   * @param second simulated second of the outcome
   */
  void outcome(MoveOutcome outcome, long second) {
    Entry entry = entries.get(outcome.getPlanId());
    if (entry == null) {
      return;
    }
    switch (outcome.getState()) {
      case CLAIMED -> entry.firstStart = Math.min(entry.firstStart, second);
      case SUCCEEDED, FAILED, SKIPPED, CANCELLED -> entry.end(outcome, second);
      default -> {} // steps in between
    }
  }

  /** Plans that ended long enough ago, each once. */
  List<PlanGain> due(long second) {
    List<PlanGain> due = new ArrayList<>();
    for (Entry entry : entries.values()) {
      if (entry.ended() && !entry.told && second >= entry.lastEnd + SECONDS + 1) {
        measure(entry, second).ifPresent(due::add);
        entry.told = true;
      }
    }
    return due;
  }

  /** Every plan of which anything was carried out, measured as far as the time allows. */
  List<PlanGain> all(long second) {
    List<PlanGain> all = new ArrayList<>();
    entries.values().forEach(entry -> measure(entry, second).ifPresent(all::add));
    return all;
  }

  private Optional<PlanGain> measure(Entry entry, long second) {
    long after = entry.lastEnd + 1;
    long full = Math.min(second, after + SECONDS);
    long to = entry.firstStart < changedAt ? Math.min(full, changedAt) : full;
    long from = Math.max(0, Math.min(after, to - SECONDS));
    List<Move> moves =
        entry.plan.getMoves().stream()
            .filter(move -> entry.states.get(move.getId()) == MoveState.SUCCEEDED)
            .toList();
    if (moves.isEmpty() || !entry.ended() || to - from < FEWEST_SECONDS) {
      return Optional.empty();
    }
    double before = cost(Math.max(0, entry.firstStart - SECONDS), entry.firstStart, Map.of());
    Map<Integer, Integer> moved = new HashMap<>();
    moves.forEach(move -> moved.put(vm(move), host(move.getTarget())));
    List<MoveGain> gains = gains(moves, from, to);
    return Optional.of(
        new PlanGain(
            entry.plan.getId(),
            entry.plan.getMoves().size(),
            gains,
            entry.plan.getGainPerHour(),
            gains.stream().mapToDouble(MoveGain::attributed).sum(),
            before - cost(from, to, moved),
            to - from));
  }

  /**
   * What each move is worth given the moves before it, as plans predict it: all VMs are put back in
   * thought and then moved one after the other, and the same traffic is priced each time.
   */
  private List<MoveGain> gains(List<Move> moves, long from, long to) {
    Map<Integer, Integer> hostOfVm = new HashMap<>();
    moves.forEach(move -> hostOfVm.putIfAbsent(vm(move), host(move.getSource())));
    List<MoveGain> gains = new ArrayList<>();
    double cost = cost(from, to, hostOfVm);
    for (Move move : moves) {
      hostOfVm.put(vm(move), host(move.getTarget()));
      double after = cost(from, to, hostOfVm);
      gains.add(
          new MoveGain(
              move.getVmName(),
              move.getSource(),
              move.getTarget(),
              move.getGainPerHour(),
              cost - after));
      cost = after;
    }
    return gains;
  }

  private double cost(long from, long to, Map<Integer, Integer> elsewhere) {
    return dataCentre.truth().costPerHour(from, to, prices, elsewhere);
  }

  private int vm(Move move) {
    return dataCentre.fleet().vm(move.getVm()).index();
  }

  private int host(String name) {
    return dataCentre.fleet().host(name).index();
  }

  private static final class Entry {
    private final Plan plan;
    private final Map<String, MoveState> states = new HashMap<>();
    private long firstStart = Long.MAX_VALUE;
    private long lastEnd;
    private boolean told;

    private Entry(Plan plan) {
      this.plan = plan;
    }

    private boolean ended() {
      return states.size() == plan.getMoves().size();
    }

    private void end(MoveOutcome outcome, long second) {
      states.put(outcome.getMoveId(), outcome.getState());
      if (outcome.getState() == MoveState.SUCCEEDED) {
        lastEnd = Math.max(lastEnd, second);
      }
    }
  }
}
