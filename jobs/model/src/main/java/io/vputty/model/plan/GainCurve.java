package io.vputty.model.plan;

import io.vputty.model.footprint.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;

/**
 * What ever more moves gain: the planner's answers to a row of budgets.
 *
 * <p>A plan is also one of every larger budget, so no point lies below the one before it.
 *
 * @param before cost of the placement as it is, $ per hour
 * @param points by rising budget
 */
public record GainCurve(Cost before, List<Point> points) {

  private static final double[] SHARES = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1};

  public GainCurve {
    Objects.requireNonNull(before, "before");
    points = List.copyOf(points);
  }

  /**
   * One budget and what it buys.
   *
   * @param allowed most moves
   * @param moves moves of the plan
   * @param after cost when they are done, $ per hour
   * @param migrationCost one-off cost of them, $
   */
  public record Point(int allowed, int moves, Cost after, double migrationCost) {

    public Point {
      Objects.requireNonNull(after, "after");
    }
  }

  /** The curve for 1, 2, 5, 10, 20, 50 and 100% of the domain's VMs, at least one move each. */
  public static GainCurve of(PlacementProblem problem, PlannerOptions options) {
    Scene scene = new Scene(problem, 0);
    long vms = scene.vms.stream().filter(vm -> vm.domain().equals(problem.domain)).count();
    int[] budgets =
        DoubleStream.of(SHARES)
            .mapToInt(share -> (int) Math.max(1, Math.round(share * vms)))
            .distinct()
            .toArray();
    return of(problem, options, budgets);
  }

  /** The curve for these budgets, ascending. */
  public static GainCurve of(PlacementProblem problem, PlannerOptions options, int... budgets) {
    Scene scene = new Scene(problem, 0);
    Cost before = scene.ledger.cost(scene.hostsNow());
    List<Point> points = new ArrayList<>();
    Point best = new Point(0, 0, before, 0);
    for (int budget : budgets) {
      PlanResult result = new Planner().plan(problem, options.withMaxMoves(budget));
      Point better = result instanceof Recommendation moves ? point(moves) : best;
      best = better.after().total() < best.after().total() ? better : best;
      points.add(new Point(budget, best.moves(), best.after(), best.migrationCost()));
    }
    return new GainCurve(before, points);
  }

  private static Point point(Recommendation plan) {
    int moves = plan.moves().size();
    return new Point(moves, moves, plan.after(), plan.migrationCost());
  }

  /** Share of the present cost that a point saves; 0 where nothing costs anything. */
  public double share(Point point) {
    return before.total() == 0 ? 0 : 1 - point.after().total() / before.total();
  }
}
