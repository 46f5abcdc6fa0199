package io.vputty.model.search;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Simulated annealing with moves and swaps inside a budget of migrations.
 *
 * <p>Local improvement cannot carry a tenant from a full host to another: each single step loses.
 * Annealing accepts losses with probability exp(-loss / temperature), the temperature falling
 * geometrically over the budget of evaluations, and remembers the best placement seen. A proposal
 * takes a random unit next to one of its neighbours, into a neighbour's rack, home, or anywhere;
 * where there is no room it changes places with a random resident. Seeded, so it repeats; a
 * proposal costs O(degree).
 *
 * <p>Kirkpatrick, Gelatt and Vecchi, Science 220 (1983).
 */
public final class Annealing {

  private static final int COOLING_STEPS = 200;
  private static final double COLDEST = 0.002;

  private final Placement placement;
  private final Budget budget;
  private final SplittableRandom random;
  private final int[] movable;
  private final int[] targets;
  private final int[] best;
  private double gained;
  private double bestGained;
  private int migrations;

  /** A search that changes {@code placement}, which must be within the budget of migrations. */
  public Annealing(Placement placement, Budget budget, long seed) {
    this.placement = placement;
    this.budget = budget;
    this.random = new SplittableRandom(seed);
    this.best = placement.host.clone();
    this.movable = indices(placement.units.movable);
    this.targets = indices(placement.table.accepts);
    for (int unit : movable) {
      migrations += placement.displaced(unit) ? placement.units.vms[unit] : 0;
    }
  }

  private static int[] indices(boolean[] chosen) {
    int count = 0;
    int[] found = new int[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      if (chosen[i]) {
        found[count++] = i;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /**
   * Uses up {@code evaluations} and leaves the best placement that was seen.
   *
   * @param warmth first temperature as a multiple of the mean cost of an arc across racks
   */
  public void run(double warmth, long evaluations) {
    if (movable.length == 0 || targets.length == 0 || budget.migrations() == 0) {
      return;
    }
    double temperature = warmth * meanArc();
    double cooling = Math.pow(COLDEST / warmth, 1.0 / COOLING_STEPS);
    for (int step = 0; step < COOLING_STEPS; step++) {
      for (long i = 0; i < evaluations / COOLING_STEPS && budget.evaluations() > 0; i++) {
        propose(temperature);
      }
      temperature *= cooling;
    }
    placement.become(best);
  }

  private double meanArc() {
    double sum = 0;
    int arcs = placement.arcs.neighbour.length;
    for (int arc = 0; arc < arcs; arc++) {
      sum += Math.abs(placement.arcs.cost[HostTable.TIERS * arc + 2]);
    }
    return arcs == 0 ? 0 : sum / arcs;
  }

  private void propose(double temperature) {
    budget.spend();
    int unit = movable[random.nextInt(movable.length)];
    int target = target(unit);
    if (target == placement.host[unit] || !placement.permits(unit, target)) {
      return;
    }
    if (placement.fits(unit, target)) {
      tryMove(unit, target, temperature);
    } else if (placement.residentCount(target) > 0) {
      int chosen = random.nextInt(placement.residentCount(target));
      trySwap(unit, placement.residents(target)[chosen], temperature);
    }
  }

  private int target(int unit) {
    int degree = placement.arcs.first[unit + 1] - placement.arcs.first[unit];
    int kind = random.nextInt(16);
    if (degree == 0 || kind == 0) {
      return targets[random.nextInt(targets.length)];
    }
    if (kind == 1) {
      return placement.units.home[unit];
    }
    int arc = placement.arcs.first[unit] + random.nextInt(degree);
    int near = placement.host[placement.arcs.neighbour[arc]];
    if (kind < 12) {
      return near;
    }
    int other = targets[random.nextInt(targets.length)];
    return placement.table.rack[other] == placement.table.rack[near] ? other : near;
  }

  private void tryMove(int unit, int target, double temperature) {
    int added = placement.migrationDelta(unit, target);
    if (migrations + added > budget.migrations()) {
      return;
    }
    double delta = placement.moveDelta(unit, target) + placement.priceDelta(unit, target);
    if (accepts(delta, temperature)) {
      placement.move(unit, target);
      record(delta, added);
    }
  }

  private void trySwap(int unit, int partner, double temperature) {
    int source = placement.host[unit];
    int target = placement.host[partner];
    int added = placement.migrationDelta(unit, target) + placement.migrationDelta(partner, source);
    if (migrations + added > budget.migrations() || !placement.swapFits(unit, partner)) {
      return;
    }
    double delta =
        placement.swapDelta(unit, partner)
            + placement.priceDelta(unit, target)
            + placement.priceDelta(partner, source);
    if (accepts(delta, temperature)) {
      placement.swap(unit, partner);
      record(delta, added);
    }
  }

  private boolean accepts(double delta, double temperature) {
    return delta <= 0 || random.nextDouble() < Math.exp(-delta / temperature);
  }

  private void record(double delta, int added) {
    migrations += added;
    gained -= delta;
    if (gained > bestGained) {
      bestGained = gained;
      System.arraycopy(placement.host, 0, best, 0, best.length);
    }
  }
}
