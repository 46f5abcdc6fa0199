package io.vputty.sink.actuator.kubevirt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A VirtualMachineInstance, as far as migrations need it.
 *
 * @param node where it runs; empty if nowhere
 * @param hindrance why KubeVirt cannot migrate it live, if so
 */
record Instance(String namespace, String name, String node, Optional<String> hindrance) {

  static Instance of(JsonNode json) {
    boolean running = json.at("/status/phase").asText().equals("Running");
    return new Instance(
        json.at("/metadata/namespace").asText(),
        json.at("/metadata/name").asText(),
        running ? json.at("/status/nodeName").asText("") : "",
        hindrance(json));
  }

  private static Optional<String> hindrance(JsonNode json) {
    for (JsonNode condition : json.at("/status/conditions")) {
      if (condition.path("type").asText().equals("LiveMigratable")
          && condition.path("status").asText().equals("False")) {
        return Optional.of("not live migratable: " + condition.path("reason").asText());
      }
    }
    return Optional.empty();
  }
}
