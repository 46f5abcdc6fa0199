package io.vputty.app.simulator.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Builds a fleet from its shape, the tenant of each VM, and a seed; same arguments, same fleet. */
public final class FleetBuilder {
  private static final long GIB = 1L << 30;
  private static final int SMALLEST_HOST_CORES = 8;
  private static final int RACKS_PER_ZONE = 8;
  private static final long FIRST_MAC = 0x5254_0000_0000L;
  private static final int FIRST_VM_IP = 0x0A64_0000; // 10.100.0.0
  private static final int AGENT_NET = 0x0A00_0000; // 10.0.rack.host
  private static final double MEMORY_GIB_PER_HOST_CORE = 1.25;

  private FleetBuilder() {}

  /**
   * Builds the fleet.
   *
   * @param tenants tenant name of each VM, one per VM of the shape
   */
  public static Fleet build(FleetShape shape, List<String> tenants, long seed) {
    if (tenants.size() != shape.vms()) {
      throw new IllegalArgumentException(
          "tenants (" + tenants.size() + ") must name one per VM (" + shape.vms() + ")");
    }
    List<SimulatedVm> vms = vms(tenants, new SplittableRandom(seed));
    int coresUsed = vms.stream().mapToInt(SimulatedVm::cpuCores).sum();
    return new Fleet(hosts(shape, coresPerHost(shape, coresUsed)), vms);
  }

  private static List<SimulatedVm> vms(List<String> tenants, SplittableRandom random) {
    List<SimulatedVm> vms = new ArrayList<>();
    for (int i = 0; i < tenants.size(); i++) {
      int cores = cores(random.nextDouble());
      String id = new UUID(random.nextLong(), random.nextLong()).toString();
      String name = "vm-" + (i + 1);
      int ip = FIRST_VM_IP + i + 1;
      vms.add(
          new SimulatedVm(i, id, name, tenants.get(i), FIRST_MAC + i + 1, ip, cores, cores * GIB));
    }
    return vms;
  }

  /** Sizes as flavours come: 35% small, 40% medium, 25% large. */
  private static int cores(double uniform) {
    if (uniform < 0.35) {
      return 1;
    }
    return uniform < 0.75 ? 2 : 4;
  }

  private static int coresPerHost(FleetShape shape, int coresUsed) {
    int cores = (int) Math.ceil(coresUsed / shape.fill() / shape.hosts());
    return Math.max(SMALLEST_HOST_CORES, cores);
  }

  private static List<SimulatedHost> hosts(FleetShape shape, int cores) {
    List<SimulatedHost> hosts = new ArrayList<>();
    long memory = (long) (cores * MEMORY_GIB_PER_HOST_CORE * GIB);
    for (int rack = 1; rack <= shape.racks(); rack++) {
      String zone = "zone-" + (1 + (rack - 1) / RACKS_PER_ZONE);
      for (int slot = 1; slot <= shape.hostsPerRack(); slot++) {
        int agent = AGENT_NET | rack << 8 | slot;
        String name = "r" + rack + "h" + slot;
        hosts.add(
            new SimulatedHost(hosts.size(), name, "rack-" + rack, zone, agent, cores, memory));
      }
    }
    return hosts;
  }
}
