package io.vputty.sink.actuator.nova;

import com.fasterxml.jackson.databind.JsonNode;
import io.vputty.sink.actuator.DriverException;
import io.vputty.sink.actuator.http.JsonAnswer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * What Keystone gives to who logs in.
 *
 * @param token to be shown to Nova
 * @param compute Nova's public endpoint
 * @param expires when the token ends
 */
record Login(String token, String compute, Instant expires) {

  private static final Duration MARGIN = Duration.ofMinutes(1);

  /**
   * Reads the answer to a login.
   *
   * @param region whose endpoint is taken; empty takes the first
   */
  static Login of(JsonAnswer answer, String region) throws DriverException {
    String token = answer.headers().firstValue("X-Subject-Token").orElse("");
    JsonNode body = answer.body().path("token");
    for (JsonNode service : body.path("catalog")) {
      if (service.path("type").asText().equals("compute")) {
        for (JsonNode endpoint : service.path("endpoints")) {
          if (matches(endpoint, region) && !token.isEmpty()) {
            String url = endpoint.path("url").asText().replaceFirst("/+$", "");
            return new Login(token, url, expiry(body.path("expires_at").asText()));
          }
        }
      }
    }
    throw new DriverException(
        "Keystone gave no token, or knows no public endpoint of 'compute' in region '%s'"
            .formatted(region));
  }

  private static boolean matches(JsonNode endpoint, String region) {
    return endpoint.path("interface").asText().equals("public")
        && (region.isEmpty() || endpoint.path("region_id").asText().equals(region));
  }

  private static Instant expiry(String text) throws DriverException {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new DriverException("Keystone: expires_at '%s' is not a time".formatted(text), e);
    }
  }

  /** Whether it is better not used any more. */
  boolean isOver(Instant now) {
    return !now.isBefore(expires.minus(MARGIN));
  }
}
