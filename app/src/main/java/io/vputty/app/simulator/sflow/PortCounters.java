package io.vputty.app.simulator.sflow;

/**
 * What crossed an interface in one direction since it came up.
 *
 * @param bytes octets
 * @param packets unicast packets
 */
record PortCounters(long bytes, long packets) {
  static final PortCounters ZERO = new PortCounters(0, 0);

  PortCounters plus(long moreBytes, long morePackets) {
    return new PortCounters(bytes + moreBytes, packets + morePackets);
  }
}
