package io.vputty.job.reshape;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Hosts without complete telemetry, which decide nothing. */
final class FrozenHosts {

  /**
   * Below this mean share of what was expected of its edges a host decides nothing. An edge counts
   * what both ends told, so that one with a silent end has a half at most.
   */
  private static final double FROZEN_BELOW = 0.6;

  private FrozenHosts() {}

  private static final class Mean {
    private double sum;
    private int count;
  }

  /** Those of which the edges tell too little. O(edges). */
  static SortedSet<String> of(Collection<RememberedEdge> edges) {
    Map<String, Mean> byHost = new HashMap<>();
    for (RememberedEdge edge : edges) {
      add(byHost, edge.fromHost, edge.completeness);
      if (!edge.toHost.equals(edge.fromHost)) {
        add(byHost, edge.toHost, edge.completeness);
      }
    }
    SortedSet<String> frozen = new TreeSet<>();
    byHost.forEach(
        (host, mean) -> {
          if (mean.sum < FROZEN_BELOW * mean.count) {
            frozen.add(host);
          }
        });
    return frozen;
  }

  private static void add(Map<String, Mean> byHost, String host, double completeness) {
    if (!host.isEmpty()) {
      Mean mean = byHost.computeIfAbsent(host, name -> new Mean());
      mean.sum += completeness;
      mean.count++;
    }
  }
}
