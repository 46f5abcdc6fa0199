package io.vputty.model.plan;

import io.vputty.model.footprint.Vm;
import io.vputty.model.footprint.Wishes;
import io.vputty.model.search.UnitTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Placement rules of a scene as arrays: who may go where, and who may not be together. */
final class Rules {

  private static final int[] NONE = {};

  private final Scene scene;
  private final Map<String, Integer> separations = new TreeMap<>();
  private final Map<Demand, boolean[]> hostsByDemand = new HashMap<>();
  private final Map<List<Wishes>, double[]> pricesByWishes = new HashMap<>();
  private final Map<String, Set<Integer>> unitsByAffinity = new TreeMap<>();

  /**
   * What a unit wants of its hosts.
   *
   * @param labels labels that they must have
   * @param cpuModel model of the CPU that it is on; empty if unknown
   */
  private record Demand(Map<String, String> labels, String cpuModel) {}

  Rules(Scene scene) {
    this.scene = scene;
    for (int vertex = 0; vertex < scene.vms.size(); vertex++) {
      Vm vm = scene.vms.get(vertex);
      if (!vm.antiAffinityGroup().isEmpty()) {
        separations.putIfAbsent(vm.antiAffinityGroup(), separations.size());
      }
      if (!vm.affinityGroup().isEmpty()) {
        unitsByAffinity
            .computeIfAbsent(vm.affinityGroup(), key -> new TreeSet<>())
            .add(scene.unitOf[vertex]);
      }
    }
  }

  /**
   * The units; moving one is charged its cost times {@code pricePerMigrationDollar}, $ per hour.
   */
  UnitTable units(double pricePerMigrationDollar) {
    int count = scene.unitCount();
    int[] home = new int[count];
    boolean[] movable = new boolean[count];
    int[] vms = new int[count];
    long[] cpu = new long[count];
    long[] memory = new long[count];
    double[] price = new double[count];
    int[][] apart = new int[count][];
    boolean[][] allowed = new boolean[count][];
    double[][] hostPrice = new double[count][];
    for (int unit = 0; unit < count; unit++) {
      int[] vertices = scene.members(unit);
      home[unit] = scene.vertexHost[vertices[0]];
      movable[unit] = Arrays.stream(vertices).allMatch(this::movable);
      vms[unit] = (int) Arrays.stream(vertices).filter(this::isVm).count();
      for (int vertex : vertices) {
        if (isVm(vertex)) {
          cpu[unit] += Scene.millicores(scene.vms.get(vertex).cpuCores());
          memory[unit] += scene.vms.get(vertex).memoryBytes();
          price[unit] += scene.migrationCost(vertex) * pricePerMigrationDollar;
        }
      }
      apart[unit] = separationsOf(vertices);
      allowed[unit] = hostsFor(vertices);
      hostPrice[unit] =
          pricesByWishes.computeIfAbsent(labelWishes(vertices), scene.softRules::onHosts);
    }
    return new UnitTable(home, movable, vms, cpu, memory, price, apart, allowed, hostPrice);
  }

  /** Wishes for labels, by VM; groups are not looked at here. */
  private List<Wishes> labelWishes(int[] vertices) {
    List<Wishes> wishes = new ArrayList<>();
    for (int vertex : vertices) {
      if (isVm(vertex) && !scene.vms.get(vertex).wishes().labels().isEmpty()) {
        wishes.add(new Wishes(scene.vms.get(vertex).wishes().labels(), "", ""));
      }
    }
    return wishes;
  }

  private boolean isVm(int vertex) {
    return vertex < scene.vms.size();
  }

  private boolean movable(int vertex) {
    if (!isVm(vertex) || !scene.movable(vertex)) {
      return false;
    }
    String group = scene.vms.get(vertex).affinityGroup();
    return group.isEmpty() || unitsByAffinity.getOrDefault(group, Set.of()).size() == 1;
  }

  private int[] separationsOf(int[] vertices) {
    if (separations.isEmpty()) {
      return NONE;
    }
    return Arrays.stream(vertices)
        .filter(this::isVm)
        .mapToObj(vertex -> separations.get(scene.vms.get(vertex).antiAffinityGroup()))
        .filter(Objects::nonNull)
        .mapToInt(Integer::intValue)
        .distinct()
        .sorted()
        .toArray();
  }

  private boolean[] hostsFor(int[] vertices) {
    Map<String, String> labels = Map.of();
    for (int vertex : vertices) {
      if (isVm(vertex) && !scene.vms.get(vertex).requiredLabels().isEmpty()) {
        labels = labels.isEmpty() ? new TreeMap<>() : labels;
        labels.putAll(scene.vms.get(vertex).requiredLabels());
      }
    }
    int home = scene.vertexHost[vertices[0]];
    String cpuModel = scene.sites.isHost(home) ? scene.sites.host(home).cpuModel() : "";
    return hostsByDemand.computeIfAbsent(new Demand(labels, cpuModel), this::hostsWith);
  }

  private boolean[] hostsWith(Demand demand) {
    boolean[] hosts = new boolean[scene.sites.count()];
    for (int host = 0; host < hosts.length; host++) {
      hosts[host] = scene.sites.has(host, demand.labels(), demand.cpuModel());
    }
    return hosts;
  }
}
