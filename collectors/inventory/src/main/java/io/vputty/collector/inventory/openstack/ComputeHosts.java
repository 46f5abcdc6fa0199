package io.vputty.collector.inventory.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.vputty.collector.inventory.source.SourceException;
import io.vputty.schema.Host;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Nova's hypervisors, with the zone and the labels of the aggregates that they are in. A hypervisor
 * goes by the name of its machine, aggregates by that of its compute service.
 */
final class ComputeHosts {

  private static final String ZONE = "availability_zone";
  private static final long BYTES_PER_MIB = 1024 * 1024;

  private final Map<String, Map<String, String>> labels = new HashMap<>();

  /**
   * @param aggregates as Nova lists them; of two that say something of a host the first counts
   */
  ComputeHosts(List<JsonNode> aggregates) {
    for (JsonNode aggregate : aggregates) {
      for (JsonNode host : aggregate.path("hosts")) {
        Map<String, String> own = labels.computeIfAbsent(host.asText(), absent -> new HashMap<>());
        aggregate
            .path("metadata")
            .properties()
            .forEach(entry -> own.putIfAbsent(entry.getKey(), entry.getValue().asText()));
      }
    }
  }

  /** The hosts of hypervisors, as Nova lists them in detail. */
  List<Host> hosts(List<JsonNode> hypervisors) throws SourceException {
    List<Host> hosts = new ArrayList<>();
    for (JsonNode hypervisor : hypervisors) {
      hosts.add(host(hypervisor));
    }
    return hosts;
  }

  private Host host(JsonNode hypervisor) throws SourceException {
    String service = hypervisor.path("service").path("host").asText();
    Map<String, String> own = new HashMap<>(labels.getOrDefault(service, Map.of()));
    String zone = own.remove(ZONE);
    return Host.newBuilder()
        .setName(Required.text(hypervisor, "hypervisor", "hypervisor_hostname"))
        .setCpuCores(hypervisor.path("vcpus").asDouble())
        .setMemoryBytes(hypervisor.path("memory_mb").asLong() * BYTES_PER_MIB)
        .setCpuModel(hypervisor.path("cpu_info").path("model").asText(""))
        .setZone(zone == null ? "" : zone)
        .setLabels(own)
        .setSchedulable(isSchedulable(hypervisor))
        .build();
  }

  private static boolean isSchedulable(JsonNode hypervisor) {
    return hypervisor.path("status").asText("enabled").equals("enabled")
        && hypervisor.path("state").asText("up").equals("up");
  }
}
