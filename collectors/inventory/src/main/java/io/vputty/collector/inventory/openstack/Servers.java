package io.vputty.collector.inventory.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.vputty.collector.inventory.source.SourceException;
import io.vputty.schema.Vm;
import java.util.ArrayList;
import java.util.List;

/** Nova's servers: VMs, whose UUIDs libvirt has too. */
final class Servers {

  private static final int RUNNING = 1;
  private static final int PAUSED = 3;
  private static final long BYTES_PER_MIB = 1024 * 1024;

  private final Ports ports;

  Servers(Ports ports) {
    this.ports = ports;
  }

  /** The VMs of servers, as Nova lists them in detail. */
  List<Vm> vms(List<JsonNode> servers) throws SourceException {
    List<Vm> vms = new ArrayList<>();
    for (JsonNode server : servers) {
      vms.add(vm(server));
    }
    return vms;
  }

  private Vm vm(JsonNode server) throws SourceException {
    String id = Required.text(server, "server", "id");
    String project = server.path("tenant_id").asText("");
    JsonNode flavor = server.path("flavor");
    return Vm.newBuilder()
        .setId(id)
        .setName(server.path("name").asText(id))
        .setHost(isOnHost(server) ? host(server) : "")
        .setTenant(project)
        .setTrustDomain(project)
        .setCpuCores(flavor.path("vcpus").asDouble())
        .setMemoryBytes(flavor.path("ram").asLong() * BYTES_PER_MIB)
        .setMacs(ports.macs(id))
        .setIps(ports.ips(id))
        .setVolumes(volumes(server))
        .build();
  }

  private static String host(JsonNode server) {
    JsonNode host = server.path("OS-EXT-SRV-ATTR:hypervisor_hostname");
    return host.isTextual() ? host.asText() : "";
  }

  /** A server that is shut off keeps its host, but does not run there. */
  private static boolean isOnHost(JsonNode server) {
    JsonNode power = server.path("OS-EXT-STS:power_state");
    return power.isNumber()
        ? power.asInt() == RUNNING || power.asInt() == PAUSED
        : server.path("status").asText().equals("ACTIVE");
  }

  private static List<String> volumes(JsonNode server) throws SourceException {
    List<String> volumes = new ArrayList<>();
    for (JsonNode attached : server.path("os-extended-volumes:volumes_attached")) {
      volumes.add(Required.text(attached, "volume attached to a server", "id"));
    }
    return volumes;
  }
}
