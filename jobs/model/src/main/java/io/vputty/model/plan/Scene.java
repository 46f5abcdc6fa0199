package io.vputty.model.plan;

import io.vputty.model.footprint.Automation;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Vm;
import io.vputty.model.footprint.Volume;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.search.ArcTable;
import io.vputty.model.search.LoadTable;
import io.vputty.model.search.Placement;
import io.vputty.model.search.UnitTable;
import io.vputty.model.search.WireTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A problem turned into numbers, and back.
 *
 * <p>Vertices are the placed VMs and the volumes, by id; units are vertices that move as one: the
 * VMs of an affinity group that share a host. A group that is already split is nobody's to mend
 * unasked: its VMs stay. A VM in flight stands at its target and also takes room at its source.
 */
final class Scene {

  final PlacementProblem problem;
  final Sites sites;
  final List<Vm> vms = new ArrayList<>();
  private final Map<String, Integer> vertexOfVm = new HashMap<>();
  private final Map<String, Integer> vertexOfVolume = new HashMap<>();

  /** Host of each vertex. */
  final int[] vertexHost;

  /** Unit of each vertex. */
  final int[] unitOf;

  /** Host that each VM runs on until it has arrived. */
  private final int[] source;

  private final Grouping members;
  final HostCosts hostCosts;
  final SoftRules softRules;
  final SharedMemory sharedMemory;
  final Ledger ledger;
  private final LoadTable loads;
  private final WireTable wires;
  final UnitTable units;
  final ArcTable arcs;

  Scene(PlacementProblem problem, double pricePerMigrationDollar) {
    this.problem = problem;
    this.sites = new Sites(problem);
    Vertices vertices = new Vertices(problem.vms.size() + problem.volumes.size());
    gatherVms(vertices);
    gatherVolumes(vertices);
    this.vertexHost = vertices.hosts();
    this.unitOf = vertices.units();
    this.members = new Grouping(unitOf, vertices.unitCount);
    this.source = vms.stream().mapToInt(vm -> sites.indexOf(vm.host())).toArray();
    this.hostCosts = new HostCosts(problem, vms, sites);
    this.softRules = new SoftRules(problem, vms, sites);
    this.sharedMemory = new SharedMemory(problem, vms, sites);
    this.ledger = new Ledger(this);
    this.units = new Rules(this).units(pricePerMigrationDollar);
    this.arcs = ledger.arcs(unitOf, unitCount());
    this.loads = loads();
    this.wires = Wiring.of(this);
  }

  private LoadTable loads() {
    if (hostCosts.nothing()) {
      return LoadTable.NONE;
    }
    int periods = hostCosts.periods();
    double[] loadOf = new double[unitCount() * periods];
    for (int vertex = 0; vertex < unitOf.length; vertex++) {
      double[] load = hostCosts.load(vertex);
      for (int period = 0; period < load.length; period++) {
        loadOf[unitOf[vertex] * periods + period] += load[period];
      }
    }
    double[][] hosts = new double[sites.count()][];
    Arrays.setAll(
        hosts,
        host ->
            new double[] {hostCosts.idle(host), hostCosts.perCore(host), hostCosts.limit(host)});
    return new LoadTable(periods, loadOf, hosts, problem.prices.contentionPerHour());
  }

  /** A fresh placement for a search, which looks at NICs only if one of them could be too small. */
  Placement placement() {
    return placement(wires.binds(units, sites.table) ? wires : WireTable.NONE);
  }

  /** A fresh placement for an order of migrations, which take something of every NIC themselves. */
  Placement beforeMigrations() {
    return placement(wires);
  }

  /** Everything where it is, and room set aside for what is on its way. */
  private Placement placement(WireTable of) {
    Placement placement = new Placement(sites.table, units, arcs, loads, of);
    for (int vertex = 0; vertex < vms.size(); vertex++) {
      Vm vm = vms.get(vertex);
      int source = source(vertex);
      if (isInFlight(vertex)) {
        placement.reserve(source, millicores(vm.cpuCores()), vm.memoryBytes());
        int unit = unitOf[vertex];
        for (int group : units.separationsOf(unit)) {
          placement.reserveSeparation(source, group, 1);
        }
      }
    }
    return placement;
  }

  /** Whether it is a VM on its way from another host. */
  boolean isInFlight(int vertex) {
    return vertex < vms.size() && source(vertex) != vertexHost[vertex];
  }

