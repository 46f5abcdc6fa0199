package io.vputty.model.search;

import java.util.Arrays;

/**
 * What the arcs of each hub would cost with the hub on any host, kept up to date as its peers move,
 * so that looking at a move of a unit with thousands of peers takes as long as with one.
 *
 * <p>A cost by distance is a sum of what is saved by sharing a zone, then a rack, then a host: one
 * row of sums for each of the three, a hub. Hubs are the units of the largest degrees, from 64 up,
 * as far as memory allows: 8 bytes * (hosts + racks + zones) each.
 */
final class HubSums {

  private static final int LEAST_DEGREE = 64;
  private static final int MOST_CELLS = 1 << 24;

  private final HostTable table;
  private final ArcTable arcs;
  private final int[] rowOf;
  private final int width;
  private final double[] sums;

  HubSums(HostTable table, ArcTable arcs, int[] host) {
    this.table = table;
    this.arcs = arcs;
    this.width = table.count + table.racks + table.zones;
    this.rowOf = new int[host.length];
    this.sums = new double[number() * width];
    for (int unit = 0; unit < host.length; unit++) {
      if (holds(unit)) {
        gather(unit, host);
      }
    }
  }

  /** Numbers the hubs; how many there are. */
  private int number() {
    Arrays.fill(rowOf, -1);
    int[] degrees = new int[rowOf.length];
    for (int unit = 0; unit < degrees.length; unit++) {
      degrees[unit] = arcs.degree(unit);
    }
    Arrays.sort(degrees);
    int most = Math.min(degrees.length, MOST_CELLS / width);
    int least = most == 0 ? LEAST_DEGREE : degrees[degrees.length - most];
    int rows = 0;
    for (int unit = 0; unit < rowOf.length && rows < most; unit++) {
      if (arcs.degree(unit) >= Math.max(LEAST_DEGREE, least)) {
        rowOf[unit] = rows++;
      }
    }
    return rows;
  }

  private void gather(int hub, int[] host) {
    for (int arc = arcs.first[hub]; arc < arcs.first[hub + 1]; arc++) {
      add(rowOf[hub], arc, host[arcs.neighbour(arc)], 1);
    }
  }

  boolean holds(int unit) {
    return arcs.degree(unit) >= LEAST_DEGREE && rowOf[unit] >= 0;
  }

  /** Cost of a hub's arcs on a host, but for a constant of the hub, $ per hour. */
  double at(int hub, int target) {
    int row = rowOf[hub] * width;
    return sums[row + target]
        + sums[row + table.count + table.rack[target]]
        + sums[row + table.count + table.racks + table.zone[target]];
  }

  /** Takes note that a unit moves, for each hub next to it. */
  void moved(int unit, int source, int target) {
    if (sums.length == 0) {
      return;
    }
    for (int arc = arcs.first[unit]; arc < arcs.first[unit + 1]; arc++) {
      int row = rowOf[arcs.neighbour(arc)];
      if (row >= 0) {
        add(row, arc, source, -1);
        add(row, arc, target, 1);
      }
    }
  }

  private void add(int rowNumber, int arc, int there, int sign) {
    if (there == Placement.NOWHERE) {
      return;
    }
    int row = rowNumber * width;
    sums[row + there] -= sign * arcs.step(arc, 1);
    sums[row + table.count + table.rack[there]] -= sign * arcs.step(arc, 2);
    sums[row + table.count + table.racks + table.zone[there]] -= sign * arcs.step(arc, 3);
  }
}
