package io.vputty.job.runtime;

import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Tier;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeWindow.Place;
import org.jspecify.annotations.Nullable;

/**
 * Where the two ends of an edge were at a time, and how far apart.
 *
 * @param from place of the first end
 * @param to place of the other
 * @param tier distance between their hosts; null if one of them is nowhere
 */
public record Whereabouts(Place from, Place to, @Nullable Tier tier) {

  /** Of two VMs. */
  public static Whereabouts ofVms(FleetHistory fleet, String from, String to, long timeMs) {
    Vm one = fleet.vm(from, timeMs);
    Vm other = fleet.vm(to, timeMs);
    Host oneHost = one == null ? null : fleet.host(one.host(), timeMs);
    Host otherHost = other == null ? null : fleet.host(other.host(), timeMs);
    Tier tier = oneHost == null || otherHost == null ? null : Tier.between(oneHost, otherHost);
    return new Whereabouts(place(one), place(other), tier);
  }

  private static Place place(@Nullable Vm vm) {
    return vm == null ? Place.NOWHERE : new Place(vm.host(), vm.domain());
  }
}
