package io.vputty.app.simulator.fleet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Where each VM runs and what each host has free. A reservation holds room at a migration's target
 * while the VM still takes room at its source. Not thread-safe; its owner guards it.
 */
public final class Placement {
  private static final int ATTEMPTS = 100;

  private final Fleet fleet;
  private final int[] hostOfVm;
  private final int[] freeCores;
  private final long[] freeMemory;

  private Placement(Fleet fleet) {
    this.fleet = fleet;
    this.hostOfVm = new int[fleet.vms().size()];
    this.freeCores = fleet.hosts().stream().mapToInt(SimulatedHost::cpuCores).toArray();
    this.freeMemory = fleet.hosts().stream().mapToLong(SimulatedHost::memoryBytes).toArray();
  }

  /**
   * A random placement within capacity, the same for the same seed.
   *
   * @throws IllegalArgumentException if 100 attempts found none, as in a fleet that is too full
   */
  public static Placement random(Fleet fleet, long seed) {
    Random random = new Random(seed);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Placement placement = new Placement(fleet);
      if (placement.fill(random)) {
        return placement;
      }
    }
    throw new IllegalArgumentException(
        "the fleet's " + fleet.vms().size() + " VMs do not fit its hosts");
  }

  /** Index of the VM's host. */
  public int hostOf(int vm) {
    return hostOfVm[vm];
  }

  /** A copy of the host index of every VM. */
  public int[] snapshot() {
    return hostOfVm.clone();
  }

  /** Whether the host has room for the VM now. */
  public boolean fits(int vm, int host) {
    SimulatedVm candidate = fleet.vms().get(vm);
    return freeCores[host] >= candidate.cpuCores() && freeMemory[host] >= candidate.memoryBytes();
  }

  /** Takes room at a target, before the VM arrives there. */
  public void reserve(int vm, int host) {
    if (!fits(vm, host)) {
      throw new IllegalStateException(
          fleet.hosts().get(host).name() + " has no room for " + fleet.vms().get(vm).name());
    }
    take(vm, host);
  }

  /** Ends a migration: the VM runs at the reserved target, its room at the source is free. */
  public void arrive(int vm, int target) {
    release(vm, hostOfVm[vm]);
    hostOfVm[vm] = target;
  }

  /** Gives a reservation back. */
  public void release(int vm, int host) {
    freeCores[host] += fleet.vms().get(vm).cpuCores();
    freeMemory[host] += fleet.vms().get(vm).memoryBytes();
  }

  private void take(int vm, int host) {
    freeCores[host] -= fleet.vms().get(vm).cpuCores();
    freeMemory[host] -= fleet.vms().get(vm).memoryBytes();
  }

  /** Large VMs first, each on a random host among those with room. */
  private boolean fill(Random random) {
    List<SimulatedVm> order = new ArrayList<>(fleet.vms());
    Collections.shuffle(order, random);
    order.sort(Comparator.comparingInt(SimulatedVm::cpuCores).reversed());
    for (SimulatedVm vm : order) {
      int[] open =
          fleet.hosts().stream()
              .mapToInt(SimulatedHost::index)
              .filter(host -> fits(vm.index(), host))
              .toArray();
      if (open.length == 0) {
        return false;
      }
      hostOfVm[vm.index()] = open[random.nextInt(open.length)];
      take(vm.index(), hostOfVm[vm.index()]);
    }
    return true;
  }
}
