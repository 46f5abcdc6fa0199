package io.vputty.model.plan;

import io.vputty.model.estimate.Interval;
import io.vputty.model.search.Placement;
import io.vputty.model.search.PlacementSearch;
import io.vputty.model.search.Pruning;
import io.vputty.model.search.Transfer;
import io.vputty.model.search.Waves;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

/**
 * Finds the moves that pay.
 *
 * <p>Problem: place communicating VMs on hosts of limited size so that what their edges cost, by
 * distance, is least (a quadratic assignment problem, NP-hard even to approximate), starting from
 * where they are and paying for each migration, for hosts that are switched on, and for those that
 * are overloaded. A {@link PlacementSearch} finds where to go; what is not surely worth its
 * migration goes home again; what is left is ordered in waves that never overfill a host, and only
 * what can be ordered is recommended.
 *
 * <p>A move is worth it if the lower 95% bound of what it gains, all other moves made, over the
 * horizon exceeds {@code margin} times its cost; so is a plan. On a graph that only fluctuates that
 * leaves nothing. The budget of evaluations bounds the time, about two seconds for ten million;
 * memory is O(VMs + edges + hosts). The search is seeded and ties have an order: the same problem
 * gives the same plan, in whatever order it was put together.
 */
public final class Planner {

  private static final int MOST_SETTLINGS = 4;

  /** What to move in {@code problem}. */
  public PlanResult plan(PlacementProblem problem, PlannerOptions options) {
    Scene scene = new Scene(problem, options.margin() / options.horizonHours());
    Placement placement = scene.placement();
    long evaluations =
        options.evaluationBudget() > 0
            ? options.evaluationBudget()
            : PlacementSearch.evaluationsFor(scene.vms.size(), options.maxMoves());
    new PlacementSearch(placement, options.maxMoves(), evaluations, options.seed()).run();
    List<Transfer> transfers = settle(placement, scene, options);
    return transfers.isEmpty()
        ? new Refusal(scene, options).explain()
        : recommend(scene, transfers, options);
  }

  /** Prunes and orders until both agree: what cannot be ordered stays, and may change the worth. */
  private static List<Transfer> settle(Placement placement, Scene scene, PlannerOptions options) {
    Pruning pruning = new Pruning(placement, (now, units) -> worth(now, scene, options, units));
    List<Transfer> transfers = List.of();
    for (int round = 0; round < MOST_SETTLINGS; round++) {
      pruning.run();
      int[] goal = placement.hosts();
      Placement reached = scene.beforeMigrations();
      transfers = new Waves(reached, goal, options.maxMoves(), options.hostMovesAtOnce()).order();
      if (Arrays.equals(reached.hosts(), goal)) {
        return transfers;
      }
      placement.become(reached.hosts());
    }
    return transfers;
  }

  private static boolean worth(
      Placement placement, Scene scene, PlannerOptions options, int... units) {
    Set<Integer> vertices = new TreeSet<>();
    double cost = 0;
    for (int unit : units) {
      for (int vertex : scene.members(unit)) {
        vertices.add(vertex);
        cost += scene.migrationCost(vertex);
      }
    }
    IntUnaryOperator away = vertex -> placement.hostOf(scene.unitOf[vertex]);
    IntUnaryOperator home =
        vertex -> vertices.contains(vertex) ? scene.vertexHost[vertex] : away.applyAsInt(vertex);
    double atHosts =
        -scene.hostCosts.gain(host -> scene.on(placement, host), vertices, away, home).total();
    Interval gain = scene.ledger.gain(home, away, vertices, atHosts);
    return gain.low() * options.horizonHours() > cost * options.margin();
  }

  private static PlanResult recommend(
      Scene scene, List<Transfer> transfers, PlannerOptions options) {
    Itinerary itinerary = new Itinerary(scene, transfers);
    List<PlannedMove> moves = itinerary.moves();
    int[] before = scene.hostsNow();
    int[] after = itinerary.finalHosts();
    Interval gain = scene.ledger.gain(before, after);
    double cost = moves.stream().mapToDouble(PlannedMove::cost).sum();
    if (!(gain.low() * options.horizonHours() > cost * options.margin())) {
      return new NoMove(
          String.format(
              Locale.ROOT,
              "%d moves together gain %s an hour (at least %s), which over %.1f h is not %.1f"
                  + " times their cost of %s",
              moves.size(),
              Dollars.text(gain.value()),
              Dollars.text(gain.low()),
              options.horizonHours(),
              options.margin(),
              Dollars.text(cost)),
          scene.ledger.cost(before));
    }
    return new Recommendation(
        moves, scene.ledger.cost(before), scene.ledger.cost(after), gain, cost);
  }
}
