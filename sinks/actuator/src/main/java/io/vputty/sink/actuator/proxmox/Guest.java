package io.vputty.sink.actuator.proxmox;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A VM of the cluster.
 *
 * @param id its number in the cluster
 * @param highlyAvailable whether the HA manager moves it, and nobody else may
 */
record Guest(long id, String node, String name, boolean highlyAvailable) {

  static Guest of(JsonNode resource) {
    return new Guest(
        resource.path("vmid").asLong(),
        resource.path("node").asText(),
        resource.path("name").asText(),
        resource.path("hastate").isTextual());
  }

  /** Path of it in the API. */
  String path() {
    return "/nodes/%s/qemu/%d".formatted(node, id);
  }
}
