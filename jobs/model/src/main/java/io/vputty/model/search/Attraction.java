package io.vputty.model.search;

/**
 * What each host would save a group of units, by one pass over their arcs: sums to hosts, racks and
 * zones, of which only those next to the group differ from nothing. To be gathered again for each
 * group; O(arcs of the group).
 */
final class Attraction {

  private final HostTable table;
  private final ArcTable arcs;
  private final double[] byHost;
  private final double[] byRack;
  private final double[] byZone;
  private final boolean[] hostSeen;
  private final boolean[] rackSeen;
  private final boolean[] zoneSeen;
  private final int[] hosts;
  private final int[] racks;
  private final int[] zones;
  private int hostCount;
  private int rackCount;
  private int zoneCount;

  Attraction(HostTable table, ArcTable arcs) {
    this.table = table;
    this.arcs = arcs;
    this.byHost = new double[table.count];
    this.byRack = new double[table.racks];
    this.byZone = new double[table.zones];
    this.hostSeen = new boolean[table.count];
    this.rackSeen = new boolean[table.racks];
    this.zoneSeen = new boolean[table.zones];
    this.hosts = new int[table.count];
    this.racks = new int[table.racks];
    this.zones = new int[table.zones];
  }

  /** Forgets everything. */
  void clear() {
    while (hostCount > 0) {
      byHost[hosts[--hostCount]] = 0;
      hostSeen[hosts[hostCount]] = false;
    }
    while (rackCount > 0) {
      byRack[racks[--rackCount]] = 0;
      rackSeen[racks[rackCount]] = false;
    }
    while (zoneCount > 0) {
      byZone[zones[--zoneCount]] = 0;
      zoneSeen[zones[zoneCount]] = false;
    }
  }

  /** Adds the arcs of a unit to peers that are somewhere. */
  void add(int unit, int[] hostOf) {
    for (int arc = arcs.first[unit], end = arcs.first[unit + 1]; arc < end; arc++) {
      int host = hostOf[arcs.neighbour(arc)];
      if (host == Placement.NOWHERE) {
        continue;
      }
      int rack = table.rack[host];
      int zone = table.zone[host];
      touch(host, rack, zone);
      byHost[host] += arcs.step(arc, 1);
      byRack[rack] += arcs.step(arc, 2);
      byZone[zone] += arcs.step(arc, 3);
    }
  }

  private void touch(int host, int rack, int zone) {
    if (!hostSeen[host]) {
      hostSeen[host] = true;
      hosts[hostCount++] = host;
    }
    if (!rackSeen[rack]) {
      rackSeen[rack] = true;
      racks[rackCount++] = rack;
    }
    if (!zoneSeen[zone]) {
      zoneSeen[zone] = true;
      zones[zoneCount++] = zone;
    }
  }

  /** What a host saves against one as far as can be, $ per hour. */
  double of(int host) {
    return byHost[host] + byRack[table.rack[host]] + byZone[table.zone[host]];
  }

  /** Hosts with a peer: the first {@link #hostCount} elements. */
  int[] hosts() {
    return hosts;
  }

  /**
   * Puts those hosts first that save most, if there are more than so many.
   *
   * @return how many are first, at most {@code most}
   */
  int dearestFirst(int most) {
    if (hostCount <= most) {
      return hostCount;
    }
    for (int place = 0; place < most; place++) {
      int dearest = place;
      for (int i = place + 1; i < hostCount; i++) {
        dearest = of(hosts[i]) > of(hosts[dearest]) ? i : dearest;
      }
      int host = hosts[place];
      hosts[place] = hosts[dearest];
      hosts[dearest] = host;
    }
    return most;
  }

  int hostCount() {
    return hostCount;
  }

  /** Racks with a peer: the first {@link #rackCount} elements. */
  int[] racks() {
    return racks;
  }

  int rackCount() {
    return rackCount;
  }
}
