package io.vputty.model.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Empties hosts that are not worth their electricity: what is on one goes, the largest first, to
 * the hosts where each costs least, and all of it comes back unless the whole was a gain. No single
 * step would do it, since only the last one saves. Hosts with the fewest VMs come first, until
 * several in a row have failed. O(hosts * VMs of a host * degree) for each.
 */
final class Evacuation {

  private static final int MOST_FAILURES = 8;

  private final Placement placement;
  private final int migrations;

  Evacuation(Placement placement, int migrations) {
    this.placement = placement;
    this.migrations = migrations;
  }

  void run() {
    int failures = 0;
    for (int host : fewestFirst()) {
      if (failures == MOST_FAILURES) {
        return;
      }
      failures = empty(host) ? 0 : failures + 1;
    }
  }

  private int[] fewestFirst() {
    return IntStream.range(0, placement.table.count)
        .filter(host -> placement.residentVms(host) > 0 && placement.idleCost(host) > 0)
        .boxed()
        .sorted(Comparator.comparingInt(placement::residentVms))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private boolean empty(int host) {
    List<Integer> leaving = new ArrayList<>();
    for (int i = 0; i < placement.residentCount(host); i++) {
      int unit = placement.residents(host)[i];
      if (placement.units.vms[unit] > 0) {
        leaving.add(unit);
      }
    }
    leaving.sort(
        Comparator.<Integer>comparingLong(unit -> -placement.units.cpu[unit])
            .thenComparing(unit -> unit));
    double delta = 0;
    int moved = 0;
    for (int unit : leaving) {
      int target = cheapest(unit);
      if (target < 0) {
        break;
      }
      delta += placement.moveDelta(unit, target) + placement.priceDelta(unit, target);
      placement.move(unit, target);
      moved++;
    }
    if (moved == leaving.size() && delta < 0 && placement.migrations() <= migrations) {
      return true;
    }
    for (int i = moved - 1; i >= 0; i--) {
      placement.move(leaving.get(i), host);
    }
    return false;
  }

  private int cheapest(int unit) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int host = 0; host < placement.table.count; host++) {
      if (host != placement.host[unit]
          && placement.residentVms(host) > 0
          && placement.fits(unit, host)) {
        double delta = placement.moveDelta(unit, host) + placement.priceDelta(unit, host);
        if (delta < least) {
          least = delta;
          best = host;
        }
      }
    }
    return best;
  }
}
