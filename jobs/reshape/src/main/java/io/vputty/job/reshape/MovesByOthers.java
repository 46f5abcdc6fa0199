package io.vputty.job.reshape;

import io.vputty.job.runtime.FleetHistory;
import io.vputty.mapping.FleetChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * VMs of a domain that changed their host in one pane, though no plan put them there: by an
 * operator, another balancer, or high availability.
 *
 * @param hosts where they went, by VM
 * @param text what happened, for people
 */
record MovesByOthers(Map<String, String> hosts, String text) {

  static final MovesByOthers NONE = new MovesByOthers(Map.of(), "");

  private static final int MOST_TOLD = 3;

  MovesByOthers {
    hosts = new TreeMap<>(hosts);
  }

  /** Those in the pane that ends at a tick. */
  static MovesByOthers in(
      String domain, FleetHistory fleet, long tickMs, long paneMs, Agenda agenda) {
    Map<String, String> hosts = new TreeMap<>();
    List<String> told = new ArrayList<>();
    for (FleetChange change : fleet.at(tickMs)) {
      if (change.vm() == null
          || change.removed()
          || change.timeMs() <= tickMs - paneMs
          || !change.domain().equals(domain)) {
        continue;
      }
      String was = hostBefore(fleet, change);
      String is = change.vm().host();
      boolean moved = was != null && !was.isEmpty() && !is.isEmpty() && !was.equals(is);
      if (moved && !agenda.asked(change.vm().id(), is)) {
        hosts.put(change.vm().id(), is);
        told.add("%s from %s to %s".formatted(change.vm().title(), was, is));
      }
    }
    return new MovesByOthers(hosts, text(told));
  }

  boolean none() {
    return hosts.isEmpty();
  }

  private static @Nullable String hostBefore(FleetHistory fleet, FleetChange change) {
    String host = null;
    for (FleetChange version : fleet.versions(change.entity())) {
      if (version.timeMs() < change.timeMs() && version.vm() != null && !version.removed()) {
        host = version.vm().host();
      }
    }
    return host;
  }

  private static String text(List<String> told) {
    String first = String.join(", ", told.subList(0, Math.min(MOST_TOLD, told.size())));
    return told.size() > MOST_TOLD
        ? "%s and %d more".formatted(first, told.size() - MOST_TOLD)
        : first;
  }
}