  /** Host that a VM runs on until it has arrived. */
  int source(int vertex) {
    return source[vertex];
  }

  int vertexCount() {
    return vertexHost.length;
  }

  int unitCount() {
    return members.groups();
  }

  /** Vertices of a unit, in order. */
  int[] members(int unit) {
    return members.of(unit);
  }

  /** The vertex of a VM; null if it is unknown or runs nowhere that is known. */
  @Nullable Integer vertexOf(String vm) {
    return vertexOfVm.get(vm);
  }

  /** The vertex of the other end of an edge from a VM; null as above. */
  @Nullable Integer vertexOf(EdgeKind kind, String to) {
    return (kind == EdgeKind.STORAGE ? vertexOfVolume : vertexOfVm).get(to);
  }

  /** Hosts of all vertices as they are. */
  int[] hostsNow() {
    return vertexHost.clone();
  }

  /** Vertices on a host under a placement of units. */
  List<Integer> on(Placement placement, int host) {
    List<Integer> on = new ArrayList<>();
    for (int unit : placement.on(host)) {
      for (int vertex : members.of(unit)) {
        on.add(vertex);
      }
    }
    return on;
  }

  /** Hosts of all vertices under a placement of units. */
  int[] hostsOf(Placement placement) {
    int[] hosts = new int[unitOf.length];
    for (int vertex = 0; vertex < hosts.length; vertex++) {
      hosts[vertex] = placement.hostOf(unitOf[vertex]);
    }
    return hosts;
  }

  /** Whether there is anything that may be moved. */
  boolean anyMovable() {
    for (int vertex = 0; vertex < vms.size(); vertex++) {
      if (movable(vertex)) {
        return true;
      }
    }
    return false;
  }

  /** What migrating a VM costs once, $. */
  double migrationCost(int vertex) {
    double bytes = problem.migration.bytes(vms.get(vertex));
    return bytes / Prices.GIB * problem.prices.migrationPerGib();
  }

  /** Whether the VM may be moved, its group aside. */
  boolean movable(int vertex) {
    Vm vm = vms.get(vertex);
    Host host = problem.hosts.get(vm.host());
    return host != null
        && host.domain().equals(problem.domain)
        && problem.mayMove(vm.id())
        && vm.automation() != Automation.PINNED
        && !problem.frozenHosts.contains(vm.host())
        && !problem.restingVms.contains(vm.id())
        && !problem.inFlight.containsKey(vm.id())
        && problem.migration.converges(vm);
  }

  private void gatherVms(Vertices vertices) {
    Map<List<String>, Integer> together = new TreeMap<>(Sites.BY_ELEMENTS);
    for (Vm vm : problem.vms.values()) {
      if (!sites.knows(vm.host())) {
        continue;
      }
      String goal = problem.inFlight.getOrDefault(vm.id(), vm.host());
      String host = sites.knows(goal) ? goal : vm.host();
      int unit = vertices.unitCount;
      if (!vm.affinityGroup().isEmpty()) {
        Integer known = together.putIfAbsent(List.of(vm.affinityGroup(), host), unit);
        unit = known == null ? unit : known;
      }
      vms.add(vm);
      vertexOfVm.put(vm.id(), vertices.add(sites.indexOf(host), unit));
    }
  }

  private void gatherVolumes(Vertices vertices) {
    for (Volume volume : problem.volumes.values()) {
      int host = sites.indexOf(volume);
      if (host >= 0) {
        vertexOfVolume.put(volume.id(), vertices.add(host, vertices.unitCount));
      }
    }
  }

  /** Vertices as they are found, numbered from 0, as are their units. */
  private static final class Vertices {
    private final int[] hosts;
    private final int[] units;
    private int count;
    private int unitCount;

    private Vertices(int most) {
      hosts = new int[most];
      units = new int[most];
    }

    private int add(int host, int unit) {
      hosts[count] = host;
      units[count] = unit;
      unitCount = Math.max(unitCount, unit + 1);
      return count++;
    }

    private int[] hosts() {
      return Arrays.copyOf(hosts, count);
    }

    private int[] units() {
      return Arrays.copyOf(units, count);
    }
  }

  static long millicores(double cores) {
    return Math.round(cores * 1000);
  }
}
