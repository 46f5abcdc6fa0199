package io.vputty.model.search;

import java.util.Arrays;

/**
 * Best-first local improvement: always the move or swap that gains most per migration.
 *
 * <p>Candidates of a unit are the hosts of its neighbours, of very many the dearest, the roomiest
 * host of each of their racks, and home; where one is full, a swap with each of its residents. A
 * queue holds each unit by what it could gain if there were room everywhere, which one pass over
 * its arcs tells; only the unit that comes up has its candidates looked at, and sinks back to what
 * it really can gain. A swap gains no more per migration than the better of the two could alone, so
 * nothing better is passed over. Rounds repeat until one finds nothing, since a move makes room for
 * others. Ties go to the smaller unit, host and partner. O(log units + degree * residents * their
 * degrees) per step.
 *
 * <p>After S-CORE (Tso et al., 2013) for moves and Starling (Sonnek et al., ICPP 2010) for swaps.
 */
final class GreedySearch {

  /** Gains below this share of the mean arc are rounding. */
  private static final double LEAST_SHARE = 1e-9;

  private static final int MANY_ARCS = 64;

  /** A change is local if no more than this share of units wants to move. */
  private static final double MOST_LOCAL = 0.5;

  /** Hosts of neighbours that a unit is tried on. */
  private static final int MOST_HOSTS = 32;

  /** A unit with many arcs is looked at again when so much of what it costs at most has changed. */
  private static final double STALE_SHARE = 0.01;

  private final Placement placement;
  private final Budget budget;
  private final double leastGain;
  private final Attraction attraction;
  private final UnitQueue queue;
  private final int[][] hostsByRack;

  /** What has changed around a unit with many arcs since it was looked at, at most. */
  private final double[] changed;

  /** How much of that makes it worth another look. */
  private final double[] stale;

  private final Trail trail = new Trail();

  /** Unit that stays where it was forced to; -1 if there is none. */
  private int forced = -1;

  private boolean local;
  private int migrations;
  private int unit;
  private int target;
  private int partner;
  private double merit;

  /** What the step gains, $ per hour. */
  private double gain;

  /** Host of the last bound, where the unit could gain so much. */
  private int boundHost;

  private double marginalGain;
  private int roomiest;
  private boolean roomiestIsKnown;

  /** A search that changes {@code placement}. */
  GreedySearch(Placement placement, Budget budget) {
    this.placement = placement;
    this.budget = budget;
    this.leastGain = LEAST_SHARE * placement.arcs.meanCost();
    this.attraction = new Attraction(placement.table, placement.arcs);
    this.queue = new UnitQueue(placement.units.count);
    this.hostsByRack = placement.table.acceptingByRack();
    this.changed = new double[placement.units.count];
    this.stale = new double[placement.units.count];
    Arrays.setAll(stale, each -> STALE_SHARE * placement.arcs.rangeOf(each));
    this.migrations = placement.migrations();
  }

  /** Improves until nothing is left or the budget is used up. */
  void run() {
    boolean improved = true;
    for (int round = 0; improved && budget.evaluations() > 0; round++) {
      queue.clear();
      for (int each = 0; each < placement.units.count; each++) {
        push(each);
      }
      local = round == 0 ? queue.size() <= MOST_LOCAL * placement.units.count : local;
      improved = drain();
    }
  }

  /** Whether most units were content to stay where they were at the start of the run. */
  boolean wasLocal() {
    return local;
  }

  /** The host where a unit would gain most if there were room everywhere; -1 if nowhere. */
  int wanted(int candidate) {
    return bound(candidate) > 0 ? boundHost : -1;
  }

  /** Whether the migrations allow a step. */
  boolean mayTake(int moved, int there, int other) {
    return migrations + migrationsOf(moved, there, other) <= budget.migrations();
  }

  /**
   * Takes a step whatever it gains, then the best ones around it, while the unit stays; takes all
   * of it back unless together they gain.
   *
   * @param other unit that the first one changes places with, or -1
   * @param first what the first step gains, but for prices of migrations, $ per hour
   * @param most steps that follow
   * @return whether it was a gain
   */
  boolean follow(int moved, int there, int other, double first, int most) {
    int here = placement.host[moved];
    queue.clear();
    trail.clear();
    forced = moved;
    unit = moved;
    target = there;
    partner = other;
    gain = first - placement.priceDelta(moved, there);
    gain -= other < 0 ? 0 : placement.priceDelta(other, here);
    double gained = gain;
    apply();
    for (int step = 0; step < most && next(); step++) {
      gained += gain;
      apply();
    }
    forced = -1;
    if (gained > leastGain) {
      return true;
    }
    migrations += trail.takeBack(placement);
    roomiestIsKnown = false;
    return false;
  }

