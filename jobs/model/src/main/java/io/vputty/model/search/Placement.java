package io.vputty.model.search;

import java.util.Arrays;

/**
 * Which unit is on which host, with the room that is left: the state that a search changes.
 *
 * <p>Differences of cost are O(degree). Sizes are integers, so room never drifts by rounding.
 */
public final class Placement {

  /** Host of a unit that was taken off. */
  static final int NOWHERE = -1;

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
  private final HubSums hubs;
  private final HostLoads loads;
  private final HostWires wires;

  /** Everything at home, with nothing else on the hosts, which cost nothing by themselves. */
  public Placement(HostTable hosts, UnitTable units, ArcTable arcs) {
    this(hosts, units, arcs, LoadTable.NONE, WireTable.NONE);
  }

  /** Everything at home, with nothing else on the hosts, whose NICs nobody knows. */
  public Placement(HostTable hosts, UnitTable units, ArcTable arcs, LoadTable loads) {
    this(hosts, units, arcs, loads, WireTable.NONE);
  }

  /** Everything at home, with nothing else on the hosts. */
  public Placement(
      HostTable hosts, UnitTable units, ArcTable arcs, LoadTable loads, WireTable wires) {
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
    this.loads = new HostLoads(loads, units.vms, hosts.count);
    for (int unit = 0; unit < units.count; unit++) {
      enter(unit, units.home[unit]);
    }
    this.hubs = new HubSums(table, arcs, host);
    this.wires = new HostWires(wires, host);
  }

  /** Takes every unit that may be moved off its host, to be put somewhere one by one. */
  void clear() {
    for (int unit = 0; unit < units.count; unit++) {
      if (units.movable[unit]) {
        hubs.moved(unit, host[unit], NOWHERE);
        wires.moved(unit, host[unit], NOWHERE);
        leave(unit);
        host[unit] = NOWHERE;
      }
    }
  }

  /** Puts a unit that is nowhere on a host, without asking whether it fits. */
  void put(int unit, int target) {
    hubs.moved(unit, NOWHERE, target);
    wires.moved(unit, NOWHERE, target);
    enter(unit, target);
  }

  /** Clusters of the units of {@code fine}, each on the host of its first unit. */
  Placement(Placement fine, Clusters clusters) {
    this.table = fine.table;
    this.units = fine.units.merged(clusters);
    this.arcs = fine.arcs.merged(clusters);
    this.host = new int[clusters.count];
    this.freeCpu = fine.freeCpu.clone();
    this.freeMemory = fine.freeMemory.clone();
    this.separated = new int[fine.separated.length][];
    Arrays.setAll(separated, group -> fine.separated[group].clone());
    this.residents = new int[table.count][4];
    this.residentCount = new int[table.count];
    this.position = new int[clusters.count];
    this.loads = new HostLoads(fine.loads.table().merged(clusters), units.vms, table.count);
    boolean[] seen = new boolean[clusters.count];
    for (int unit = 0; unit < clusters.units(); unit++) {
      int cluster = clusters.of(unit);
      if (!seen[cluster]) {
        seen[cluster] = true;
        host[cluster] = fine.host[unit];
        loads.add(cluster, fine.host[unit], 1);
        settle(cluster, fine.host[unit]);
      }
    }
    this.hubs = new HubSums(table, arcs, host);
    this.wires = new HostWires(fine.wires.table().merged(clusters), host);
  }

