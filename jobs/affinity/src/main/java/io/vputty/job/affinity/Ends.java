package io.vputty.job.affinity;

import io.vputty.job.runtime.FleetHistory;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeWindow;
import org.jspecify.annotations.Nullable;

/**
 * Both ends of a pair as VMs, in one pane.
 *
 * @param from sender, or the world
 * @param to receiver, or the world
 * @param paneEndMs end of the pane, ms
 * @param asOfMs when the inventory was asked, ms
 */
record Ends(String from, String to, long paneEndMs, long asOfMs) {

  /** What a pair was at a time; null where neither end is known. */
  static @Nullable Ends resolve(Sighting pair, FleetHistory fleet, long asOfMs) {
    Vm from = fleet.vm(pair.sourceMac, pair.sourceIp(), pair.vni, asOfMs);
    Vm to = fleet.vm(pair.destinationMac, pair.destinationIp(), pair.vni, asOfMs);
    if (from == null && to == null) {
      return null;
    }
    return new Ends(
        from == null ? EdgeWindow.WORLD : from.id(),
        to == null ? EdgeWindow.WORLD : to.id(),
        pair.paneEndMs,
        asOfMs);
  }

  /** Whether a VM talks to itself, which is no affinity. */
  boolean isLoop() {
    return from.equals(to);
  }

  /** Host of the sender; empty if it has none. */
  String sourceHost(FleetHistory fleet) {
    return host(from, fleet, asOfMs);
  }

  /** Host of the receiver; empty if it has none. */
  String destinationHost(FleetHistory fleet) {
    return host(to, fleet, asOfMs);
  }

  /** Host of the sender when the pane began, which is another where it moved in between. */
  String formerSourceHost(FleetHistory fleet, long paneMs) {
    return host(from, fleet, paneEndMs - paneMs);
  }

  /** Host of the receiver when the pane began. */
  String formerDestinationHost(FleetHistory fleet, long paneMs) {
    return host(to, fleet, paneEndMs - paneMs);
  }

  private static String host(String id, FleetHistory fleet, long timeMs) {
    Vm vm = fleet.vm(id, timeMs);
    return vm == null ? "" : vm.host();
  }
}
