package io.vputty.job.drift;

import io.vputty.job.runtime.DomainCensus;
import io.vputty.job.runtime.FleetHistory;
import io.vputty.model.drift.DriftRules;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;

/**
 * What the VMs of one domain are judged by at one pane's end.
 *
 * @param timeMs end of the pane, ms
 * @param domain the domain
 * @param census what it has
 */
record Ground(
    long timeMs,
    String domain,
    FleetHistory fleet,
    Prices prices,
    DriftRules rules,
    DomainCensus census) {

  /** How many VMs share the domain's false alarms. */
  int vms() {
    return Math.max(1, census.vms());
  }

  /** What would pay for migrating a VM of 1 GiB within the horizon, $ per hour. */
  double leastWorth() {
    return rules.margin() == 0
        ? 0
        : rules.margin() * prices.migrationPerGib() / rules.horizonHours();
  }

  /** What it takes to migrate the cheaper one of an edge's ends, $; 0 if neither is known. */
  double migrationCost(EdgeKey edge) {
    double cost = ofKnown(edge.from());
    double other = edge.kind() == EdgeKind.STORAGE ? cost : ofKnown(edge.to());
    return knownOrNothing(Math.min(cost, other));
  }

  /** What it takes to migrate a VM, $; 0 if it is not known. */
  double migrationCost(String vm) {
    return knownOrNothing(ofKnown(vm));
  }

  private static double knownOrNothing(double cost) {
    return cost == Double.POSITIVE_INFINITY ? 0 : cost;
  }

  private double ofKnown(String id) {
    Vm vm = fleet.vm(id, timeMs);
    return vm == null
        ? Double.POSITIVE_INFINITY
        : vm.memoryBytes() / Prices.GIB * prices.migrationPerGib();
  }
}
