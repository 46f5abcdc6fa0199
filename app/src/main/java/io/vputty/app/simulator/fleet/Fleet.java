package io.vputty.app.simulator.fleet;

import java.util.List;
import java.util.NoSuchElementException;

/**
 * Hosts and VMs of the data centre; element i of each list has index i.
 *
 * @param hosts all hosts
 * @param vms all VMs
 */
public record Fleet(List<SimulatedHost> hosts, List<SimulatedVm> vms) {
  public Fleet {
    hosts = List.copyOf(hosts);
    vms = List.copyOf(vms);
  }

  /** The VM with this id. O(VMs). */
  public SimulatedVm vm(String id) {
    return vms.stream()
        .filter(vm -> vm.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no VM '" + id + "' in the data centre"));
  }

  /** The host with this name. O(hosts). */
  public SimulatedHost host(String name) {
    return hosts.stream()
        .filter(host -> host.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no host '" + name + "' in the data centre"));
  }

  /** Whether a VM of this id exists. */
  public boolean hasVm(String id) {
    return vms.stream().anyMatch(vm -> vm.id().equals(id));
  }

  /** Whether a host of this name exists. */
  public boolean hasHost(String name) {
    return hosts.stream().anyMatch(host -> host.name().equals(name));
  }
}
