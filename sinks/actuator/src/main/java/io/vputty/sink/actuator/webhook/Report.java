package io.vputty.sink.actuator.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.vputty.sink.actuator.Progress;
import java.util.Optional;

/**
 * What the other end says of a move: an answer, or a callback.
 *
 * @param state what it is
 * @param reason why, for a person; may be empty
 */
record Report(
    State state, String reason, double share, long transferredBytes, long downtimeMillis) {

  /** In what state a move is; the first two answer a check alone. */
  enum State {
    READY,
    REFUSED,
    NOT_STARTED,
    RUNNING,
    ARRIVED,
    FAILED,
    CANCELLED
  }

  /** Reads one; empty if it is none. */
  static Optional<Report> of(JsonNode json) {
    double share = json.path("share").asDouble(0);
    for (State state : State.values()) {
      if (state.name().equals(json.path("state").asText()) && share >= 0 && share <= 1) {
        return Optional.of(
            new Report(
                state,
                json.path("reason").asText(""),
                share,
                json.path("transferredBytes").asLong(0),
                json.path("downtimeMillis").asLong(-1)));
      }
    }
    return Optional.empty();
  }

  /** Whether nothing else can follow it. */
  boolean ends() {
    return switch (state) {
      case READY, REFUSED, NOT_STARTED, RUNNING -> false;
      case ARRIVED, FAILED, CANCELLED -> true;
    };
  }

  /** How far the move is. */
  Progress progress() {
    return switch (state) {
      case READY, REFUSED, NOT_STARTED -> new Progress.NotStarted();
      case RUNNING -> new Progress.Running(share, transferredBytes);
      case ARRIVED -> new Progress.Arrived(transferredBytes, downtimeMillis);
      case FAILED -> new Progress.Failed(reason.isEmpty() ? "failed, without a reason" : reason);
      case CANCELLED -> new Progress.Failed(reason.isEmpty() ? "cancelled" : reason);
    };
  }
}
