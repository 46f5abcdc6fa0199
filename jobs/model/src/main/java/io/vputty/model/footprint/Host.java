package io.vputty.model.footprint;

import java.util.Map;

/**
 * A machine that VMs run on.
 *
 * @param name its id
 * @param domain set of hosts within which a VM may be moved
 * @param rack rack; empty if unknown, and then a rack of its own
 * @param zone availability zone or site; hosts of unknown zone are in one zone
 * @param cpuCores cores that may be promised to VMs, overcommit included
 * @param memoryBytes memory for VMs, bytes
 * @param schedulable false while cordoned: nothing may move in
 * @param labels free labels for placement rules
 * @param hardwareCores hardware threads for VMs, which is what they contend for; overcommit adds
 *     none. Cores
 * @param power what it draws
 * @param cpuModel VMs migrate live between hosts of one model only; empty if unknown, and then any
 * @param nicBitsPerSecond traffic that its NIC may carry, both directions together, overcommit
 *     included, bits per second; 0 if unknown, and then any
 * @param balancer what else moves its VMs, by name; empty if nothing
 */
public record Host(
    String name,
    String domain,
    String rack,
    String zone,
    double cpuCores,
    long memoryBytes,
    boolean schedulable,
    Map<String, String> labels,
    double hardwareCores,
    Power power,
    String cpuModel,
    long nicBitsPerSecond,
    String balancer) {

  /** A host of which nobody knows what its NIC carries, and whose VMs nobody else moves. */
  public Host(
      String name,
      String domain,
      String rack,
      String zone,
      double cpuCores,
      long memoryBytes,
      boolean schedulable,
      Map<String, String> labels,
      double hardwareCores,
      Power power,
      String cpuModel) {
    this(
        name,
        domain,
        rack,
        zone,
        cpuCores,
        memoryBytes,
        schedulable,
        labels,
        hardwareCores,
        power,
        cpuModel,
        0,
        "");
  }

  /** A host of which nobody knows what it draws or what its CPU is. */
  public Host(
      String name,
      String domain,
      String rack,
      String zone,
      double cpuCores,
      long memoryBytes,
      boolean schedulable,
      Map<String, String> labels,
      double hardwareCores) {
    this(
        name,
        domain,
        rack,
        zone,
        cpuCores,
        memoryBytes,
        schedulable,
        labels,
        hardwareCores,
        Power.UNKNOWN,
        "");
  }

  /** A host without overcommit. */
  public Host(
      String name,
      String domain,
      String rack,
      String zone,
      double cpuCores,
      long memoryBytes,
      boolean schedulable,
      Map<String, String> labels) {
    this(name, domain, rack, zone, cpuCores, memoryBytes, schedulable, labels, cpuCores);
  }

  public Host {
    labels = Map.copyOf(labels);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("host name must not be empty");
    }
    if (!(cpuCores >= 0) || !(hardwareCores >= 0) || memoryBytes < 0 || nicBitsPerSecond < 0) {
      throw new IllegalArgumentException(
          "capacity of host %s (%s cores of %s in hardware, %s bytes, %s bit/s) must not be negative"
              .formatted(name, cpuCores, hardwareCores, memoryBytes, nicBitsPerSecond));
    }
  }

  /** This host with a share of its cores, memory and NIC kept free. */
  public Host reserving(double share) {
    return new Host(
        name,
        domain,
        rack,
        zone,
        cpuCores * (1 - share),
        (long) (memoryBytes * (1 - share)),
        schedulable,
        labels,
        hardwareCores,
        power,
        cpuModel,
        (long) (nicBitsPerSecond * (1 - share)),
        balancer);
  }

  /** Whether a VM on a CPU of some model can be migrated live to it, for all that is known. */
  public boolean isCompatible(String otherModel) {
    return cpuModel.isEmpty() || otherModel.isEmpty() || cpuModel.equals(otherModel);
  }
}
