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
 * where there is no room it changes places with a random resident. With the migrations used up, one
 * that is away goes home for one that leaves. Seeded, so it repeats; a proposal costs O(degree).
 *
 * <p>Kirkpatrick, Gelatt and Vecchi, Science 220 (1983).
 */
final class Annealing {

  private static final int COOLING_STEPS = 200;
  private static final double COLDEST = 0.002;

  /** Losses of this many temperatures are accepted once in 10^9 proposals. */
  private static final double HOPELESS = 20;

  private final Placement placement;
  private final Budget budget;
  private final SplittableRandom random;
  private int[] movable;
  private final int[] targets;
  private final int[][] targetsByRack;
  private final int[] best;
  private final int[] changed;
  private final boolean[] isChanged;
  private int changes;
  private final double toll;
  private double gained;
  private double bestGained;
  private int migrations;
  private final UnitSet away;

  /**
   * A search that changes {@code placement}, which must be within the budget of migrations.
   *
   * @param toll what each migration bears beyond its price, $ per hour
   */
  Annealing(Placement placement, Budget budget, double toll, long seed) {
    this.placement = placement;
    this.budget = budget;
    this.toll = toll;
    this.random = new SplittableRandom(seed);
    this.best = placement.host.clone();
    this.changed = new int[best.length];
    this.isChanged = new boolean[best.length];
    this.targetsByRack = placement.table.acceptingByRack();
    this.movable = indices(placement.units.movable);
    this.targets = indices(placement.table.accepts);
    this.migrations = placement.migrations();
    this.away = new UnitSet(placement.units.count);
    for (int unit = 0; unit < placement.units.count; unit++) {
      away.set(unit, placement.displaced(unit));
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

  /** Proposes moves of these units alone, and swaps of them with others. */
  Annealing of(boolean[] units) {
    movable = Arrays.stream(movable).filter(unit -> units[unit]).toArray();
    return this;
  }

  /**
   * Uses up {@code evaluations} and leaves the best placement that was seen.
   *
   * @param warmth first temperature as a multiple of the mean cost of an arc across racks
   */
  void run(double warmth, long evaluations) {
    if (movable.length == 0 || targets.length == 0 || budget.migrations() == 0) {
      return;
    }
    double temperature = warmth * placement.arcs.meanCost();
    double cooling = Math.pow(COLDEST / warmth, 1.0 / COOLING_STEPS);
    for (int step = 0; step < COOLING_STEPS; step++) {
      for (long i = 0; i < evaluations / COOLING_STEPS && budget.evaluations() > 0; i++) {
        propose(temperature);
      }
      temperature *= cooling;
    }
    placement.become(best);
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
    int near = placement.host[placement.arcs.neighbour(arc)];
    if (kind < 12) {
      return near;
    }
    int[] rack = targetsByRack[placement.table.rack[near]];
    return rack.length == 0 ? near : rack[random.nextInt(rack.length)];
  }

  private void tryMove(int unit, int target, double temperature) {
    int added = placement.migrationDelta(unit, target);
    if (migrations + added > budget.migrations()) {
      tryExchange(unit, target, temperature);
      return;
    }
    double delta =
        placement.moveDelta(unit, target) + placement.priceDelta(unit, target) + toll * added;
    if (accepts(delta, temperature)) {
      placement.move(unit, target);
      change(unit);
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
            + placement.priceDelta(partner, source)
            + toll * added;
    if (accepts(delta, temperature)) {
      placement.swap(unit, partner);
      change(unit);
      change(partner);
      record(delta, added);
    }
  }

  /** With the migrations used up, a unit that is away goes home for it. */
  private void tryExchange(int unit, int target, double temperature) {
    int returning = away.size() == 0 ? unit : away.get(random.nextInt(away.size()));
    if (returning == unit || !placement.fitsHome(returning, -1)) {
      return;
    }
    int source = placement.host[returning];
    int home = placement.units.home[returning];
    int added = placement.migrationDelta(returning, home) + placement.migrationDelta(unit, target);
    if (migrations + added > budget.migrations()) {
      return;
    }
    double back =
        placement.moveDelta(returning, home)
            + placement.priceDelta(returning, home)
            + placement.priceDelta(unit, target)
            + toll * added;
    double most = -temperature * Math.log(1 - random.nextDouble());
    if (back + placement.moveDelta(unit, target) > most) {
      return;
    }
    placement.move(returning, home);
    double delta = back + placement.moveDelta(unit, target);
    if (delta > most || !placement.fits(unit, target)) {
      placement.move(returning, source);
      return;
    }
    placement.move(unit, target);
    change(returning);
    change(unit);
    record(delta, added);
  }

  private boolean accepts(double delta, double temperature) {
    return delta <= 0
        || (delta < HOPELESS * temperature && random.nextDouble() < Math.exp(-delta / temperature));
  }

  private void change(int unit) {
    away.set(unit, placement.displaced(unit));
    if (!isChanged[unit]) {
      isChanged[unit] = true;
      changed[changes++] = unit;
    }
  }

  private void record(double delta, int added) {
    migrations += added;
    gained -= delta;
    if (gained > bestGained) {
      bestGained = gained;
      for (int i = 0; i < changes; i++) {
        best[changed[i]] = placement.host[changed[i]];
        isChanged[changed[i]] = false;
      }
      changes = 0;
    }
  }
}
