package io.vputty.job.runtime;

import io.vputty.mapping.FleetChange;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Vm;
import io.vputty.model.footprint.Volume;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The fleet as it was at any time that can still be asked for. Changes may come in any order: what
 * is answered depends on their times alone. A look-up costs one hash access and a walk over the
 * entity's few versions.
 */
public final class FleetHistory {

  private static final Comparator<FleetChange> BY_TIME =
      Comparator.comparingLong(FleetChange::timeMs);

  private final Map<String, List<FleetChange>> versions = new HashMap<>();
  private final NavigableSet<String> entities = new TreeSet<>();
  private final Map<Long, Set<String>> byMac = new HashMap<>();
  private final Map<String, Set<String>> byIp = new HashMap<>();
  private final Map<String, Set<String>> byAgent = new HashMap<>();
  private final Map<String, Set<String>> byHost = new HashMap<>();

  /** Takes in a change; the last of several with one time and entity holds. */
  public void add(FleetChange change) {
    List<FleetChange> known = versions.computeIfAbsent(change.entity(), e -> new ArrayList<>());
    entities.add(change.entity());
    known.removeIf(other -> other.timeMs() == change.timeMs());
    known.add(change);
    known.sort(BY_TIME);
    change.macs().forEach(mac -> entities(byMac, mac).add(change.entity()));
    change.ips().forEach(ip -> entities(byIp, ip).add(change.entity()));
    change.agents().forEach(agent -> entities(byAgent, agent).add(change.entity()));
    if (change.vm() != null) {
      entities(byHost, change.vm().host()).add(change.entity());
    }
  }

  /** Every version kept of one entity, oldest first. */
  public List<FleetChange> versions(String entity) {
    return versions.getOrDefault(entity, List.of());
  }

  /** What every entity was at that time, removals included, in the order of their names. */
  public List<FleetChange> at(long timeMs) {
    List<FleetChange> all = new ArrayList<>();
    for (String entity : entities) {
      FleetChange change = newest(entity, timeMs);
      if (change != null) {
        all.add(change);
      }
    }
    return all;
  }

  /** Every domain as it was at that time, by its name. */
  public Map<String, DomainCensus> census(long timeMs) {
    Map<String, DomainCensus> domains = new HashMap<>();
    for (String entity : versions.keySet()) {
      FleetChange change = at(entity, timeMs);
      if (change != null && !change.networkSwitch()) {
        domains.merge(change.domain(), DomainCensus.of(change), DomainCensus::plus);
      }
    }
    return domains;
  }

  /**
   * Drops the versions of an entity that nobody asks for who asks about {@code timeMs} or later.
   */
  public void forget(String entity, long timeMs) {
    List<FleetChange> known = versions.get(entity);
    while (known != null && known.size() > 1 && known.get(1).timeMs() <= timeMs) {
      leave(known.remove(0), known);
    }
  }

  private void leave(FleetChange forgotten, List<FleetChange> left) {
    if (forgotten.vm() != null && left.stream().noneMatch(change -> isOn(change, forgotten))) {
      entities(byHost, forgotten.vm().host()).remove(forgotten.entity());
    }
  }

  private static boolean isOn(FleetChange change, FleetChange other) {
    return change.vm() != null
        && other.vm() != null
        && change.vm().host().equals(other.vm().host());
  }

  /**
   * The VM that an address belonged to: by MAC, else by IP within its virtual network; null if none
   * did.
   */
  public @Nullable Vm vm(long mac, String ip, int vni, long timeMs) {
    FleetChange found = holder(byMac.get(mac), timeMs, change -> change.macs().contains(mac));
    if (found == null && !ip.isEmpty()) {
      found = holder(byIp.get(ip), timeMs, change -> holds(change, ip, vni));
    }
    return found == null ? null : found.vm();
  }

  /** The VM of that id; null if there was none. */
  public @Nullable Vm vm(String id, long timeMs) {
    FleetChange change = at("vm/" + id, timeMs);
    return change == null ? null : change.vm();
  }

  /** The volume of that id; null if there was none. */
  public @Nullable Volume volume(String id, long timeMs) {
    FleetChange change = at("volume/" + id, timeMs);
    return change == null ? null : change.volume();
  }

  /** The host of that name; null if there was none. */
  public @Nullable Host host(String name, long timeMs) {
    FleetChange change = at("host/" + name, timeMs);
    return change == null ? null : change.host();
  }

  /** The host that an sFlow agent reported for; null if there was none. */
  public @Nullable Host hostOfAgent(String agent, long timeMs) {
    FleetChange found =
        holder(byAgent.get(agent), timeMs, change -> change.agents().contains(agent));
    return found == null ? null : found.host();
  }

  /** The sFlow agents that are expected to report for that host. */
  public List<String> agents(String host, long timeMs) {
    FleetChange change = at("host/" + host, timeMs);
    return change == null ? List.of() : change.agents();
  }

  /** What an entity was at that time; null if it was not there. */
  public @Nullable FleetChange at(String entity, long timeMs) {
    FleetChange found = newest(entity, timeMs);
    return found == null || found.removed() ? null : found;
  }

  /** The VMs that were on a host at that time, in the order of their names. O(VMs there). */
  public List<FleetChange> vmsOn(String host, long timeMs) {
    List<FleetChange> on = new ArrayList<>();
    for (String entity : byHost.getOrDefault(host, Set.of())) {
      FleetChange change = at(entity, timeMs);
      if (change != null && change.vm() != null && change.vm().host().equals(host)) {
        on.add(change);
      }
    }
    return on;
  }

  private @Nullable FleetChange newest(String entity, long timeMs) {
    FleetChange found = null;
    for (FleetChange change : versions(entity)) {
      if (change.timeMs() <= timeMs) {
        found = change;
      }
    }
    return found;
  }

  private @Nullable FleetChange holder(
      @Nullable Collection<String> entities, long timeMs, Predicate<FleetChange> holds) {
    if (entities == null) {
      return null;
    }
    for (String entity : entities) {
      FleetChange change = at(entity, timeMs);
      if (change != null && holds.test(change)) {
        return change;
      }
    }
    return null;
  }

  private static boolean holds(FleetChange change, String ip, int vni) {
    return change.ips().contains(ip) && (change.vni() < 0 || vni < 0 || change.vni() == vni);
  }

  private static <K> Set<String> entities(Map<K, Set<String>> index, K key) {
    return index.computeIfAbsent(key, k -> new TreeSet<>());
  }
}
