package io.vputty.app.simulator;

import io.vputty.app.simulator.fleet.Fleet;
import io.vputty.app.simulator.fleet.FleetBuilder;
import io.vputty.app.simulator.fleet.Placement;
import io.vputty.app.simulator.fleet.SimulatedHost;
import io.vputty.app.simulator.sflow.Datagram;
import io.vputty.app.simulator.traffic.Casting;
import io.vputty.app.simulator.traffic.Chatter;
import io.vputty.app.simulator.traffic.Draws;
import io.vputty.app.simulator.truth.Truth;
import java.util.List;
import java.util.Optional;

/**
 * A virtual data centre: VMs of several tenants on racks of hosts, whose vSwitches sample what the
 * VMs say and send it as sFlow v5.
 *
 * <p>Time is virtual and advances one second with each {@link #step}; whoever drives it decides
 * whether that takes a second. What the VMs send depends on the settings and on {@link
 * #changeTenants}, never on where they run, so that two placements can be compared on the very same
 * traffic. Deterministic: the same calls at the same seconds give the same datagrams. Thread-safe.
 */
public final class DataCentre {
  private static final double SHARE_THAT_CHANGES = 0.18;
  private static final int CHANGE_STREAM = 4;

  private final Fleet fleet;
  private final Chatter chatter;
  private final Casting casting;
  private final Placement placement;
  private final Migrations migrations;
  private final Network network;
  private final Truth truth;
  private final long seed;
  private long second;

  /** Draws the data centre with VMs at random hosts within capacity. */
  public DataCentre(DataCentreSettings settings) {
    this.seed = settings.seed();
    int vms = settings.shape().vms();
    this.chatter = Chatter.draw(vms, settings.lightestPacketsPerSecond(), seed);
    this.fleet = FleetBuilder.build(settings.shape(), chatter.tenants(), seed);
    this.casting = new Casting(chatter, vms);
    this.placement = Placement.random(fleet, seed);
    this.migrations = new Migrations(fleet, placement);
    this.network = new Network(fleet, chatter, settings.samplingRate(), seed);
    this.truth = new Truth(fleet, chatter.conversations());
  }

  /** Its hosts and VMs. */
  public Fleet fleet() {
    return fleet;
  }

  /** Its true byte counters. */
  public Truth truth() {
    return truth;
  }

  /** The second that the next step will carry. */
  public synchronized long second() {
    return second;
  }

  /** Carries one second and returns what the vSwitches send about it, in order of time. */
  public synchronized List<Datagram> step() {
    int[] hostOfVm = placement.snapshot();
    long[] bytes = network.carry(second, casting, hostOfVm);
    truth.record(second, bytes, casting.snapshot(), hostOfVm);
    List<Datagram> datagrams = network.flush(second);
    migrations.advance();
    second++;
    return datagrams;
  }

  /**
   * From the next step on, 18% of the VMs have swapped their roles across tenants.
   *
   * @return names of the VMs that did
   */
  public synchronized List<String> changeTenants() {
    return casting.swap(SHARE_THAT_CHANGES, Draws.of(seed, CHANGE_STREAM, second)).stream()
        .map(vm -> fleet.vms().get(vm).name())
        .toList();
  }

  /** Name of the host that the VM runs on now. */
  public synchronized String hostOf(String vmId) {
    return fleet.hosts().get(placement.hostOf(fleet.vm(vmId).index())).name();
  }

  /** Host index of every VM now, by VM index. */
  public synchronized int[] placement() {
    return placement.snapshot();
  }

  /**
   * Starts a live migration, which ends some steps later.
   *
   * @throws MigrationRefusedException if VM or host are unknown, the VM is there already or under
   *     way, or the host has no room
   */
  public synchronized void migrate(String vmId, String hostName) throws MigrationRefusedException {
    if (!fleet.hasVm(vmId)) {
      throw new MigrationRefusedException("there is no VM '" + vmId + "'");
    }
    if (!fleet.hasHost(hostName)) {
      throw new MigrationRefusedException("there is no host '" + hostName + "'");
    }
    SimulatedHost target = fleet.host(hostName);
    migrations.start(fleet.vm(vmId).index(), target.index(), second);
  }

  /** The VM's newest migration, arrived or not. */
  public synchronized Optional<Migration> migration(String vmId) {
    return migrations.of(fleet.vm(vmId).index());
  }
}
