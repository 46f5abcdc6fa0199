package io.vputty.app.simulator.fleet;

/**
 * A VM of the simulated data centre.
 *
 * @param index position in the fleet, from 0
 * @param id UUID
 * @param name name for people
 * @param tenant tenant it was made for
 * @param mac its MAC address, 48 bits
 * @param ip its IPv4 address as a number
 * @param cpuCores vCPUs
 * @param memoryBytes memory
 */
public record SimulatedVm(
    int index,
    String id,
    String name,
    String tenant,
    long mac,
    int ip,
    int cpuCores,
    long memoryBytes) {
  public SimulatedVm {
    if (cpuCores <= 0 || memoryBytes <= 0) {
      throw new IllegalArgumentException(
          "VM " + name + " needs cores (" + cpuCores + ") and memory (" + memoryBytes + ")");
    }
  }
}
