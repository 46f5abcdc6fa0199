package io.vputty.model.search;

/**
 * Ejection chains: one unit is forced to where it would rather be, or home, those that it parts or
 * displaces follow best-first, and all of it is taken back unless the whole was a gain.
 *
 * <p>Best-first steps bring one end of a dear arc to the other; when that was the wrong end, no
 * single step leads out, since each parts the two. Only units that are away, or that would gain if
 * there were room, are forced, so that a change in a large placement takes time by its own size. A
 * pass goes through them in order; passes repeat while they gain. O(degree * residents) for each
 * step of a chain.
 *
 * <p>After Glover, Discrete Appl. Math. 65 (1996).
 */
final class Ejection {

  /** Steps of a chain after the forced one. */
  private static final int MOST_STEPS = 12;

  private final Placement placement;
  private final Budget budget;
  private final GreedySearch steps;

  /** Chains that change {@code placement}, which must be within the budget of migrations. */
  Ejection(Placement placement, Budget budget) {
    this.placement = placement;
    this.budget = budget;
    this.steps = new GreedySearch(placement, budget);
  }

  /** Forces until a pass gains nothing or the budget is used up. */
  void run() {
    boolean improved = true;
    while (improved && budget.evaluations() > 0) {
      improved = pass();
    }
  }

  private boolean pass() {
    boolean improved = false;
    for (int unit = 0; unit < placement.units.count && budget.evaluations() > 0; unit++) {
      if (!placement.units.movable[unit]) {
        continue;
      }
      if (placement.displaced(unit)) {
        improved |= force(unit, placement.units.home[unit]);
      }
      int wanted = steps.wanted(unit);
      if (wanted >= 0) {
        improved |= force(unit, wanted);
      }
    }
    return improved;
  }

  /** Brings a unit to a host, by the swap that loses least if it is full; whether it paid. */
  private boolean force(int unit, int target) {
    if (!placement.permits(unit, target)) {
      return false;
    }
    if (!placement.fits(unit, target)) {
      return swap(unit, target);
    }
    budget.spend();
    return steps.mayTake(unit, target, -1)
        && steps.follow(unit, target, -1, -placement.moveDelta(unit, target), MOST_STEPS);
  }

  private boolean swap(int unit, int target) {
    double most = Double.NEGATIVE_INFINITY;
    int partner = -1;
    int[] residents = placement.residents(target);
    for (int i = 0; i < placement.residentCount(target); i++) {
      int other = residents[i];
      if (placement.swapFits(unit, other) && steps.mayTake(unit, target, other)) {
        budget.spend();
        double gain = -placement.swapDelta(unit, other);
        if (gain > most || (gain == most && other < partner)) {
          most = gain;
          partner = other;
        }
      }
    }
    return partner >= 0 && steps.follow(unit, target, partner, most, MOST_STEPS);
  }
}
