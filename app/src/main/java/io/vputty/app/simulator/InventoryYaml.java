package io.vputty.app.simulator;

import io.vputty.app.simulator.fleet.SimulatedHost;
import io.vputty.app.simulator.fleet.SimulatedVm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/**
 * The data centre's inventory as the YAML file that the inventory collector watches. The file is
 * replaced as a whole, so that nobody reads half of it.
 */
public final class InventoryYaml {
  private static final int BITS_PER_MEGABIT = 1_000_000;

  private final DataCentre dataCentre;
  private final String domain;
  private final Path file;
  private int[] written = {};

  /**
   * @param domain placement domain of all hosts
   */
  public InventoryYaml(DataCentre dataCentre, String domain, Path file) {
    this.dataCentre = dataCentre;
    this.domain = domain;
    this.file = file;
  }

  /** The file. */
  public Path file() {
    return file;
  }

  /** Writes the file if a VM has moved since it was written last. */
  public void refresh() throws IOException {
    int[] placement = dataCentre.placement();
    if (Arrays.equals(placement, written)) {
      return;
    }
    Path half = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(half, text(placement));
    Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    written = placement;
  }

  private String text(int[] placement) {
    StringBuilder yaml = new StringBuilder("domain: " + domain + "\n\nhosts:\n");
    dataCentre.fleet().hosts().forEach(host -> yaml.append(host(host)));
    yaml.append("\nvms:\n");
    for (SimulatedVm vm : dataCentre.fleet().vms()) {
      yaml.append(vm(vm, dataCentre.fleet().hosts().get(placement[vm.index()])));
    }
    return yaml.toString();
  }

  private static String host(SimulatedHost host) {
    return """
          - name: %s
            rack: %s
            zone: %s
            agents: [%s]
            cpu: %d
            memory: %dMiB
            nic: %dMbit/s
        """
        .formatted(
            host.name(),
            host.rack(),
            host.zone(),
            ip(host.agent()),
            host.cpuCores(),
            host.memoryBytes() >> 20,
            SimulatedHost.NIC_BITS_PER_SECOND / BITS_PER_MEGABIT);
  }

  private static String vm(SimulatedVm vm, SimulatedHost host) {
    return """
          - id: %s
            name: %s
            tenant: %s
            host: %s
            cpu: %d
            memory: %dMiB
            macs: ["%s"]
            ips: [%s]
        """
        .formatted(
            vm.id(),
            vm.name(),
            vm.tenant(),
            host.name(),
            vm.cpuCores(),
            vm.memoryBytes() >> 20,
            mac(vm.mac()),
            ip(vm.ip()));
  }

  private static String ip(int address) {
    return "%d.%d.%d.%d"
        .formatted(address >>> 24, address >>> 16 & 0xFF, address >>> 8 & 0xFF, address & 0xFF);
  }

  private static String mac(long mac) {
    String hex = "%012x".formatted(mac);
    return hex.replaceAll("(..)(?!$)", "$1:");
  }
}
