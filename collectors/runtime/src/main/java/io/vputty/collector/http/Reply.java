package io.vputty.collector.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What is answered to one request.
 *
 * @param status of HTTP: 200 when all is well
 * @param contentType of the body
 * @param body sent as UTF-8
 */
public record Reply(int status, String contentType, String body) {

  static final int OK = 200;
  static final int NOT_FOUND = 404;
  static final int METHOD_NOT_ALLOWED = 405;
  static final int BROKEN = 500;
  static final int UNAVAILABLE = 503;

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Metrics in Prometheus's <a
   * href="https://prometheus.io/docs/instrumenting/exposition_formats/">text format</a>.
   */
  public static Reply metrics(String text) {
    return new Reply(OK, "text/plain; version=0.0.4; charset=utf-8", text);
  }

  static Reply text(int status, String line) {
    return new Reply(status, "text/plain; charset=utf-8", line + "\n");
  }

  /** A tree of maps, lists, strings, numbers and truth values as JSON. */
  public static Reply json(Object tree) {
    return json(OK, tree);
  }

  static Reply json(int status, Object tree) {
    try {
      return new Reply(status, "application/json", JSON.writeValueAsString(tree) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a tree of plain values: " + tree.getClass(), e);
    }
  }
}
