package io.vputty.job.reshape;

import io.vputty.job.runtime.FleetHistory;
import io.vputty.mapping.FleetChange;
import io.vputty.model.footprint.Vm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The part of a domain around VMs that drifted: they and their neighbours may move, between the
 * hosts that these are on; all else is where it is.
 *
 * <p>Of the rest it holds what a plan depends on: the other VMs of those hosts, which take room
 * there, and the far ends of all edges of what may move. A VM of very many edges moves only if it
 * drifted itself. O(edges of what may move and of the VMs beside it), whatever the domain's size.
 */
final class Region {

  /** Of a VM that has more edges than this, a neighbour's change is no reason to move it. */
  private static final int MANY_EDGES = 64;

  private final MirroredState<RememberedEdge> all;
  private final Predicate<RememberedEdge> faded;
  private final FleetHistory history;
  private final Map<String, Agenda.Landing> landed;
  private final long tickMs;

  private final Set<String> movable = new TreeSet<>();
  private final Set<String> open = new TreeSet<>();
  private final Map<String, FleetChange> fleet = new TreeMap<>();
  private final Map<String, RememberedEdge> edges = new TreeMap<>();
  private final Map<String, RememberedEdge> edgesOfHosts = new TreeMap<>();

  /**
   * The region around VMs at a tick.
   *
   * @param faded edges that are left out
   * @param landed VMs that arrived where the history does not see them yet
   */
  Region(
      Collection<String> drifted,
      MirroredState<RememberedEdge> all,
      Predicate<RememberedEdge> faded,
      FleetHistory history,
      Map<String, Agenda.Landing> landed,
      long tickMs) {
    this.all = all;
    this.faded = faded;
    this.history = history;
    this.landed = landed;
    this.tickMs = tickMs;
    grow(drifted);
    surround();
  }

  /** VMs that may move. */
  Set<String> movable() {
    return movable;
  }

  /** Hosts that they may move to. */
  Set<String> open() {
    return open;
  }

  /** What of the inventory a plan depends on, in the order of names. */
  List<FleetChange> fleet() {
    return new ArrayList<>(fleet.values());
  }

  /** The edges of what may move, in the order of their names. */
  Collection<RememberedEdge> edges() {
    return edges.values();
  }

  /** These and the edges of all other VMs on the hosts, which tell how complete a host is. */
  Collection<RememberedEdge> edgesOfHosts() {
    return edgesOfHosts.values();
  }

  private void grow(Collection<String> drifted) {
    movable.addAll(drifted);
    Set<String> beside = new TreeSet<>(drifted);
    for (String vm : drifted) {
      boolean many = all.namesAt(vm).size() > MANY_EDGES;
      for (RememberedEdge edge : edgesOf(vm)) {
        String peer = edge.from.equals(vm) ? edge.to : edge.from;
        if (!many && all.namesAt(peer).size() <= MANY_EDGES) {
          movable.add(peer);
        }
        if (!many) {
          beside.add(peer);
        }
      }
    }
    for (String vm : beside) {
      FleetChange change = history.at("vm/" + vm, tickMs);
      if (change != null && change.vm() != null) {
        open.add(hostOf(change.vm(), change.timeMs()));
      }
    }
  }

  private void surround() {
    for (String vm : movable) {
      add("vm/" + vm);
      for (RememberedEdge edge : edgesOf(vm)) {
        edges.put(edge.subject(), edge);
        edgesOfHosts.put(edge.subject(), edge);
        for (String end : edge.ends()) {
          add("vm/" + end);
          add("volume/" + end);
        }
      }
    }
    landed.forEach(
        (vm, landing) -> {
          if (open.contains(landing.target)) {
            add("vm/" + vm);
          }
        });
    for (String host : open) {
      history.vmsOn(host, tickMs).forEach(this::add);
    }
    List<FleetChange> placed = new ArrayList<>(fleet.values());
    placed.forEach(this::addHost);
    open.forEach(host -> add("host/" + host));
  }

  private void addHost(FleetChange change) {
    if (change.vm() != null) {
      String host = hostOf(change.vm(), change.timeMs());
      add("host/" + host);
      add("host/" + change.vm().host());
      if (open.contains(host)) {
        edgesOf(change.vm().id()).forEach(edge -> edgesOfHosts.put(edge.subject(), edge));
      }
    } else if (change.volume() != null) {
      add("host/" + change.volume().host());
    }
  }

  private void add(String entity) {
    FleetChange change = history.at(entity, tickMs);
    if (change != null) {
      add(change);
    }
  }

  private void add(FleetChange change) {
    fleet.put(change.entity(), change);
  }

  private String hostOf(Vm vm, long toldMs) {
    Agenda.Landing landing = landed.get(vm.id());
    return landing == null || toldMs >= landing.timeMs ? vm.host() : landing.target;
  }

  private List<RememberedEdge> edgesOf(String vm) {
    List<RememberedEdge> of = new ArrayList<>();
    for (String name : new TreeSet<>(all.namesAt(vm))) {
      RememberedEdge edge = all.peek(name);
      if (edge != null && !faded.test(edge)) {
        of.add(edge);
      }
    }
    return of;
  }
}
