package io.vputty.model.search;

import java.util.SplittableRandom;

/**
 * The whole search: several ways to a good placement, the best of which is kept.
 *
 * <p>Best-first steps are nearly as good as can be where few units may move, and chains make up for
 * most of what they miss after a change that is local. With more of them, annealing in which each
 * migration bears the price of the last one that best-first took finds better choices. Where
 * everything may move, a placement is made anew from clusters, or by annealing from great heat, and
 * improved by V-cycles: many short ones are better than few long ones. All that is counted is
 * evaluations, so the same problem and seed give the same result on any machine.
 */
public final class PlacementSearch {

  private static final double HOT = 4;
  private static final double WARM = 1;
  private static final double MILD = 0.1;

  /** Evaluations per unit in a V-cycle, and the least of one. */
  private static final int CYCLE_PER_UNIT = 20;

  private static final long SHORTEST_CYCLE = 50_000;

  /** Evaluations per unit from which annealing from great heat is worth its time. */
  private static final int HOT_PER_UNIT = 400;

  /** Evaluations per unit after which annealing inside a budget is better begun again. */
  private static final int ENOUGH_PER_UNIT = 1000;

  private static final int MOST_CHAINS = 8;

  /** Restarts of annealing inside a budget. */
  private static final int MOST_RESTARTS = 32;

  private static final int SETTLING_ROUNDS = 2;

  /** What a migration bears in annealing, as a multiple of what the last one gained. */
  private static final double TOLL = 1.1;

  private static final long FULL = 6_000_000;
  private static final long FULLEST = 15_000_000;
  private static final int FULL_PER_UNIT = 7_500;
  private static final int MEDIUM = 5_000;
  private static final int LARGE = 20_000;
  private static final long LARGE_LEAST = 3_000_000;
  private static final int LARGE_PER_UNIT = 30;
  private static final int PART_MOST_PER_UNIT = 150_000;
  private static final long PART_PER_MIGRATION = 400;

  /** Evaluations per unit from which annealing inside a budget is better than best-first steps. */
  private static final int PART_PER_UNIT = 50;

  private final Placement placement;
  private final int migrations;
  private final long evaluations;
  private final SplittableRandom random;
  private int[] best;
  private double leastCost;

  /** Evaluations that a search for {@code units} should have, if {@code migrations} may be made. */
  public static long evaluationsFor(int units, int migrations) {
    long large = LARGE_PER_UNIT * (long) units;
    if (migrations < units) {
      return units <= LARGE
          ? Math.min(FULL, PART_MOST_PER_UNIT * (long) units)
          : Math.max(large, PART_PER_MIGRATION * migrations);
    }
    if (units <= MEDIUM) {
      return Math.max(FULL, Math.min(FULLEST, FULL_PER_UNIT * (long) units));
    }
    return units <= LARGE ? FULL : Math.max(LARGE_LEAST, large);
  }

  /**
   * A search that changes {@code placement}.
   *
   * @param migrations most VMs away from home at the end
   * @param evaluations moves and swaps looked at, about, which bounds the time; with fewer than 50
   *     a unit there are only best-first steps, and chains where the change is local or migrations
   *     are left
   * @param seed seed; the same one gives the same result
   */
  public PlacementSearch(Placement placement, int migrations, long evaluations, long seed) {
    this.placement = placement;
    this.migrations = migrations;
    this.evaluations = evaluations;
    this.random = new SplittableRandom(seed);
    this.best = placement.hosts();
    this.leastCost = placement.objective();
  }

  /** Improves the placement as far as the budgets go. */
  public void run() {
    boolean free = migrations >= placement.movableVms();
    int[] start = placement.hosts();
    GreedySearch steps = greedy(free ? evaluations / 6 : evaluations);
    keep();
    if (free) {
      anew(start);
    } else if (steps.wasLocal() || placement.migrations() < migrations) {
      settle();
    } else if (migrations > 0 && isGenerous()) {
      within(steps.marginalGain());
    }
    placement.become(best);
    if (placement.hostsCost() && migrations > 0) {
      new Evacuation(placement, migrations).run();
      keep();
      placement.become(best);
    }
  }

