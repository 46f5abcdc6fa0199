package io.vputty.model.search;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Best-first local improvement: always the move or swap that gains most per migration.
 *
 * <p>Candidates of a unit are the hosts of its neighbours and the roomiest host of each of their
 * racks; where one is full, a swap with each of its residents. A queue holds the best step of each
 * unit, which is looked at again when it comes up: gains that fell sink back, and those that rose
 * because a neighbour moved are pushed anew. Rounds repeat until one finds nothing. Ties go to the
 * smaller unit number. O(log units + degree * residents) per step.
 *
 * <p>After S-CORE (Tso et al., 2013) for moves and Starling (Sonnek et al., ICPP 2010) for swaps.
 */
public final class GreedySearch {

  private static final double LEAST_GAIN = 1e-12;
  private static final Step NONE = new Step(-1, -1, -1, 0, 0);

  private final Placement placement;
  private final Budget budget;
  private final PriorityQueue<Step> queue =
      new PriorityQueue<>(
          Comparator.comparingDouble(Step::merit)
              .reversed()
              .thenComparingInt(Step::unit)
              .thenComparingInt(Step::target));
  private int migrations;

  /** A step of one unit to a host, with the unit that comes back in return, or -1. */
  private record Step(int unit, int target, int partner, double gain, double merit) {

    private boolean isNone() {
      return unit < 0;
    }
  }

  /** A search that changes {@code placement}. */
  public GreedySearch(Placement placement, Budget budget) {
    this.placement = placement;
    this.budget = budget;
    for (int unit = 0; unit < placement.units.count; unit++) {
      migrations += placement.displaced(unit) ? placement.units.vms[unit] : 0;
    }
  }

  /** Improves until nothing is left or the budget is used up. */
  public void run() {
    boolean improved = true;
    while (improved && budget.evaluations() > 0) {
      for (int unit = 0; unit < placement.units.count; unit++) {
        push(unit);
      }
      improved = drain();
    }
    queue.clear();
  }

  private boolean drain() {
    boolean improved = false;
    while (!queue.isEmpty() && budget.evaluations() > 0) {
      Step old = queue.remove();
      Step now = best(old.unit());
      if (now.isNone()) {
        continue;
      }
      if (now.merit() < old.merit() - LEAST_GAIN) {
        queue.add(now);
        continue;
      }
      apply(now);
      improved = true;
    }
    return improved;
  }

  private void push(int unit) {
    Step step = best(unit);
    if (!step.isNone()) {
      queue.add(step);
    }
  }

  private void apply(Step step) {
    migrations += migrationsOf(step.unit(), step.target(), step.partner());
    if (step.partner() < 0) {
      placement.move(step.unit(), step.target());
    } else {
      placement.swap(step.unit(), step.partner());
      pushAround(step.partner());
    }
    pushAround(step.unit());
  }

  private void pushAround(int unit) {
    push(unit);
    for (int arc = placement.arcs.first[unit]; arc < placement.arcs.first[unit + 1]; arc++) {
      push(placement.arcs.neighbour[arc]);
    }
  }

  private Step best(int unit) {
    Step best = NONE;
    if (!placement.units.movable[unit]) {
      return best;
    }
    int home = placement.units.home[unit];
    best = better(best, unit, home);
    for (int arc = placement.arcs.first[unit]; arc < placement.arcs.first[unit + 1]; arc++) {
      int near = placement.host[placement.arcs.neighbour[arc]];
      best = better(best, unit, near);
      best = better(best, unit, roomiest(near));
    }
    return best;
  }

  private Step better(Step best, int unit, int target) {
    if (target == placement.host[unit] || !placement.permits(unit, target)) {
      return best;
    }
    if (placement.fits(unit, target)) {
      return larger(best, step(unit, target, -1));
    }
    Step found = best;
    int[] residents = placement.residents(target);
    for (int i = 0; i < placement.residentCount(target); i++) {
      if (placement.swapFits(unit, residents[i])) {
        found = larger(found, step(unit, target, residents[i]));
      }
    }
    return found;
  }

  private static Step larger(Step best, Step step) {
    if (step.merit() != best.merit() || best.isNone()) {
      return step.merit() > best.merit() ? step : best;
    }
    boolean before =
        step.target() < best.target()
            || (step.target() == best.target() && step.partner() < best.partner());
    return before ? step : best;
  }

  private Step step(int unit, int target, int partner) {
    budget.spend();
    double delta = placement.priceDelta(unit, target);
    if (partner < 0) {
      delta += placement.moveDelta(unit, target);
    } else {
      delta += placement.swapDelta(unit, partner);
      delta += placement.priceDelta(partner, placement.host[unit]);
    }
    int added = migrationsOf(unit, target, partner);
    if (-delta <= LEAST_GAIN || migrations + added > budget.migrations()) {
      return NONE;
    }
    return new Step(unit, target, partner, -delta, -delta / Math.max(1, added));
  }

  private int migrationsOf(int unit, int target, int partner) {
    int added = placement.migrationDelta(unit, target);
    return partner < 0 ? added : added + placement.migrationDelta(partner, placement.host[unit]);
  }

  /** The host of the rack of {@code near} with the most room; the smallest number of equals. */
  private int roomiest(int near) {
    int best = near;
    for (int host = 0; host < placement.table.count; host++) {
      boolean inRack = placement.table.rack[host] == placement.table.rack[near];
      if (inRack
          && placement.table.accepts[host]
          && placement.freeCpu(host) > placement.freeCpu(best)) {
        best = host;
      }
    }
    return best;
  }
}
