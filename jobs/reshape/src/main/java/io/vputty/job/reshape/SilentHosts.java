package io.vputty.job.reshape;

import io.vputty.mapping.FleetChange;
import io.vputty.model.footprint.Host;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Hosts that should tell something and tell nothing: the inventory names an agent of theirs and VMs
 * on them, yet no edge touches them and none of their VMs has a load. Without an edge there is no
 * completeness to judge them by.
 */
final class SilentHosts {

  private SilentHosts() {}

  /**
   * The silent hosts of a domain.
   *
   * @param fleet the inventory as it stands
   * @param edges edges that are remembered
   * @param loaded VMs whose load is known
   */
  static SortedSet<String> of(
      String domain,
      List<FleetChange> fleet,
      Collection<RememberedEdge> edges,
      Set<String> loaded) {
    Set<String> expected = new HashSet<>();
    Set<String> told = new HashSet<>();
    for (FleetChange change : fleet) {
      if (!change.removed() && change.vm() != null) {
        expected.add(change.vm().host());
        if (loaded.contains(change.vm().id())) {
          told.add(change.vm().host());
        }
      }
    }
    for (RememberedEdge edge : edges) {
      told.add(edge.fromHost);
      told.add(edge.toHost);
    }
    SortedSet<String> silent = new TreeSet<>();
    for (FleetChange change : fleet) {
      Host host = change.removed() || change.agents().isEmpty() ? null : change.host();
      if (host != null
          && host.domain().equals(domain)
          && expected.contains(host.name())
          && !told.contains(host.name())) {
        silent.add(host.name());
      }
    }
    return silent;
  }
}
