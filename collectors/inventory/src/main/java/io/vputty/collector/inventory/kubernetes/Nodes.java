package io.vputty.collector.inventory.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Quantity;
import io.vputty.collector.inventory.source.SourceException;
import io.vputty.schema.Host;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nodes as hosts: what is allocatable to pods is what there is for VMs. */
final class Nodes {

  private static final String ZONE = "topology.kubernetes.io/zone";
  private static final String SCHEDULABLE = "kubevirt.io/schedulable";
  private static final String CPU_MODEL = "host-model-cpu.node.kubevirt.io/";
  // Hundreds on each node: CPU features, models, machine types.
  private static final String OF_KUBEVIRT = ".*\\.node\\.kubevirt\\.io/.*";

  private final String rackLabel;

  /**
   * @param rackLabel label that names the rack
   */
  Nodes(String rackLabel) {
    this.rackLabel = rackLabel;
  }

  /** The host that a node is; nothing moves into one that is cordoned or has no KubeVirt. */
  Host host(Node node) throws SourceException {
    Map<String, String> labels = orEmpty(node.getMetadata().getLabels());
    Map<String, Quantity> allocatable =
        node.getStatus() == null ? Map.of() : orEmpty(node.getStatus().getAllocatable());
    boolean cordoned =
        node.getSpec() != null && Boolean.TRUE.equals(node.getSpec().getUnschedulable());
    return Host.newBuilder()
        .setName(node.getMetadata().getName())
        .setCpuCores(Quantities.parse(text(allocatable.get("cpu"))).doubleValue())
        .setMemoryBytes(Quantities.parse(text(allocatable.get("memory"))).longValue())
        .setZone(labels.getOrDefault(ZONE, ""))
        .setRack(labels.getOrDefault(rackLabel, ""))
        .setCpuModel(cpuModel(labels))
        .setLabels(own(labels))
        .setSchedulable(!cordoned && "true".equals(labels.get(SCHEDULABLE)))
        .build();
  }

  private static String cpuModel(Map<String, String> labels) {
    return labels.keySet().stream()
        .filter(label -> label.startsWith(CPU_MODEL))
        .map(label -> label.substring(CPU_MODEL.length()))
        .sorted()
        .findFirst()
        .orElse("");
  }

  private static Map<String, String> own(Map<String, String> labels) {
    Map<String, String> own = new HashMap<>(labels);
    own.keySet().removeIf(label -> label.matches(OF_KUBEVIRT));
    own.values().removeIf(value -> value == null);
    return own;
  }

  private static String text(@Nullable Quantity quantity) {
    return quantity == null ? "" : quantity.toString();
  }

  private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
    return map == null ? Map.of() : map;
  }
}
