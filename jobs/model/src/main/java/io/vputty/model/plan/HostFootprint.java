package io.vputty.model.plan;

import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Vm;
import java.util.List;
import java.util.Objects;

/**
 * What runs on a host and what its edges use.
 *
 * @param host the host
 * @param vms VMs that take room on it, by id; those on their way here too
 * @param promisedCores cores that they are promised
 * @param promisedMemoryBytes memory that they are promised, bytes
 * @param crossingBytesPerSecond traffic that uses its NIC, both directions together, bytes per
 *     second
 * @param unique RAM that it needs if each content is kept once
 * @param physical what edges use of which an end is here, each counted once
 */
public record HostFootprint(
    Host host,
    List<Vm> vms,
    double promisedCores,
    long promisedMemoryBytes,
    double crossingBytesPerSecond,
    UniqueMemory unique,
    PhysicalFootprint physical) {

  public HostFootprint {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(unique, "unique");
    Objects.requireNonNull(physical, "physical");
    vms = List.copyOf(vms);
  }
}
