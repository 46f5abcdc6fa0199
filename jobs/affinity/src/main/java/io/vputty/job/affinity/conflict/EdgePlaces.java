package io.vputty.job.affinity.conflict;

import io.vputty.job.runtime.FleetHistory;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Tier;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeWindow.Place;
import org.jspecify.annotations.Nullable;

/**
 * Where the two VMs of an edge were.
 *
 * @param from place of the one
 * @param to place of the other
 * @param tier distance between both; null if one of them is nowhere
 */
record EdgePlaces(Place from, Place to, @Nullable Tier tier) {

  /** Places at a time. */
  static EdgePlaces of(String from, String to, FleetHistory history, long timeMs) {
    Vm one = history.vm(from, timeMs);
    Vm other = history.vm(to, timeMs);
    return new EdgePlaces(
        place(one), place(other), tier(host(one, history, timeMs), host(other, history, timeMs)));
  }

  private static Place place(@Nullable Vm vm) {
    return vm == null ? Place.NOWHERE : new Place(vm.host(), vm.domain());
  }

  private static @Nullable Host host(@Nullable Vm vm, FleetHistory history, long timeMs) {
    return vm == null ? null : history.host(vm.host(), timeMs);
  }

  private static @Nullable Tier tier(@Nullable Host one, @Nullable Host other) {
    return one == null || other == null ? null : Tier.between(one, other);
  }
}