  private GreedySearch greedy(long most) {
    GreedySearch search = new GreedySearch(placement, new Budget(migrations, most));
    search.run();
    return search;
  }

  private boolean isGenerous() {
    return evaluations >= PART_PER_UNIT * (long) placement.units.count;
  }

  /** Chains, and annealing around those alone that would rather be elsewhere. */
  private void settle() {
    chains(evaluations);
    keep();
    placement.become(best);
    for (int round = 0; isGenerous() && round < SETTLING_ROUNDS; round++) {
      long most = evaluations / SETTLING_ROUNDS;
      boolean[] restless = new GreedySearch(placement, new Budget(migrations, most)).restless();
      new Annealing(placement, new Budget(migrations, most), 0, random.nextLong())
          .of(restless)
          .run(MILD, most);
      improve(most);
    }
  }

  /** Annealing from the best so far, with and without a toll, and from great heat. */
  private void within(double toll) {
    long sixth = evaluations / 6;
    long enough = ENOUGH_PER_UNIT * (long) placement.units.count;
    int rounds = (int) Math.max(1, Math.min(MOST_RESTARTS, sixth / enough));
    for (int round = 0; round < rounds; round++) {
      attempt(WARM, toll, sixth / rounds);
      attempt(WARM, 0, 3 * sixth / rounds);
      anneal(HOT, 0, sixth / rounds);
      attempt(WARM, toll, sixth / rounds);
    }
  }

  private void attempt(double warmth, double toll, long most) {
    anneal(warmth, toll, most);
    improve(most);
  }

  /** Best-first steps and chains after annealing. */
  private void improve(long most) {
    greedy(most);
    chains(most);
    keep();
    placement.become(best);
  }

  private void chains(long most) {
    new Ejection(placement, new Budget(migrations, most)).run();
  }

  /**
   * A sixth of the evaluations goes to either way, a third to the one that did better, and a third
   * to the best placement of all, in the end at what migrations cost.
   */
  private void anew(int[] start) {
    long cycle = Math.max(CYCLE_PER_UNIT * (long) placement.units.count, SHORTEST_CYCLE);
    long sixth = evaluations / 6;
    if (sixth < HOT_PER_UNIT * (long) placement.units.count) {
      construct(cycle, evaluations - 2 * sixth);
    } else {
      double hot = melt(start, cycle, sixth);
      double built = construct(cycle, sixth);
      if (hot < built) {
        melt(start, cycle, 2 * sixth);
      } else {
        construct(cycle, 2 * sixth);
      }
    }
    placement.become(best);
    cycles(cycle, sixth);
    attempt(MILD, 0, sixth);
  }

  /** Annealing from great heat; the cost that it reached. */
  private double melt(int[] start, long cycle, long most) {
    placement.become(start);
    anneal(HOT, 0, most * 3 / 4);
    cycles(cycle, most / 4);
    return keep();
  }

  /** Placements from clusters; the least cost of them. */
  private double construct(long cycle, long most) {
    int chains = (int) Math.max(1, Math.min(MOST_CHAINS, most / 4 / cycle));
    double least = Double.POSITIVE_INFINITY;
    for (int chain = 0; chain < chains; chain++) {
      if (new Construction(placement, random).run()) {
        cycles(cycle, most / chains);
        least = Math.min(least, keep());
      } else {
        placement.become(best);
      }
    }
    return least;
  }

  private void cycles(long cycle, long total) {
    for (long spent = 0; spent < total; spent += cycle) {
      new Multilevel(placement, random).anneal(MILD, cycle, random);
    }
  }

  private void anneal(double warmth, double toll, long most) {
    new Annealing(placement, new Budget(migrations, most), TOLL * toll, random.nextLong())
        .run(warmth, most);
  }

  private double keep() {
    double cost = placement.objective();
    if (cost < leastCost && placement.migrations() <= migrations) {
      leastCost = cost;
      best = placement.hosts();
    }
    return cost;
  }
}
