package io.vputty.app.demo;

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
 * Holds each plan's prediction against the data centre's own counters: as long as possible, but at
 * most 10 s, before its first move and after its last.
 */
final class GainLedger {
  private static final long SECONDS = 10;
  private static final long FEWEST_SECONDS = 3;

  private final DataCentre dataCentre;
  private final TierPrices prices;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  GainLedger(DataCentre dataCentre, TierPrices prices) {
    this.dataCentre = dataCentre;
    this.prices = prices;
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
    long from = entry.lastEnd + 1;
    long to = Math.min(second, from + SECONDS);
    List<Move> moves =
        entry.plan.getMoves().stream()
            .filter(move -> entry.states.get(move.getId()) == MoveState.SUCCEEDED)
            .toList();
    if (moves.isEmpty() || !entry.ended() || to - from < FEWEST_SECONDS) {
      return Optional.empty();
    }
    double now = dataCentre.truth().costPerHour(from, to, prices);
    double before =
        dataCentre
            .truth()
            .costPerHour(Math.max(0, entry.firstStart - SECONDS), entry.firstStart, prices);
    return Optional.of(
        new PlanGain(
            entry.plan.getId(),
            entry.plan.getMoves().size(),
            moves.stream().map(move -> gain(move, from, to, now)).toList(),
            entry.plan.getGainPerHour(),
            costBack(moves, from, to) - now,
            before - now,
            to - from));
  }

  private MoveGain gain(Move move, long from, long to, double now) {
    return new MoveGain(
        move.getVmName(),
        move.getSource(),
        move.getTarget(),
        move.getGainPerHour(),
        costBack(List.of(move), from, to) - now);
  }

  /** Cost of the traffic had these moves not been made. */
  private double costBack(List<Move> moves, long from, long to) {
    Map<Integer, Integer> back = new HashMap<>();
    for (Move move : moves) {
      int vm = dataCentre.fleet().vm(move.getVm()).index();
      back.putIfAbsent(vm, dataCentre.fleet().host(move.getSource()).index());
    }
    return dataCentre.truth().costPerHour(from, to, prices, back);
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
