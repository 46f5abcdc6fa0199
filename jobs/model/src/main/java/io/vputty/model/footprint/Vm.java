package io.vputty.model.footprint;

import java.util.Map;
import java.util.Objects;

/**
 * A virtual machine.
 *
 * @param id UUID: its id
 * @param name name for people
 * @param host host it runs on; empty if it runs nowhere
 * @param domain placement domain it is in
 * @param cpuCores vCPUs
 * @param memoryBytes memory size, bytes
 * @param automation what may be done without asking
 * @param affinityGroup VMs of one group stay on one host; empty if none
 * @param antiAffinityGroup VMs of one group stay on different hosts; empty if none
 * @param requiredLabels labels that its host must have
 * @param trustDomain memory is shared within one trust domain only
 * @param dirtyRatePerSecond share of its memory dirtied per second, 0-1; -1 if unknown
 * @param wishes rules that its placement should keep
 */
public record Vm(
    String id,
    String name,
    String host,
    String domain,
    double cpuCores,
    long memoryBytes,
    Automation automation,
    String affinityGroup,
    String antiAffinityGroup,
    Map<String, String> requiredLabels,
    String trustDomain,
    double dirtyRatePerSecond,
    Wishes wishes) {

  /** A VM without wishes. */
  public Vm(
      String id,
      String name,
      String host,
      String domain,
      double cpuCores,
      long memoryBytes,
      Automation automation,
      String affinityGroup,
      String antiAffinityGroup,
      Map<String, String> requiredLabels,
      String trustDomain,
      double dirtyRatePerSecond) {
    this(
        id,
        name,
        host,
        domain,
        cpuCores,
        memoryBytes,
        automation,
        affinityGroup,
        antiAffinityGroup,
        requiredLabels,
        trustDomain,
        dirtyRatePerSecond,
        Wishes.NONE);
  }

  public Vm {
    Objects.requireNonNull(automation, "automation");
    Objects.requireNonNull(wishes, "wishes");
    requiredLabels = Map.copyOf(requiredLabels);
    if (id.isEmpty()) {
      throw new IllegalArgumentException("vm id must not be empty");
    }
    if (!(cpuCores >= 0) || memoryBytes < 0) {
      throw new IllegalArgumentException(
          "size of vm %s (%s cores, %s bytes) must not be negative"
              .formatted(id, cpuCores, memoryBytes));
    }
    if (Double.isNaN(dirtyRatePerSecond) || dirtyRatePerSecond > 1) {
      throw new IllegalArgumentException(
          "dirty rate (%s) of vm %s must be at most 1".formatted(dirtyRatePerSecond, id));
    }
  }

  /** The name, or the id of a VM without one. */
  public String title() {
    return name.isEmpty() ? id : name;
  }

  /** The same VM on another host. */
  public Vm on(String otherHost) {
    return new Vm(
        id,
        name,
        otherHost,
        domain,
        cpuCores,
        memoryBytes,
        automation,
        affinityGroup,
        antiAffinityGroup,
        requiredLabels,
        trustDomain,
        dirtyRatePerSecond,
        wishes);
  }
}
