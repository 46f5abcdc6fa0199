package io.vputty.app.simulator.fleet;

/**
 * Size of the data centre.
 *
 * @param racks racks, at least 1
 * @param hostsPerRack hosts in each rack, 1-200
 * @param vms VMs, at least 4
 * @param fill share of all cores that VMs take, in (0, 0.9]
 */
public record FleetShape(int racks, int hostsPerRack, int vms, double fill) {
  private static final int HOSTS_PER_RACK = 5;
  private static final double VMS_PER_HOST = 3.2;
  private static final double FILL = 0.7;

  public FleetShape {
    if (racks < 1 || hostsPerRack < 1 || hostsPerRack > 200 || racks > 200) {
      throw new IllegalArgumentException(
          "racks (" + racks + ") and hosts per rack (" + hostsPerRack + ") must be 1-200");
    }
    if (vms < 4) {
      throw new IllegalArgumentException("VMs (" + vms + ") must be at least 4");
    }
    if (!(fill > 0 && fill <= 0.9)) {
      throw new IllegalArgumentException("fill (" + fill + ") must be in (0, 0.9]");
    }
  }

  /** The default shape for a number of VMs: 64 VMs give 4 racks of 5 hosts. */
  public static FleetShape forVms(int vms) {
    int racks = (int) Math.max(2, Math.round(vms / VMS_PER_HOST / HOSTS_PER_RACK));
    return new FleetShape(racks, HOSTS_PER_RACK, vms, FILL);
  }

  int hosts() {
    return racks * hostsPerRack;
  }
}
