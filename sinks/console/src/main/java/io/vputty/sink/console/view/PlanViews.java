package io.vputty.sink.console.view;

import io.vputty.schema.MoveOutcome;
import io.vputty.schema.Plan;
import io.vputty.sink.console.state.FleetState;
import io.vputty.sink.console.state.MoveOrder;
import io.vputty.sink.console.state.PlanStatus;
import io.vputty.sink.console.tree.RecordTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans with what became of them. */
public final class PlanViews {

  private PlanViews() {}

  /** The newest plans, in short. */
  public static List<Map<String, @Nullable Object>> list(FleetState state, int most, Instant now) {
    return state.plans().stream().limit(most).map(plan -> summary(state, plan, now)).toList();
  }

  static Map<String, @Nullable Object> summary(FleetState state, Plan plan, Instant now) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    PlanStatus status = MoveOrder.status(state, plan, now);
    tree.put("id", plan.getId());
    tree.put("domain", plan.getDomain());
    tree.put("time", plan.getTime().toEpochMilli());
    tree.put("expires", plan.getExpires().toEpochMilli());
    tree.put("status", status.name());
    tree.put("open", status.open());
    tree.put("moves", plan.getMoves().size());
    tree.put("gainPerHour", RecordTree.of(plan.getGainPerHour()));
    tree.put("migrationCost", plan.getMigrationCost());
    tree.put("beforePerHour", plan.getBefore().getTotal());
    tree.put("afterPerHour", plan.getAfter().getTotal());
    tree.put("noMoveReason", plan.getNoMoveReason());
    return tree;
  }

  /** A plan whole: each move with where it is and what was measured of it. */
  public static Map<String, @Nullable Object> whole(FleetState state, Plan plan, Instant now) {
    Map<String, @Nullable Object> tree = RecordTree.of(plan);
    PlanStatus status = MoveOrder.status(state, plan, now);
    tree.put("status", status.name());
    tree.put("open", status.open());
    tree.put("decision", state.decision(plan.getId()).map(RecordTree::of).orElse(null));
    tree.put("pause", state.pause(plan.getDomain()).map(RecordTree::of).orElse(null));
    List<Map<String, @Nullable Object>> moves = new ArrayList<>();
    plan.getMoves().forEach(move -> moves.add(move(state, RecordTree.of(move), move.getId())));
    tree.put("moves", moves);
    tree.put("measured", measured(state, plan));
    return tree;
  }

  private static Map<String, @Nullable Object> move(
      FleetState state, Map<String, @Nullable Object> tree, String id) {
    Optional<MoveOutcome> outcome = state.outcome(id);
    tree.put("outcome", outcome.map(RecordTree::of).orElse(null));
    tree.put("verdict", state.verdict(id).map(RecordTree::of).orElse(null));
    tree.put("decision", state.decision(id).map(RecordTree::of).orElse(null));
    return tree;
  }

  /** What the domain cost when it was next planned after the plan's last move had ended. */
  private static @Nullable Map<String, @Nullable Object> measured(FleetState state, Plan plan) {
    List<MoveOutcome> outcomes =
        plan.getMoves().stream()
            .map(move -> state.outcome(move.getId()))
            .flatMap(Optional::stream)
            .filter(outcome -> MoveOrder.arrived(outcome.getState()))
            .toList();
    Optional<Instant> end = outcomes.stream().map(MoveOutcome::getTime).max(Instant::compareTo);
    if (end.isEmpty()) {
      return null;
    }
    List<Plan> later =
        state.plans().stream()
            .filter(other -> other.getDomain().equals(plan.getDomain()))
            .filter(other -> other.getTime().isAfter(end.get()))
            .toList();
    if (later.isEmpty()) {
      return null;
    }
    Plan next = later.get(later.size() - 1);
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("time", next.getTime().toEpochMilli());
    tree.put("arrived", outcomes.size());
    tree.put("costPerHour", next.getBefore().getTotal());
    tree.put("realisedPerHour", plan.getBefore().getTotal() - next.getBefore().getTotal());
    return tree;
  }
}
