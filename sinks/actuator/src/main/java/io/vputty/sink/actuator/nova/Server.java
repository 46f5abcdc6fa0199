package io.vputty.sink.actuator.nova;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A server.
 *
 * @param status ACTIVE, MIGRATING, ERROR and so on
 * @param task what Nova does with it just now; empty if nothing
 * @param host host name of its hypervisor; empty if it has none
 */
record Server(String status, String task, String host) {

  static Server of(JsonNode json) {
    return new Server(
        json.path("status").asText(),
        textOrEmpty(json.path("OS-EXT-STS:task_state")),
        textOrEmpty(json.path("OS-EXT-SRV-ATTR:hypervisor_hostname")));
  }

  private static String textOrEmpty(JsonNode json) {
    return json.isTextual() ? json.asText() : "";
  }

  boolean migrates() {
    return status.equals("MIGRATING") || task.equals("migrating");
  }

  boolean runs() {
    return status.equals("ACTIVE") || status.equals("PAUSED");
  }
}
