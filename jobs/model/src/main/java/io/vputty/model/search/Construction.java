package io.vputty.model.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A placement from nothing: clusters, each put where it saves most, in the order in which they are
 * drawn to what is placed already.
 *
 * <p>Next is the cluster with the largest share of its arcs to placed ones, or else the largest
 * cluster. It goes to the host that saves most of those with room; one that no host has room for is
 * taken apart. Equals are decided for the host where more of the cluster is at home, then for the
 * rack with the least room left, so that racks fill up one by one, then for the host with the most.
 */
final class Construction {

  private static final int MOST_LEVELS = 24;

  private final Placement placement;
  private final int[][] hostsByRack;
  private final long[] freeInRack;
  private final Attraction attraction;
  private final int[] atHome;
  private final List<int[]> levels = new ArrayList<>();
  private ArcTable arcs;

  /** A construction of {@code placement}, which is emptied of all that may be moved. */
  Construction(Placement placement, SplittableRandom random) {
    this.placement = placement;
    this.hostsByRack = placement.table.acceptingByRack();
    this.freeInRack = new long[placement.table.racks];
    this.attraction = new Attraction(placement.table, placement.arcs);
    this.atHome = new int[placement.table.count];
    this.arcs = placement.arcs;
    coarsen(random);
  }

  private void coarsen(SplittableRandom random) {
    UnitTable units = placement.units;
    Coarsening.Limits limits =
        new Coarsening.Limits(
            Arrays.stream(placement.table.cpu).max().orElse(0),
            Arrays.stream(placement.table.memory).max().orElse(0));
    int[] clusterOf = new int[units.count];
    Arrays.setAll(clusterOf, unit -> unit);
    levels.add(clusterOf);
    for (int level = 0; level < MOST_LEVELS; level++) {
      Clusters next =
          Coarsening.clusters(
              units, arcs, placement.host, Coarsening.Bond.ANYWHERE, limits, random);
      if (!next.areFewer()) {
        break;
      }
      units = units.merged(next);
      arcs = arcs.merged(next);
      clusterOf = Arrays.stream(clusterOf).map(next::of).toArray();
      levels.add(clusterOf);
    }
  }

  /** Places everything; false if something found no room, and the placement is of no use. */
  boolean run() {
    int[] top = levels.get(levels.size() - 1);
    int[][] clusters = new Clusters(top).members();
    placement.clear();
    for (int host = 0; host < placement.table.count; host++) {
      freeInRack[placement.table.rack[host]] += placement.freeCpu(host);
    }
    double[] total = new double[clusters.length];
    for (int cluster = 0; cluster < total.length; cluster++) {
      for (int arc = arcs.first[cluster]; arc < arcs.first[cluster + 1]; arc++) {
        total[cluster] += arcs.range(arc);
      }
    }
    boolean[] done = new boolean[clusters.length];
    UnitQueue drawn = new UnitQueue(clusters.length);
    for (int seed : largestFirst(clusters)) {
      if (!done[seed]) {
        drawn.put(seed, 0);
      }
      while (!drawn.isEmpty()) {
        int next = drawn.take();
        done[next] = true;
        if (!place(clusters[next], levels.size() - 1)) {
          return false;
        }
        for (int arc = arcs.first[next]; arc < arcs.first[next + 1]; arc++) {
          int peer = arcs.neighbour(arc);
          if (!done[peer] && total[peer] > 0) {
            drawn.put(peer, drawn.key(peer) + arcs.range(arc) / total[peer]);
          }
        }
      }
    }
    return placement.wires().bearAll();
  }

  private int[] largestFirst(int[][] clusters) {
    return java.util.stream.IntStream.range(0, clusters.length)
        .boxed()
        .sorted(Comparator.comparingLong(cluster -> -cpu(clusters[cluster])))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private boolean place(int[] cluster, int level) {
    if (placement.host[cluster[0]] != Placement.NOWHERE || put(cluster)) {
      return true;
    }
    if (level == 0) {
      return false;
    }
    int[][] parts = apart(cluster, levels.get(level - 1));
    for (int part : largestFirst(parts)) {
      if (!place(parts[part], level - 1)) {
        return false;
      }
    }
    return true;
  }

  private static int[][] apart(int[] cluster, int[] finer) {
    int[] numbers = Arrays.stream(cluster).map(unit -> finer[unit]).distinct().sorted().toArray();
    int[] clusterOf =
        Arrays.stream(cluster).map(unit -> Arrays.binarySearch(numbers, finer[unit])).toArray();
    int[][] parts = new Clusters(clusterOf).members();
    for (int[] part : parts) {
      Arrays.setAll(part, i -> cluster[part[i]]);
    }
    return parts;
  }

  private long cpu(int[] cluster) {
    return Arrays.stream(cluster).mapToLong(unit -> placement.units.cpu[unit]).sum();
  }

  private boolean put(int[] cluster) {
    attraction.clear();
    for (int unit : cluster) {
      atHome[placement.units.home[unit]]++;
      attraction.add(unit, placement.host);
    }
    long cpu = cpu(cluster);
    long memory = Arrays.stream(cluster).mapToLong(unit -> placement.units.memory[unit]).sum();
    int best = -1;
    for (int i = 0; i < attraction.hostCount(); i++) {
      best = better(best, attraction.hosts()[i], cluster[0], cpu, memory);
    }
    for (int i = 0; i < attraction.rackCount(); i++) {
      best = bestInRack(best, attraction.racks()[i], cluster[0], cpu, memory);
    }
    if (best < 0 || attraction.of(best) <= 0) {
      for (int rack = 0; rack < hostsByRack.length; rack++) {
        best = bestInRack(best, rack, cluster[0], cpu, memory);
      }
    }
    for (int unit : cluster) {
      atHome[placement.units.home[unit]] = 0;
    }
    if (best < 0) {
      return false;
    }
    for (int unit : cluster) {
      placement.put(unit, best);
    }
    freeInRack[placement.table.rack[best]] -= cpu;
    return true;
  }

  private int bestInRack(int best, int rack, int unit, long cpu, long memory) {
    int found = best;
    if (freeInRack[rack] >= cpu) {
      for (int host : hostsByRack[rack]) {
        found = better(found, host, unit, cpu, memory);
      }
    }
    return found;
  }

  private int better(int best, int host, int unit, long cpu, long memory) {
    boolean fits =
        cpu <= placement.freeCpu(host)
            && memory <= placement.freeMemory(host)
            && placement.permits(unit, host)
            && placement.apartAt(unit, host);
    if (!fits || best < 0) {
      return fits ? host : best;
    }
    double gain = attraction.of(host) - attraction.of(best);
    if (gain != 0) {
      return gain > 0 ? host : best;
    }
    if (atHome[host] != atHome[best]) {
      return atHome[host] > atHome[best] ? host : best;
    }
    int[] rack = placement.table.rack;
    long rackRoom = freeInRack[rack[host]] - freeInRack[rack[best]];
    long room = placement.freeCpu(host) - placement.freeCpu(best);
    boolean closer = rackRoom < 0 || (rackRoom == 0 && (room > 0 || (room == 0 && host < best)));
    return closer ? host : best;
  }
}
