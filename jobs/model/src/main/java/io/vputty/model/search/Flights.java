package io.vputty.model.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is under way in one wave, and whether the NICs bear it whichever of it has landed.
 *
 * <p>A unit under way runs at its source until it runs at its target. What its landing adds at a
 * host is bounded by who may be there at most, or is there in any case; so the sum of these bounds,
 * none below 0, bounds every state of the wave. Each migration takes bandwidth at both ends
 * besides; one alone may leave a host whose NIC has not that much left. O(units under way at the
 * host * degree).
 */
final class Flights {

  private final Placement placement;
  private final HostWires wires;
  private final WireTable table;
  private final List<Integer> flying = new ArrayList<>();
  private final int[] towards;

  Flights(Placement placement) {
    this.placement = placement;
    this.wires = placement.wires();
    this.table = wires.table();
    this.towards = new int[placement.units.count];
    Arrays.fill(towards, Placement.NOWHERE);
  }

  /** Whether a unit can start too. */
  boolean bear(int unit, int target) {
    if (table.isEmpty()) {
      return true;
    }
    start(unit, target);
    boolean bear = bears(placement.host[unit], true) && bears(target, false);
    flying.remove(flying.size() - 1);
    towards[unit] = Placement.NOWHERE;
    return bear;
  }

  void start(int unit, int target) {
    flying.add(unit);
    towards[unit] = target;
  }

  /** All have landed. */
  void clear() {
    flying.forEach(unit -> towards[unit] = Placement.NOWHERE);
    flying.clear();
  }

  /** Whether the NIC of a host has anything to say about a transfer. */
  boolean isLimited(int at) {
    return !table.isEmpty() && table.limit(at) != WireTable.UNLIMITED;
  }

  private boolean bears(int at, boolean isSource) {
    if (!isLimited(at)) {
      return true;
    }
    long surge = 0;
    long migrations = 0;
    int here = 0;
    for (int unit : flying) {
      boolean leaves = placement.host[unit] == at;
      if (leaves || towards[unit] == at) {
        here++;
        migrations += placement.units.vms[unit] * table.migration(at);
        surge += Math.max(0, leaves ? atLeaving(unit, at) : atLanding(unit, at));
      }
    }
    return wires.used(at) + surge + migrations <= table.limit(at)
        || (isSource && here == 1 && surge == 0);
  }

  private long atLeaving(int unit, int at) {
    long more = -table.total[unit];
    for (int wire = table.first[unit]; wire < table.first[unit + 1]; wire++) {
      int peer = table.neighbour[wire];
      boolean maybe = placement.host[peer] == at || towards[peer] == at;
      more += maybe ? 2 * table.bytes[wire] : 0;
    }
    return more;
  }

  private long atLanding(int unit, int at) {
    long more = table.total[unit];
    for (int wire = table.first[unit]; wire < table.first[unit + 1]; wire++) {
      int peer = table.neighbour[wire];
      boolean surely = placement.host[peer] == at && towards[peer] == Placement.NOWHERE;
      more -= surely ? 2 * table.bytes[wire] : 0;
    }
    return more;
  }
}
