package io.vputty.model.search;

/**
 * The whole search: best-first steps, then annealing in rounds that each start from the best so
 * far, then best-first steps again.
 */
public final class PlacementSearch {

  /** Warmth of annealing where most VMs may move, and where few may. */
  private static final double BOLD = 4;

  private static final double CAREFUL = 1;
  private static final int ROUNDS = 3;

  private final Placement placement;
  private final int migrations;
  private final long evaluations;
  private final long seed;

  /**
   * A search that changes {@code placement}.
   *
   * @param migrations most VMs away from home at the end
   * @param evaluations moves and swaps looked at, which bounds the time
   * @param seed seed; the same one gives the same result
   */
  public PlacementSearch(Placement placement, int migrations, long evaluations, long seed) {
    this.placement = placement;
    this.migrations = migrations;
    this.evaluations = evaluations;
    this.seed = seed;
  }

  /** Improves the placement as far as the budgets go. */
  public void run() {
    greedy();
    boolean free = migrations >= placement.units.count / 2;
    long each = evaluations / (ROUNDS + 1);
    for (int round = 0; round < ROUNDS; round++) {
      Budget budget = new Budget(migrations, each);
      new Annealing(placement, budget, seed + round).run(free ? BOLD : CAREFUL, each);
    }
    greedy();
  }

  private void greedy() {
    new GreedySearch(placement, new Budget(migrations, evaluations / (ROUNDS + 1) / 2)).run();
  }
}