  /** What the last step that took a migration gained for each, $ per hour; 0 if none did. */
  double marginalGain() {
    return marginalGain;
  }

  /** Units that would gain somewhere if there were room everywhere, and their neighbours. */
  boolean[] restless() {
    ArcTable arcs = placement.arcs;
    boolean[] restless = new boolean[placement.units.count];
    for (int each = 0; each < restless.length; each++) {
      if (!placement.units.movable[each] || bound(each) == 0) {
        continue;
      }
      restless[each] = true;
      for (int arc = arcs.first[each]; arc < arcs.first[each + 1]; arc++) {
        restless[arcs.neighbour(arc)] |= arcs.degree(arcs.neighbour(arc)) < MANY_ARCS;
      }
    }
    return restless;
  }

  private boolean drain() {
    boolean improved = false;
    while (next()) {
      apply();
      trail.clear();
      improved = true;
    }
    return improved;
  }

  /** Finds the best step of all; false if there is none, or no evaluation left. */
  private boolean next() {
    while (!queue.isEmpty() && budget.evaluations() > 0) {
      find(queue.take());
      if (merit <= 0) {
        continue;
      }
      if (queue.isEmpty() || merit >= queue.largest()) {
        return true;
      }
      queue.put(unit, merit);
    }
    return false;
  }

  private void apply() {
    int moved = unit;
    int swapped = partner;
    boolean wasFree = migrations < budget.migrations();
    int added = migrationsOf(moved, target, swapped);
    if (added > 0) {
      marginalGain = merit;
    }
    migrations += added;
    roomiestIsKnown = false;
    trail.note(moved, placement.host[moved]);
    if (swapped < 0) {
      placement.move(moved, target);
    } else {
      trail.note(swapped, target);
      placement.swap(moved, swapped);
    }
    if (forced < 0 && wasFree && migrations >= budget.migrations()) {
      keepDisplaced();
    }
    pushAround(moved);
    if (swapped >= 0) {
      pushAround(swapped);
    }
  }

  /** With the budget used up only units that are away can still gain alone. */
  private void keepDisplaced() {
    queue.clear();
    for (int each = 0; each < placement.units.count; each++) {
      if (placement.displaced(each)) {
        push(each);
      }
    }
  }

  private void pushAround(int center) {
    push(center);
    ArcTable arcs = placement.arcs;
    for (int arc = arcs.first[center]; arc < arcs.first[center + 1]; arc++) {
      int peer = arcs.neighbour(arc);
      if (arcs.degree(peer) < MANY_ARCS) {
        push(peer);
      } else if (forced < 0 && placement.units.movable[peer] && mayAdd(peer)) {
        change(peer, arcs.range(arc));
      }
    }
  }

  private void change(int hub, double most) {
    changed[hub] += most;
    if (changed[hub] > stale[hub]) {
      queue.put(hub, Math.max(0, queue.key(hub)) + changed[hub]);
      changed[hub] = 0;
    }
  }

  private boolean mayAdd(int peer) {
    return migrations < budget.migrations() || placement.displaced(peer);
  }

  private void push(int candidate) {
    if (candidate != forced && placement.units.movable[candidate] && mayAdd(candidate)) {
      double bound = bound(candidate);
      if (bound > 0) {
        queue.put(candidate, bound);
      }
    }
  }

  /** What a unit could gain per migration if there were room everywhere. */
  private double bound(int candidate) {
    attraction.clear();
    attraction.add(candidate, placement.host);
    int here = placement.host[candidate];
    double now = attraction.of(here);
    boundHost = placement.units.home[candidate];
    double most = alone(candidate, boundHost, now);
    for (int i = 0; i < attraction.hostCount(); i++) {
      int there = attraction.hosts()[i];
      if (there != here && placement.permits(candidate, there)) {
        most = raise(most, candidate, there, now);
      }
    }
    for (int i = 0; i < attraction.rackCount(); i++) {
      int[] some = hostsByRack[attraction.racks()[i]];
      if (some.length > 0) {
        most = raise(most, candidate, some[0], now);
      }
    }
    int roomy = placement.hostsCost() ? roomiest() : -1;
    return roomy < 0 ? most : raise(most, candidate, roomy, now);
  }

