package io.vputty.model.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Orders transfers so that no host is ever too full.
 *
 * <p>A unit on its way counts at its source and at its target. Each wave starts every transfer that
 * has room as things stand when it starts; what leaves makes room for the next wave. Where all that
 * is left waits in a circle, the smallest unit that can is parked on a third host, once. What still
 * cannot go stays where it is. Of one wave only so many VMs leave or reach a host. O(waves *
 * units).
 *
 * <p>A transfer comes after those of earlier waves without which it had no room, were every arrival
 * before it to succeed: the shortest such run of departures, in order. Where NICs are limited it
 * also comes after all those of earlier waves at its hosts, for each changes what they carry.
 */
public final class Waves {

  private final Placement placement;
  private final int[] goal;
  private final List<Transfer> transfers = new ArrayList<>();
  private final NavigableSet<Integer> pending;
  private final boolean[] parked;
  private final long[] roomCpu;
  private final long[] roomMemory;
  private final int atOnce;
  private final Flights flights;
  private int left;

  /**
   * An order of the way from a placement to a goal.
   *
   * @param placement as things are; changed
   * @param goal host of each unit in the end
   * @param migrations most VMs moved, the parked ones twice
   * @param atOnce most VMs that leave or reach one host in one wave; a unit of more goes alone
   */
  public Waves(Placement placement, int[] goal, int migrations, int atOnce) {
    this.placement = placement;
    this.goal = goal;
    this.parked = new boolean[goal.length];
    this.roomCpu = placement.room(true);
    this.roomMemory = placement.room(false);
    this.flights = new Flights(placement);
    this.left = migrations;
    this.atOnce = atOnce;
    Comparator<Integer> smallestFirst =
        Comparator.<Integer>comparingLong(unit -> placement.units.memory[unit])
            .thenComparing(unit -> unit);
    this.pending = new TreeSet<>(smallestFirst);
    for (int unit = 0; unit < goal.length; unit++) {
      if (goal[unit] != placement.host[unit]) {
        pending.add(unit);
        left -= placement.units.vms[unit];
      }
    }
  }

  /** The transfers in order of waves. */
  public List<Transfer> order() {
    for (int wave = 0; !pending.isEmpty(); wave++) {
      List<Transfer> started = start(wave);
      if (started.isEmpty()) {
        started = park(wave);
      }
      if (started.isEmpty()) {
        break;
      }
      flights.clear();
      for (Transfer transfer : started) {
        unreserve(transfer);
        placement.move(transfer.unit(), transfer.target());
        if (transfer.target() == goal[transfer.unit()]) {
          pending.remove(transfer.unit());
        }
      }
    }
    return List.copyOf(transfers);
  }

  private List<Transfer> start(int wave) {
    List<Transfer> started = new ArrayList<>();
    int[] busy = new int[placement.table.count];
    for (int unit : pending) {
      int vms = placement.units.vms[unit];
      int source = placement.host[unit];
      int target = goal[unit];
      if (isFree(busy[source], vms)
          && isFree(busy[target], vms)
          && placement.fits(unit, target)
          && flights.bear(unit, target)) {
        started.add(begin(unit, target, wave));
        busy[source] += vms;
        busy[target] += vms;
      }
    }
    return started;
  }

  private boolean isFree(int busy, int vms) {
    return busy == 0 || busy + vms <= atOnce;
  }

  private List<Transfer> park(int wave) {
    for (int unit : pending) {
      if (parked[unit] || placement.units.vms[unit] > left) {
        continue;
      }
      int aside = aside(unit);
      if (aside >= 0) {
        parked[unit] = true;
        left -= placement.units.vms[unit];
        return List.of(begin(unit, aside, wave));
      }
    }
    return List.of();
  }

  private int aside(int unit) {
    int best = -1;
    for (int host = 0; host < placement.table.count; host++) {
      if (host != placement.host[unit]
          && placement.fits(unit, host)
          && flights.bear(unit, host)
          && (best < 0 || placement.freeCpu(host) > placement.freeCpu(best))) {
        best = host;
      }
    }
    return best;
  }

  private Transfer begin(int unit, int target, int wave) {
    Transfer transfer =
        new Transfer(unit, placement.host[unit], target, wave, needed(unit, target, wave));
    transfers.add(transfer);
    flights.start(unit, target);
    UnitTable units = placement.units;
    placement.reserve(target, units.cpu[unit], units.memory[unit]);
    for (int group : units.separations[unit]) {
      placement.reserveSeparation(target, group, 1);
    }
    return transfer;
  }

  private void unreserve(Transfer transfer) {
    UnitTable units = placement.units;
    int unit = transfer.unit();
    placement.reserve(transfer.target(), -units.cpu[unit], -units.memory[unit]);
    for (int group : units.separations[unit]) {
      placement.reserveSeparation(transfer.target(), group, -1);
    }
  }

  private boolean shareNic(Transfer earlier, int host) {
    return flights.isLimited(host) && (earlier.source() == host || earlier.target() == host);
  }

  private List<Integer> needed(int unit, int target, int wave) {
    UnitTable units = placement.units;
    long cpu = units.cpu[unit] - roomCpu[target];
    long memory = units.memory[unit] - roomMemory[target];
    for (Transfer earlier : transfers) {
      if (earlier.target() == target) {
        cpu += units.cpu[earlier.unit()];
        memory += units.memory[earlier.unit()];
      }
    }
    List<Integer> needed = new ArrayList<>();
    for (int index = 0; index < transfers.size(); index++) {
      Transfer earlier = transfers.get(index);
      boolean left = earlier.source() == target && earlier.wave() < wave;
      boolean makesRoom = left && (cpu > 0 || memory > 0);
      if (makesRoom) {
        cpu -= units.cpu[earlier.unit()];
        memory -= units.memory[earlier.unit()];
      }
      boolean wasApart = left && placement.conflicts(unit, earlier.unit());
      boolean onWires =
          earlier.wave() < wave
              && (shareNic(earlier, target) || shareNic(earlier, placement.host[unit]));
      if (makesRoom || wasApart || onWires || earlier.unit() == unit) {
        needed.add(index);
      }
    }
    return needed;
  }
}