  /** Traffic on the NICs of hosts. */
  HostWires wires() {
    return wires;
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

  /** What all arcs, hosts and migrations cost, $ per hour. O(arcs + hosts). */
  double objective() {
    double prices = 0;
    for (int unit = 0; unit < units.count; unit++) {
      prices += displaced(unit) ? units.migrationPrice[unit] : 0;
      prices += units.hostPrice(unit, host[unit]);
    }
    return arcsCost() + loads.total() + prices;
  }

  /** What all arcs cost, $ per hour. O(arcs). */
  double arcsCost() {
    double twice = 0;
    for (int unit = 0; unit < units.count; unit++) {
      for (int arc = arcs.first[unit]; arc < arcs.first[unit + 1]; arc++) {
        twice += arcs.beyondHost(arc, table.tier(host[unit], host[arcs.neighbour(arc)]));
      }
    }
    return arcs.base + twice / 2;
  }

  /** Whether hosts cost anything by themselves. */
  boolean hostsCost() {
    return !loads.isEmpty();
  }

  /** VMs on a host. */
  int residentVms(int at) {
    return loads.vms(at);
  }

  /** What a host costs while it carries a VM, $ per hour. */
  double idleCost(int at) {
    return loads.isEmpty() ? 0 : loads.table().idle[at];
  }

  /** VMs that may be moved. */
  int movableVms() {
    int movable = 0;
    for (int unit = 0; unit < units.count; unit++) {
      movable += units.movable[unit] ? units.vms[unit] : 0;
    }
    return movable;
  }

  /** VMs away from home. */
  int migrations() {
    int away = 0;
    for (int unit = 0; unit < units.count; unit++) {
      away += displaced(unit) ? units.vms[unit] : 0;
    }
    return away;
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
    return fitsButForNics(unit, target) && wires.bearMove(unit, target);
  }

  /** The same where NICs do not matter. */
  public boolean fitsButForNics(int unit, int target) {
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
        && apart(other, here, one)
        && wires.bearSwap(one, other);
  }

  /** Whether a unit can go back home if {@code leaving} leaves there, or nobody if it is -1. */
  boolean fitsHome(int unit, int leaving) {
    int home = units.home[unit];
    return hasRoom(unit, home, leaving)
        && apart(unit, home, leaving)
        && (leaving >= 0 || wires.bearMove(unit, home));
  }

  /** Whether NICs bear it if two units that are away go home together. */
  boolean wiresBearHome(int one, int other) {
    if (wires.isEmpty()) {
      return true;
    }
    int ofOne = host[one];
    int ofOther = host[other];
    move(other, units.home[other]);
    move(one, units.home[one]);
    boolean bear = wires.bearAll();
    move(one, ofOne);
    move(other, ofOther);
    return bear;
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

  /** Change of cost if a unit moved, $ per hour; less is better. O(degree), hubs O(1). */
  public double moveDelta(int unit, int target) {
    int source = host[unit];
    return hostsDelta(unit, target)
        + (hubs.holds(unit)
            ? hubs.at(unit, target) - hubs.at(unit, source)
            : arcsDelta(unit, source, target));
  }

  /** The part of the change that is not the arcs': what the hosts themselves cost, and wishes. */
  double hostsDelta(int unit, int target) {
    return loads.moveDelta(unit, host[unit], target)
        + units.hostPrice(unit, target)
        - units.hostPrice(unit, host[unit]);
  }

  private double arcsDelta(int unit, int source, int target) {
    int[] rack = table.rack;
    int sourceRack = rack[source];
    int targetRack = rack[target];
    int[] packed = arcs.packed;
    int end = ArcTable.STRIDE * arcs.first[unit + 1];
    double delta = 0;
    for (int at = ArcTable.STRIDE * arcs.first[unit]; at < end; at += ArcTable.STRIDE) {
      int there = host[packed[at]];
      int thereRack = rack[there];
      if (thereRack != sourceRack && thereRack != targetRack) {
        continue;
      }
      if (thereRack == sourceRack) {
        delta += Float.intBitsToFloat(packed[at + 2]);
        delta += there == source ? Float.intBitsToFloat(packed[at + 1]) : 0;
      }
      if (thereRack == targetRack) {
        delta -= Float.intBitsToFloat(packed[at + 2]);
        delta -= there == target ? Float.intBitsToFloat(packed[at + 1]) : 0;
      }
    }
    return table.zone[source] == table.zone[target]
        ? delta
        : delta + zonesDelta(unit, table.zone[source], table.zone[target]);
  }

  private double zonesDelta(int unit, int source, int target) {
    double delta = 0;
    for (int arc = arcs.first[unit], end = arcs.first[unit + 1]; arc < end; arc++) {
      int there = table.zone[host[arcs.neighbour(arc)]];
      delta += there == source ? arcs.step(arc, 3) : 0;
      delta -= there == target ? arcs.step(arc, 3) : 0;
    }
    return delta;
  }

  /** Change of cost if two units changed places, $ per hour. O(degrees), hubs O(1). */
  double swapDelta(int one, int other) {
    return moveDelta(one, host[other]) + moveDelta(other, host[one]) + swapExtra(one, other);
  }

  /** What a swap costs beyond both moves by themselves, which bring the two together. */
  double swapExtra(int one, int other) {
    boolean fewer = arcs.degree(one) <= arcs.degree(other);
    int few = fewer ? one : other;
    int peer = fewer ? other : one;
    double extra =
        loads.isEmpty()
            ? 0
            : loads.swapDelta(one, host[one], other, host[other])
                - loads.moveDelta(one, host[one], host[other])
                - loads.moveDelta(other, host[other], host[one]);
    for (int arc = arcs.first[few], end = arcs.first[few + 1]; arc < end; arc++) {
      if (arcs.neighbour(arc) == peer) {
        extra += 2 * arcs.beyondHost(arc, table.tier(host[one], host[other]));
      }
    }
    return extra;
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
    hubs.moved(unit, host[unit], target);
    wires.moved(unit, host[unit], target);
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
  /** Units on a host, in order. */
  public int[] on(int at) {
    int[] on = Arrays.copyOf(residents[at], residentCount[at]);
    Arrays.sort(on);
    return on;
  }

  int[] residents(int at) {
    return residents[at];
  }

  int residentCount(int at) {
    return residentCount[at];
  }

  /** Whether no unit on a host must be kept apart from the unit. */
  boolean apartAt(int unit, int target) {
    return apart(unit, target, -1);
  }

  /** Room on a host, bytes. */
  long freeMemory(int at) {
    return freeMemory[at];
  }

  /** Room on a host, thousandths of a core. */
  long freeCpu(int at) {
    return freeCpu[at];
  }

  private void leave(int unit) {
    int at = host[unit];
    if (at == NOWHERE) {
      return;
    }
    loads.add(unit, at, -1);
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
    loads.add(unit, at, 1);
    freeCpu[at] -= units.cpu[unit];
    freeMemory[at] -= units.memory[unit];
    for (int group : units.separations[unit]) {
      separated[group][at]++;
    }
    settle(unit, at);
  }

  private void settle(int unit, int at) {
    if (residentCount[at] == residents[at].length) {
      residents[at] = Arrays.copyOf(residents[at], 2 * residents[at].length);
    }
    position[unit] = residentCount[at];
    residents[at][residentCount[at]++] = unit;
  }
}
