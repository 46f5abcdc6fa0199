package io.vputty.model.plan;

import io.vputty.model.footprint.Vm;
import io.vputty.model.footprint.Wishes;
import io.vputty.model.search.ArcTable;
import io.vputty.model.search.HostTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

/**
 * What wishes for a placement cost that it does not meet: as many times the price of a rule as VMs
 * would have to go elsewhere, and once for each preferred label that a VM's host lacks.
 *
 * <p>Of a group that should be on one host that is all but the most that are on one; of a group
 * that should be apart all but one on each host. The search has pairs instead: of a VM with each
 * other of its group, or in large groups with the {@value #MOST_PEERS} nearest by number; for
 * groups of two and for single VMs away from their group both are the same.
 */
final class SoftRules {

  private static final int MOST_PEERS = 32;

  private final List<Vm> vms;
  private final Sites sites;
  private final double price;
  private final List<Group> groups = new ArrayList<>();
  private final Map<Integer, List<Group>> groupsOf = new HashMap<>();

  /**
   * VMs of one group.
   *
   * @param together whether they should be on one host, not on different ones
   */
  private record Group(boolean together, List<Integer> vertices) {

    /** VMs that would have to go elsewhere. */
    private int violations(IntUnaryOperator hostOf) {
      Map<Integer, Integer> counts = new TreeMap<>();
      vertices.forEach(vertex -> counts.merge(hostOf.applyAsInt(vertex), 1, Integer::sum));
      int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
      return vertices.size() - (together ? most : counts.size());
    }

    /** How many of them are on a host; the sum over hosts is that of all. */
    private int violationsAt(int host, int[] hostOf) {
      Map<Integer, Integer> counts = new TreeMap<>();
      vertices.forEach(vertex -> counts.merge(hostOf[vertex], 1, Integer::sum));
      int here = counts.getOrDefault(host, 0);
      if (!together) {
        return Math.max(0, here - 1);
      }
      int fullest = -1;
      for (int other : counts.keySet()) {
        boolean fuller =
            fullest < 0 || counts.getOrDefault(other, 0) > counts.getOrDefault(fullest, 0);
        fullest = fuller ? other : fullest;
      }
      return host == fullest ? 0 : here;
    }

    private int without(int vertex, IntUnaryOperator hostOf) {
      List<Integer> others = new ArrayList<>(vertices);
      others.remove(Integer.valueOf(vertex));
      return new Group(together, others).violations(hostOf);
    }
  }

  SoftRules(PlacementProblem problem, List<Vm> vms, Sites sites) {
    this.vms = vms;
    this.sites = sites;
    this.price = problem.prices.rulePerHour();
    Map<String, List<Integer>> together = new TreeMap<>();
    Map<String, List<Integer>> apart = new TreeMap<>();
    for (int vertex = 0; vertex < vms.size(); vertex++) {
      Wishes wishes = vms.get(vertex).wishes();
      together.computeIfAbsent(wishes.together(), name -> new ArrayList<>()).add(vertex);
      apart.computeIfAbsent(wishes.apart(), name -> new ArrayList<>()).add(vertex);
    }
    gather(true, together);
    gather(false, apart);
  }

  private void gather(boolean together, Map<String, List<Integer>> byName) {
    byName.forEach(
        (name, vertices) -> {
          if (!name.isEmpty() && vertices.size() > 1) {
            Group group = new Group(together, List.copyOf(vertices));
            groups.add(group);
            vertices.forEach(
                vertex -> groupsOf.computeIfAbsent(vertex, absent -> new ArrayList<>()).add(group));
          }
        });
  }

  /** Cost of a placement, $ per hour. */
  double cost(int[] hostOf) {
    long violations = 0;
    for (int vertex = 0; vertex < vms.size(); vertex++) {
      violations += missing(vertex, hostOf[vertex]);
    }
    for (Group group : groups) {
      violations += group.violations(vertex -> hostOf[vertex]);
    }
    return price * violations;
  }

  /** What VMs on one host cost, $ per hour. */
  double costAt(int host, int[] hostOf) {
    long violations = 0;
    for (int vertex = 0; vertex < vms.size(); vertex++) {
      violations += hostOf[vertex] == host ? missing(vertex, host) : 0;
    }
    for (Group group : groups) {
      violations += group.violationsAt(host, hostOf);
    }
    return price * violations;
  }

  /** What one vertex adds to the cost where it is, $ per hour; 0 for a volume. */
  double cost(int vertex, int[] hostOf) {
    if (vertex >= vms.size()) {
      return 0;
    }
    int violations = missing(vertex, hostOf[vertex]);
    for (Group group : groupsOf.getOrDefault(vertex, List.of())) {
      violations +=
          group.violations(each -> hostOf[each]) - group.without(vertex, each -> hostOf[each]);
    }
    return price * violations;
  }

  /** What going from one placement to another gains where only some vertices differ, $ per hour. */
  double gain(IntUnaryOperator before, IntUnaryOperator after, Collection<Integer> vertices) {
    int gain = 0;
    TreeSet<Integer> seen = new TreeSet<>();
    for (int vertex : vertices) {
      if (vertex < vms.size()) {
        gain += missing(vertex, before.applyAsInt(vertex));
        gain -= missing(vertex, after.applyAsInt(vertex));
        for (Group group : groupsOf.getOrDefault(vertex, List.of())) {
          if (seen.add(groups.indexOf(group))) {
            gain += group.violations(before) - group.violations(after);
          }
        }
      }
    }
    return price * gain;
  }

  private int missing(int vertex, int host) {
    Wishes wishes = vms.get(vertex).wishes();
    return wishes.labels().isEmpty() || !sites.isHost(host) ? 0 : wishes.missing(sites.host(host));
  }

  /** What labels that hosts lack cost the vertices of a unit on each, $ per hour; empty if none. */
  double[] onHosts(List<Wishes> wishes) {
    double[] costs = new double[wishes.isEmpty() ? 0 : sites.count()];
    for (int host = 0; host < costs.length; host++) {
      for (Wishes each : wishes) {
        costs[host] += sites.isHost(host) ? price * each.missing(sites.host(host)) : 0;
      }
    }
    return costs;
  }

  /** Adds costs between units by distance, as the search wants them. */
  void addLinks(ArcTable.Links links, int[] unitOf) {
    double[] costs = new double[HostTable.TIERS];
    for (Group group : groups) {
      int size = group.vertices().size();
      int reach = Math.min(size - 1, MOST_PEERS);
      for (int i = 0; i < size; i++) {
        for (int step = 1; step <= (reach + 1) / 2; step++) {
          boolean halfway = 2 * step > reach && reach % 2 == 1;
          if (halfway && i >= (i + step) % size) {
            continue;
          }
          Arrays.setAll(costs, tier -> pairCost(group, tier, reach));
          int one = group.vertices().get(i);
          int other = group.vertices().get((i + step) % size);
          links.add(unitOf[one], unitOf[other], costs);
        }
      }
    }
  }

  /** What a pair of a group costs at a distance, which each VM shares with so many peers. */
  private double pairCost(Group group, int tier, int peers) {
    boolean broken = group.together() == (tier > 0);
    return broken ? price / (group.together() ? peers : 1) : 0;
  }
}
