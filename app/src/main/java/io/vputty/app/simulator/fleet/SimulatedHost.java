package io.vputty.app.simulator.fleet;

/**
 * A host of the simulated data centre with one vSwitch.
 *
 * @param index position in the fleet, from 0
 * @param name host name
 * @param rack rack it stands in
 * @param zone zone the rack is in
 * @param agent address of its sFlow agent, IPv4 as a number
 * @param cpuCores cores for VMs
 * @param memoryBytes memory for VMs
 */
public record SimulatedHost(
    int index, String name, String rack, String zone, int agent, int cpuCores, long memoryBytes) {
  /** NIC of every simulated host, bits per second. */
  public static final long NIC_BITS_PER_SECOND = 25_000_000_000L;

  public SimulatedHost {
    if (cpuCores <= 0 || memoryBytes <= 0) {
      throw new IllegalArgumentException(
          "host " + name + " needs cores (" + cpuCores + ") and memory (" + memoryBytes + ")");
    }
  }
}
