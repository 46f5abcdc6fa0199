package io.vputty.sink.actuator.kubevirt;

import com.fasterxml.jackson.databind.JsonNode;
import io.vputty.sink.actuator.Progress;

/**
 * A VirtualMachineInstanceMigration.
 *
 * @param phase "Running"; empty if KubeVirt has not looked at it yet
 * @param target the node that it goes to, once it is known
 * @param reason why it failed, if KubeVirt says
 */
record Migration(
    String namespace, String name, String instance, String phase, String target, String reason) {

  static Migration of(JsonNode json) {
    return new Migration(
        json.at("/metadata/namespace").asText(),
        json.at("/metadata/name").asText(),
        json.at("/spec/vmiName").asText(),
        json.at("/status/phase").asText(""),
        json.at("/status/migrationState/targetNode").asText(""),
        json.at("/status/migrationState/failureReason").asText(""));
  }

  /** Whether it is over. */
  boolean over() {
    return phase.equals("Succeeded") || phase.equals("Failed");
  }

  /** How far it is; KubeVirt tells phases, not bytes. */
  Progress progress(String wanted) {
    return switch (phase) {
      case "Succeeded" ->
          target.isEmpty() || target.equals(wanted)
              ? new Progress.Arrived(0, -1)
              : new Progress.Failed("it went to " + target);
      case "Failed" -> new Progress.Failed(reason.isEmpty() ? "KubeVirt does not say why" : reason);
      default -> new Progress.Running(0, 0);
    };
  }
}
