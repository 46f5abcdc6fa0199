package io.vputty.collector.inventory.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.vputty.collector.Addresses;
import io.vputty.collector.inventory.source.SnapshotBuilder;
import io.vputty.collector.inventory.source.SourceException;
import io.vputty.schema.AutomationLevel;
import io.vputty.schema.Vm;
import io.vputty.schema.Volume;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** KubeVirt's virtual machine instances as VMs, and the claims they use as volumes. */
final class Instances {

  private final SnapshotBuilder snapshot;

  Instances(SnapshotBuilder snapshot) {
    this.snapshot = snapshot;
  }

  /** Adds an instance and its volumes. */
  void add(JsonNode instance) throws SourceException {
    JsonNode domain = instance.path("spec").path("domain");
    JsonNode status = instance.path("status");
    String namespace = instance.path("metadata").path("namespace").asText("");
    snapshot.vm(
        Vm.newBuilder()
            .setId(FirmwareUuid.of(instance))
            .setName(instance.path("metadata").path("name").asText(""))
            .setHost(isOnNode(status) ? status.path("nodeName").asText("") : "")
            .setTenant(namespace)
            .setTrustDomain(namespace)
            .setCpuCores(cores(domain, status))
            .setMemoryBytes(memory(domain, status).longValue())
            .setMacs(macs(status))
            .setIps(ips(status))
            .setVolumes(volumes(instance, namespace))
            .setRequiredLabels(selector(instance))
            .setAutomation(canMove(status) ? AutomationLevel.AUTOMATIC : AutomationLevel.PINNED)
            .build());
  }

  /** Before it is running its node is only where it will be; afterwards, where it was. */
  private static boolean isOnNode(JsonNode status) {
    return status.path("phase").asText().equals("Running");
  }

  private static double cores(JsonNode domain, JsonNode status) throws SourceException {
    JsonNode now = status.path("currentCPUTopology");
    JsonNode topology = now.isObject() ? now : domain.path("cpu");
    if (topology.has("cores") || topology.has("sockets") || topology.has("threads")) {
      return topology.path("cores").asDouble(1)
          * topology.path("sockets").asDouble(1)
          * topology.path("threads").asDouble(1);
    }
    BigDecimal requested = resource(domain, "cpu");
    return requested.signum() == 0 ? 1 : Math.ceil(requested.doubleValue());
  }

  private static BigDecimal memory(JsonNode domain, JsonNode status) throws SourceException {
    String now = status.path("memory").path("guestCurrent").asText("");
    String guest = now.isEmpty() ? domain.path("memory").path("guest").asText("") : now;
    return guest.isEmpty() ? resource(domain, "memory") : Quantities.parse(guest);
  }

  private static BigDecimal resource(JsonNode domain, String name) throws SourceException {
    JsonNode resources = domain.path("resources");
    String requested = resources.path("requests").path(name).asText("");
    return Quantities.parse(
        requested.isEmpty() ? resources.path("limits").path(name).asText("") : requested);
  }

  private static List<Long> macs(JsonNode status) {
    List<Long> macs = new ArrayList<>();
    for (JsonNode network : status.path("interfaces")) {
      Addresses.parseMac(network.path("mac").asText()).ifPresent(macs::add);
    }
    return macs;
  }

  private static List<ByteBuffer> ips(JsonNode status) {
    List<ByteBuffer> ips = new ArrayList<>();
    for (JsonNode network : status.path("interfaces")) {
      for (JsonNode address : network.path("ipAddresses")) {
        Addresses.parseIp(address.asText()).map(ByteBuffer::wrap).ifPresent(ips::add);
      }
    }
    return ips.stream().distinct().toList();
  }

  private List<String> volumes(JsonNode instance, String namespace) throws SourceException {
    Map<String, Long> sizes = sizes(instance.path("status"));
    List<String> ids = new ArrayList<>();
    for (JsonNode volume : instance.path("spec").path("volumes")) {
      Optional<String> claim = claim(volume);
      if (claim.isPresent()) {
        String id = "pvc:" + namespace + "/" + claim.get();
        ids.add(id);
        long size = sizes.getOrDefault(volume.path("name").asText(), 0L);
        snapshot.volume(Volume.newBuilder().setId(id).setSizeBytes(size).build());
      }
    }
    return ids;
  }

  /** A data volume's claim has its name; images, secrets and the like are no volumes. */
  private static Optional<String> claim(JsonNode volume) {
    String claim = volume.path("persistentVolumeClaim").path("claimName").asText("");
    String name = claim.isEmpty() ? volume.path("dataVolume").path("name").asText("") : claim;
    return Optional.of(name).filter(text -> !text.isEmpty());
  }

  private static Map<String, Long> sizes(JsonNode status) throws SourceException {
    Map<String, Long> sizes = new HashMap<>();
    for (JsonNode volume : status.path("volumeStatus")) {
      JsonNode capacity = volume.path("persistentVolumeClaimInfo").path("capacity");
      String storage = capacity.path("storage").asText("");
      sizes.put(volume.path("name").asText(), Quantities.parse(storage).longValue());
    }
    return sizes;
  }

  private static Map<String, String> selector(JsonNode instance) {
    Map<String, String> labels = new HashMap<>();
    instance
        .path("spec")
        .path("nodeSelector")
        .properties()
        .forEach(entry -> labels.put(entry.getKey(), entry.getValue().asText()));
    return labels;
  }

  private static boolean canMove(JsonNode status) {
    for (JsonNode condition : status.path("conditions")) {
      if (condition.path("type").asText().equals("LiveMigratable")) {
        return !condition.path("status").asText().equals("False");
      }
    }
    return true;
  }
}
