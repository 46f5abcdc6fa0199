package io.vputty.app.simulator;

import io.vputty.app.simulator.fleet.Fleet;
import io.vputty.app.simulator.fleet.Placement;
import io.vputty.app.simulator.fleet.SimulatedHost;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Live migrations in progress, by pre-copy: a VM runs at its source until its memory, and what it
 * dirtied meanwhile, has crossed the NICs, which the migrations of a host share evenly. Not
 * thread-safe; its owner guards it.
 */
final class Migrations {
  private static final double DIRTIED_AGAIN = 0.15;
  private static final double USABLE_NIC_SHARE = 0.8;
  private static final long NIC_BYTES_PER_SECOND =
      (long) (SimulatedHost.NIC_BITS_PER_SECOND / 8 * USABLE_NIC_SHARE);

  private final Fleet fleet;
  private final Placement placement;
  private final Map<Integer, Migration> newest = new TreeMap<>();

  Migrations(Fleet fleet, Placement placement) {
    this.fleet = fleet;
    this.placement = placement;
  }

  void start(int vm, int target, long second) throws MigrationRefusedException {
    String name = fleet.vms().get(vm).name();
    if (placement.hostOf(vm) == target) {
      throw new MigrationRefusedException(name + " already runs there");
    }
    if (of(vm).filter(migration -> !migration.arrived()).isPresent()) {
      throw new MigrationRefusedException(name + " is already migrating");
    }
    if (!placement.fits(vm, target)) {
      throw new MigrationRefusedException(
          fleet.hosts().get(target).name() + " has no room for " + name);
    }
    placement.reserve(vm, target);
    long bytes = (long) (fleet.vms().get(vm).memoryBytes() * (1 + DIRTIED_AGAIN));
    newest.put(vm, new Migration(vm, placement.hostOf(vm), target, bytes, 0, second, 0));
  }

  /** The VM's newest migration, arrived or not. */
  Optional<Migration> of(int vm) {
    return Optional.ofNullable(newest.get(vm));
  }

  /** Lets every migration transfer for one second, and the VMs arrive whose transfer ends. */
  void advance() {
    Map<Integer, Integer> sharing = sharing();
    for (Map.Entry<Integer, Migration> entry : newest.entrySet()) {
      Migration migration = entry.getValue();
      if (!migration.arrived()) {
        int busiest =
            Math.max(
                sharing.getOrDefault(migration.source(), 1),
                sharing.getOrDefault(migration.target(), 1));
        entry.setValue(migration.transfer(NIC_BYTES_PER_SECOND / busiest));
        if (entry.getValue().arrived()) {
          placement.arrive(migration.vm(), migration.target());
        }
      }
    }
  }

  /** Migrations in progress by host that they leave or enter. */
  private Map<Integer, Integer> sharing() {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (Migration migration : newest.values()) {
      if (!migration.arrived()) {
        counts.merge(migration.source(), 1, Integer::sum);
        counts.merge(migration.target(), 1, Integer::sum);
      }
    }
    return counts;
  }
}
