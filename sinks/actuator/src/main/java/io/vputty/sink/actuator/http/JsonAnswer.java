package io.vputty.sink.actuator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vputty.sink.actuator.DriverException;
import java.net.http.HttpHeaders;

/**
 * What came back.
 *
 * @param what the request, for people: "POST http://..."
 * @param body empty JSON if there was none
 * @param excerpt the beginning of the body as it came, for messages
 */
public record JsonAnswer(
    String what, int status, HttpHeaders headers, JsonNode body, String excerpt) {

  static final JsonNode NOTHING = JsonNodeFactory.instance.missingNode();

  /** Whether the status is one of success. */
  public boolean good() {
    return status >= 200 && status < 300;
  }

  /**
   * This answer, if it is one of success.
   *
   * @throws DriverException if it is not, with what the platform said
   */
  public JsonAnswer orRefused() throws DriverException {
    if (!good()) {
      throw refused();
    }
    return this;
  }

  /** What is said of an answer that should have been another. */
  public DriverException refused() {
    return new DriverException("%s: status %d: %s".formatted(what, status, excerpt));
  }
}
