package io.vputty.model.search;

import java.util.Arrays;

/**
 * Which unit is on which host, with the room that is left: the state that a search changes.
 *
 * <p>Differences of cost are O(degree). Sizes are integers, so room never drifts by rounding.
 */
public final class Placement {

  final HostTable table;
  final UnitTable units;
  final ArcTable arcs;
  final int[] host;
  private final long[] freeCpu;
  private final long[] freeMemory;
  private final int[][] separated;
  private final int[][] residents;
  private final int[] residentCount;
  private final int[] position;

  /** Everything at home, with nothing else on the hosts. */
  public Placement(HostTable hosts, UnitTable units, ArcTable arcs) {
    this.table = hosts;
    this.units = units;
    this.arcs = arcs;
    this.host = new int[units.count];
    this.freeCpu = hosts.cpu.clone();
    this.freeMemory = hosts.memory.clone();
    this.separated = new int[units.separationCount][hosts.count];
    this.residents = new int[hosts.count][4];
    this.residentCount = new int[hosts.count];
    this.position = new int[units.count];
    for (int unit = 0; unit < units.count; unit++) {
      enter(unit, units.home[unit]);
    }
  }

  /** Sets room aside on a host for good, as for a VM that is on its way. */
  public void reserve(int at, long cpu, long memory) {
    freeCpu[at] -= cpu;
    freeMemory[at] -= memory;
  }

  /** Counts units of a group of separations that are on their way to or from a host. */
  public void reserveSeparation(int at, int group, int units) {
    separated[group][at] += units;
  }

  /** Whether two units may not be on one host. */
  boolean conflicts(int one, int other) {
    for (int group : units.separations[one]) {
      if (contains(units.separations[other], group)) {
        return true;
      }
    }
    return false;
  }

  /** Room on every host, thousandths of a core or bytes; less than 0 where more was promised. */
  long[] room(boolean ofCpu) {
    return (ofCpu ? freeCpu : freeMemory).clone();
  }

  /** Host of a unit. */
  public int hostOf(int unit) {
    return host[unit];
  }

  /** Hosts of all units. */
  public int[] hosts() {
    return host.clone();
  }

  /** Whether a unit is away from home. */
  public boolean displaced(int unit) {
    return host[unit] != units.home[unit];
  }

  /** Whether the host's rules let the unit in, room aside. */
  boolean permits(int unit, int target) {
    return units.movable[unit] && table.accepts[target] && units.allowed[unit][target];
  }

  /** Whether a unit may move to a host and has room there. */
  public boolean fits(int unit, int target) {
    return permits(unit, target) && hasRoom(unit, target, -1) && apart(unit, target, -1);
  }

  /** Whether two units may change places; room counts as if the other had left. */
  boolean swapFits(int one, int other) {
    int there = host[other];
    int here = host[one];
    return permits(one, there)
        && permits(other, here)
        && hasRoom(one, there, other)
        && hasRoom(other, here, one)
        && apart(one, there, other)
        && apart(other, here, one);
  }

  /** Whether a unit can go back home if {@code leaving} leaves there, or nobody if it is -1. */
  boolean fitsHome(int unit, int leaving) {
    int home = units.home[unit];
    return hasRoom(unit, home, leaving) && apart(unit, home, leaving);
  }

  private boolean hasRoom(int unit, int target, int leaving) {
    long cpu = freeCpu[target] + (leaving < 0 ? 0 : units.cpu[leaving]);
    long memory = freeMemory[target] + (leaving < 0 ? 0 : units.memory[leaving]);
    return units.cpu[unit] <= cpu && units.memory[unit] <= memory;
  }

  private boolean apart(int unit, int target, int leaving) {
    for (int group : units.separations[unit]) {
      int present = separated[group][target];
      if (leaving >= 0 && contains(units.separations[leaving], group)) {
        present--;
      }
      if (present > 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean contains(int[] groups, int group) {
    for (int some : groups) {
      if (some == group) {
        return true;
      }
    }
    return false;
  }

  /** Change of cost if a unit moved, $ per hour; less is better. O(degree). */
  double moveDelta(int unit, int target) {
    int source = host[unit];
    double delta = 0;
    for (int arc = arcs.first[unit]; arc < arcs.first[unit + 1]; arc++) {
      int there = host[arcs.neighbour[arc]];
      int at = HostTable.TIERS * arc;
      delta +=
          arcs.cost[at + table.tier(target, there)] - arcs.cost[at + table.tier(source, there)];
    }
    return delta;
  }

  /** Change of cost if two units changed places, $ per hour. O(degrees). */
  double swapDelta(int one, int other) {
    double delta = moveDelta(one, host[other]) + moveDelta(other, host[one]);
    for (int arc = arcs.first[one]; arc < arcs.first[one + 1]; arc++) {
      if (arcs.neighbour[arc] == other) {
        int at = HostTable.TIERS * arc;
        delta += 2 * (arcs.cost[at + table.tier(host[one], host[other])] - arcs.cost[at]);
      }
    }
    return delta;
  }

  /** Change of what is paid for migrations if a unit were on a host. */
  double priceDelta(int unit, int target) {
    double now = displaced(unit) ? units.migrationPrice[unit] : 0;
    return (target == units.home[unit] ? 0 : units.migrationPrice[unit]) - now;
  }

  /** Change of the number of migrations if a unit were on a host. */
  int migrationDelta(int unit, int target) {
    int now = displaced(unit) ? units.vms[unit] : 0;
    return (target == units.home[unit] ? 0 : units.vms[unit]) - now;
  }

  /** Moves a unit without asking whether it fits. */
  public void move(int unit, int target) {
    leave(unit);
    enter(unit, target);
  }

  void swap(int one, int other) {
    int there = host[other];
    move(other, host[one]);
    move(one, there);
  }

  /** Moves every unit to its host in {@code target}; the whole must fit. */
  public void become(int[] target) {
    for (int unit = 0; unit < target.length; unit++) {
      if (host[unit] != target[unit]) {
        move(unit, target[unit]);
      }
    }
  }

  /**
   * Units on a host: the first {@link #residentCount} elements, in no order that means anything.
   */
  int[] residents(int at) {
    return residents[at];
  }

  int residentCount(int at) {
    return residentCount[at];
  }

  /** Room on a host, thousandths of a core. */
  long freeCpu(int at) {
    return freeCpu[at];
  }

  private void leave(int unit) {
    int at = host[unit];
    freeCpu[at] += units.cpu[unit];
    freeMemory[at] += units.memory[unit];
    for (int group : units.separations[unit]) {
      separated[group][at]--;
    }
    int last = residents[at][--residentCount[at]];
    residents[at][position[unit]] = last;
    position[last] = position[unit];
  }

  private void enter(int unit, int at) {
    host[unit] = at;
    freeCpu[at] -= units.cpu[unit];
    freeMemory[at] -= units.memory[unit];
    for (int group : units.separations[unit]) {
      separated[group][at]++;
    }
    if (residentCount[at] == residents[at].length) {
      residents[at] = Arrays.copyOf(residents[at], 2 * residents[at].length);
    }
    position[unit] = residentCount[at];
    residents[at][residentCount[at]++] = unit;
  }
}
