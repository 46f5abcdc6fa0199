package io.vputty.model.plan;

import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.LiveMigration;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Vm;
import io.vputty.model.footprint.Volume;
import io.vputty.model.graph.WeightedEdge;
import io.vputty.model.sharing.HeldPages;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One domain as it is: hosts, VMs, edges, prices, and what may not be touched. Input order does not
 * matter.
 */
public final class PlacementProblem {

  final String domain;
  final Prices prices;
  final Map<String, Host> hosts;
  final Map<String, Vm> vms;
  final Map<String, Volume> volumes;

  /** In order of keys. */
  final List<WeightedEdge> edges;

  final Map<String, String> inFlight;
  final NavigableSet<String> frozenHosts;
  final NavigableSet<String> restingVms;
  final Map<String, double[]> loads;
  final Map<String, HeldPages> pages;
  final LiveMigration migration;
  final GainScale scale;
  private final @Nullable Within within;

  /** Nothing but these VMs moves, and only to these hosts. */
  private record Within(Set<String> vms, Set<String> hosts) {}

  private PlacementProblem(Builder builder) {
    domain = builder.domain;
    prices = builder.prices;
    hosts = inOrder(builder.hosts);
    vms = inOrder(builder.vms);
    volumes = inOrder(builder.volumes);
    edges = lastOfEach(builder.edges);
    inFlight = inOrder(builder.inFlight);
    frozenHosts = new TreeSet<>(builder.frozenHosts);
    restingVms = new TreeSet<>(builder.restingVms);
    loads = inOrder(builder.loads);
    pages = inOrder(builder.pages);
    migration = builder.migration;
    scale = builder.scale;
    within = builder.within;
  }

  /** What RAM costs, $ per byte and hour. */
  public double memoryPerByte() {
    return prices.memoryPerGibHour() / Prices.GIB;
  }

  /** A copy that is gone through in the order of names: most come in it already. */
  private static <V> Map<String, V> inOrder(Map<String, V> added) {
    String last = "";
    for (String name : added.keySet()) {
      if (name.compareTo(last) < 0) {
        return new LinkedHashMap<>(new TreeMap<>(added));
      }
      last = name;
    }
    return new LinkedHashMap<>(added);
  }

  /** Whether a VM may move as far as the region goes that is planned. */
  boolean mayMove(String vm) {
    return within == null || within.vms.contains(vm);
  }

  /** Whether VMs may move to a host as far as the region goes that is planned. */
  boolean mayTake(String host) {
    return within == null || within.hosts.contains(host);
  }

  /** In order of keys; of several with one key the one that was added last. */
  private static List<WeightedEdge> lastOfEach(List<WeightedEdge> added) {
    List<WeightedEdge> sorted = new ArrayList<>(added);
    sorted.sort(Comparator.comparing(WeightedEdge::key));
    List<WeightedEdge> edges = new ArrayList<>(sorted.size());
    for (int i = 0; i < sorted.size(); i++) {
      if (i + 1 == sorted.size() || !sorted.get(i).key().equals(sorted.get(i + 1).key())) {
        edges.add(sorted.get(i));
      }
    }
    return edges;
  }

  /** Starts a problem of one domain: only VMs on its hosts may move, and only to its hosts. */
  public static Builder of(String domain, Prices prices) {
    return new Builder(domain, prices);
  }

  /** This problem with one VM and its edges more. */
  PlacementProblem with(Vm vm, Collection<WeightedEdge> more) {
    Builder all = of(domain, prices).hosts(hosts.values()).vms(vms.values()).vms(List.of(vm));
    all.volumes(volumes.values()).frozen(frozenHosts).resting(restingVms);
    all.edges(edges);
    all.inFlight.putAll(inFlight);
    all.loads.putAll(loads);
    all.pages.putAll(pages);
    all.migration(migration).scale(scale);
    all.within = within;
    return all.edges(more).build();
  }

  /** Gathers a problem. Adding the same id or edge again replaces it. */
  public static final class Builder {

    private final String domain;
    private final Prices prices;
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private final Map<String, Vm> vms = new LinkedHashMap<>();
    private final Map<String, Volume> volumes = new LinkedHashMap<>();
    private final List<WeightedEdge> edges = new ArrayList<>();
    private final Map<String, String> inFlight = new LinkedHashMap<>();
    private final NavigableSet<String> frozenHosts = new TreeSet<>();
    private final NavigableSet<String> restingVms = new TreeSet<>();
    private final Map<String, double[]> loads = new LinkedHashMap<>();
    private final Map<String, HeldPages> pages = new LinkedHashMap<>();
    private LiveMigration migration = LiveMigration.DEFAULT;
    private GainScale scale = GainScale.NONE;
    private @Nullable Within within;

    private Builder(String domain, Prices prices) {
      this.domain = domain;
      this.prices = prices;
    }

    /** Hosts; one of another domain only anchors the far ends that are on it. */
    public Builder hosts(Collection<Host> added) {
      added.forEach(host -> hosts.put(host.name(), host));
      return this;
    }

    /** VMs; one on a host of another domain is a fixed far end. */
    public Builder vms(Collection<Vm> added) {
      added.forEach(vm -> vms.put(vm.id(), vm));
      return this;
    }

    /** Volumes. */
    public Builder volumes(Collection<Volume> added) {
      added.forEach(volume -> volumes.put(volume.id(), volume));
      return this;
    }

    /** Edges; those with an end that is unknown or placed nowhere are left out of every cost. */
    public Builder edges(Collection<WeightedEdge> added) {
      edges.addAll(added);
      return this;
    }

    /**
     * A VM that is migrating: it takes room at its host and at {@code target}, its edges count from
     * there, and it is not moved. A target that is no host of the problem takes no room.
     */
    public Builder inFlight(String vm, String target) {
      inFlight.put(vm, target);
      return this;
    }

    /** Hosts left alone for want of telemetry: nothing in, nothing out. */
    public Builder frozen(Collection<String> added) {
      frozenHosts.addAll(added);
      return this;
    }

    /** VMs that moved recently. */
    public Builder resting(Collection<String> added) {
      restingVms.addAll(added);
      return this;
    }

    /**
     * What a VM loads its host with, period by period; with the loads of its VMs a host's
     * contention is priced as a whole, and conflicts of pairs only explain it.
     *
     * @param cores cores in each period; all VMs that have a load have it for the same periods
     */
    public Builder load(String vm, double... cores) {
      double[] other = loads.isEmpty() ? cores : loads.values().iterator().next();
      if (cores.length == 0 || cores.length != other.length) {
        throw new IllegalArgumentException(
            "loads of vm %s (%d periods) must be as many as of the others (%d), above 0"
                .formatted(vm, cores.length, other.length));
      }
      loads.put(vm, cores.clone());
      return this;
    }

    /**
     * What pages a VM holds. RAM is priced by the unions of hosts' samples; MEMORY edges count only
     * between VMs of which one has none.
     */
    public Builder pages(String vm, HeldPages held) {
      pages.put(vm, held);
      return this;
    }

    /** How VMs migrate; one whose migration would not end stays where it is. */
    public Builder migration(LiveMigration how) {
      migration = how;
      return this;
    }

    /** What earlier predictions were worth. */
    public Builder scale(GainScale learnt) {
      scale = learnt;
      return this;
    }

    /** Plans a region alone: nothing but these VMs moves, and only to these hosts. */
    public Builder within(Collection<String> movable, Collection<String> open) {
      within = new Within(Set.copyOf(movable), Set.copyOf(open));
      return this;
    }

    /** The problem as gathered so far. */
    public PlacementProblem build() {
      return new PlacementProblem(this);
    }
  }
}
