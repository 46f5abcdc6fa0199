package io.vputty.model.plan;

import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Tier;
import io.vputty.model.footprint.Volume;
import io.vputty.model.search.HostTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Hosts by number, in order of their names, and behind them one bare place per rack that holds
 * volumes but no host of ours.
 */
final class Sites {

  /** Order of lists of one length, by element. */
  static final Comparator<List<String>> BY_ELEMENTS =
      Comparator.<List<String>, String>comparing(parts -> parts.get(0))
          .thenComparing(parts -> parts.get(1));

  private static final Tier[] TIERS = Tier.values();

  final HostTable table;
  private final List<String> names = new ArrayList<>();
  private final List<Host> hosts;
  private final Map<String, Integer> hostIndex = new HashMap<>();
  private final Map<String, Integer> rackIndex = new HashMap<>();

  Sites(PlacementProblem problem) {
    hosts = List.copyOf(problem.hosts.values());
    Map<List<String>, Integer> racks = new TreeMap<>(BY_ELEMENTS);
    Map<String, Integer> zones = new TreeMap<>();
    List<int[]> where = new ArrayList<>();
    for (Host host : hosts) {
      hostIndex.put(host.name(), names.size());
      names.add(host.name());
      String rackName = host.rack().isEmpty() ? "/" + host.name() : host.rack();
      int rack = racks.computeIfAbsent(List.of(host.zone(), rackName), key -> racks.size());
      int zone = zones.computeIfAbsent(host.zone(), key -> zones.size());
      where.add(new int[] {rack, zone});
    }
    for (int i = 0; i < hosts.size(); i++) {
      if (!rackIndex.containsKey(hosts.get(i).rack())) {
        rackIndex.put(hosts.get(i).rack(), names.size());
        names.add("rack " + hosts.get(i).rack());
        where.add(where.get(i));
      }
    }
    table = table(problem, where);
  }

  private HostTable table(PlacementProblem problem, List<int[]> where) {
    int count = where.size();
    long[] cpu = new long[count];
    long[] memory = new long[count];
    boolean[] accepts = new boolean[count];
    for (int i = 0; i < hosts.size(); i++) {
      Host host = hosts.get(i);
      cpu[i] = Scene.millicores(host.cpuCores());
      memory[i] = host.memoryBytes();
      accepts[i] =
          host.schedulable()
              && problem.mayTake(host.name())
              && host.domain().equals(problem.domain)
              && !problem.frozenHosts.contains(host.name());
    }
    int[] racks = where.stream().mapToInt(place -> place[0]).toArray();
    int[] zones = where.stream().mapToInt(place -> place[1]).toArray();
    return new HostTable(racks, zones, cpu, memory, accepts);
  }

  boolean knows(String host) {
    return hostIndex.containsKey(host);
  }

  int indexOf(String host) {
    Integer index = hostIndex.get(host);
    if (index == null) {
      throw new IllegalArgumentException("host %s is unknown".formatted(host));
    }
    return index;
  }

  /** Where a volume's data is, or -1 where nobody knows: then it is as far from every host. */
  int indexOf(Volume volume) {
    Integer index = hostIndex.get(volume.host());
    if (index == null && !volume.rack().isEmpty()) {
      index = rackIndex.get(volume.rack());
    }
    return index == null ? -1 : index;
  }

  /** Whether it is a host, not a bare place of volumes. */
  boolean isHost(int index) {
    return index < hosts.size();
  }

  /** The host of a number. */
  Host host(int index) {
    return hosts.get(index);
  }

  /** How far apart two places are. */
  Tier tier(int one, int other) {
    return TIERS[table.tier(one, other)];
  }

  String name(int index) {
    return names.get(index);
  }

  int count() {
    return names.size();
  }

  /** Whether it is a host with all of these labels and a compatible CPU. */
  boolean has(int index, Map<String, String> labels, String cpuModel) {
    return index < hosts.size()
        && hosts.get(index).isCompatible(cpuModel)
        && hosts.get(index).labels().entrySet().containsAll(labels.entrySet());
  }
}
