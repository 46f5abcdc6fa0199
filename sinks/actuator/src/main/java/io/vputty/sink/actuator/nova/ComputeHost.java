package io.vputty.sink.actuator.nova;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A hypervisor.
 *
 * @param service name of its compute service, by which migrations name it
 * @param takesServers whether it is up and enabled
 */
record ComputeHost(String service, boolean takesServers) {

  static ComputeHost of(JsonNode json) {
    return new ComputeHost(
        json.path("service").path("host").asText(),
        json.path("state").asText().equals("up") && json.path("status").asText().equals("enabled"));
  }
}