  private double raise(double most, int candidate, int there, double now) {
    double found = alone(candidate, there, now);
    if (found > most) {
      boundHost = there;
      return found;
    }
    int wished = wished(candidate);
    return wished < 0 ? most : Math.max(most, alone(candidate, wished, now));
  }

  private double alone(int candidate, int there, double now) {
    double alone =
        attraction.of(there)
            - now
            - placement.priceDelta(candidate, there)
            - placement.hostsDelta(candidate, there);
    return alone > leastGain ? alone / Math.max(1, placement.migrationDelta(candidate, there)) : 0;
  }

  /** Finds the best step of a unit; the merit is 0 if there is none. */
  private void find(int candidate) {
    unit = candidate;
    target = -1;
    partner = -1;
    merit = 0;
    attraction.clear();
    attraction.add(candidate, placement.host);
    double now = attraction.of(placement.host[candidate]);
    consider(placement.units.home[candidate], now);
    int hosts = attraction.dearestFirst(MOST_HOSTS);
    for (int i = 0; i < hosts; i++) {
      consider(attraction.hosts()[i], now);
    }
    for (int i = 0; i < attraction.rackCount(); i++) {
      int inRack = roomiest(attraction.racks()[i]);
      if (inRack >= 0) {
        consider(inRack, now);
      }
    }
    int inUse = placement.hostsCost() ? roomiest() : -1;
    if (inUse >= 0) {
      consider(inUse, now);
    }
    int wished = wished(candidate);
    if (wished >= 0) {
      consider(wished, now);
    }
  }

  private void consider(int there, double now) {
    if (there == placement.host[unit] || !placement.permits(unit, there)) {
      return;
    }
    double alone =
        attraction.of(there)
            - now
            - placement.priceDelta(unit, there)
            - placement.hostsDelta(unit, there);
    if (placement.fits(unit, there)) {
      step(there, -1, alone);
      return;
    }
    int here = placement.host[unit];
    int[] residents = placement.residents(there);
    for (int i = 0; i < placement.residentCount(there); i++) {
      int other = residents[i];
      if (other != forced && placement.swapFits(unit, other)) {
        double back = placement.moveDelta(other, here) + placement.priceDelta(other, here);
        step(there, other, alone - back - placement.swapExtra(unit, other));
      }
    }
  }

  private void step(int there, int other, double gains) {
    budget.spend();
    int added = migrationsOf(unit, there, other);
    if (gains <= leastGain || migrations + added > budget.migrations()) {
      return;
    }
    double found = gains / Math.max(1, added);
    boolean first = there < target || (there == target && other < partner);
    if (found > merit || (found == merit && first)) {
      merit = found;
      gain = gains;
      target = there;
      partner = other;
    }
  }

  private int migrationsOf(int moved, int there, int other) {
    int added = placement.migrationDelta(moved, there);
    return other < 0 ? added : added + placement.migrationDelta(other, placement.host[moved]);
  }

  /** The roomiest of the hosts that suit a unit best by its wishes; -1 if it is on one, or none. */
  private int wished(int candidate) {
    UnitTable units = placement.units;
    if (!units.hasWishes(candidate)) {
      return -1;
    }
    int here = placement.host[candidate];
    int best = here;
    for (int[] rack : hostsByRack) {
      for (int host : rack) {
        double gain = units.hostPrice(candidate, best) - units.hostPrice(candidate, host);
        boolean roomier = best != here && placement.freeCpu(host) > placement.freeCpu(best);
        if (placement.permits(candidate, host) && (gain > 0 || (gain == 0 && roomier))) {
          best = host;
        }
      }
    }
    return best == here ? -1 : best;
  }

  /** The host with the most room of those in use, the smallest number of equals; -1 without. */
  private int roomiest() {
    if (roomiestIsKnown) {
      return roomiest;
    }
    roomiestIsKnown = true;
    roomiest = -1;
    for (int[] rack : hostsByRack) {
      for (int host : rack) {
        if (placement.residentVms(host) > 0
            && (roomiest < 0 || placement.freeCpu(host) > placement.freeCpu(roomiest))) {
          roomiest = host;
        }
      }
    }
    return roomiest;
  }

  /** The host of a rack with the most room, the smallest number of equals; -1 if there is none. */
  private int roomiest(int rack) {
    int best = -1;
    for (int host : hostsByRack[rack]) {
      if (best < 0 || placement.freeCpu(host) > placement.freeCpu(best)) {
        best = host;
      }
    }
    return best;
  }
}
