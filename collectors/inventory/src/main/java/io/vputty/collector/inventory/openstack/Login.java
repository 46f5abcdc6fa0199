package io.vputty.collector.inventory.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.vputty.collector.inventory.source.SourceException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What Keystone gives to who logs in.
 *
 * @param token to be shown to the other services
 * @param expires when the token ends
 * @param catalog the services and their endpoints
 */
record Login(String token, Instant expires, JsonNode catalog) {

  private static final Duration MARGIN = Duration.ofMinutes(1);

  /**
   * Reads the answer to a login.
   *
   * @throws SourceException if it is none
   */
  static Login of(String token, JsonNode answer) throws SourceException {
    JsonNode body = answer.path("token");
    String expires = body.path("expires_at").asText();
    if (token.isEmpty() || !body.path("catalog").isArray()) {
      throw new SourceException("Keystone's answer has no token, or no catalog of services");
    }
    try {
      return new Login(token, Instant.parse(expires), body.path("catalog"));
    } catch (DateTimeException e) {
      throw new SourceException("Keystone: expires_at '%s' is not a time".formatted(expires), e);
    }
  }

  /** Whether it is better not used any more. */
  boolean isOver(Instant now) {
    return !now.isBefore(expires.minus(MARGIN));
  }

  /**
   * The public endpoint of a service.
   *
   * @param types what the service may be called
   * @param region empty takes the first
   */
  Optional<URI> endpoint(List<String> types, String region) throws SourceException {
    for (JsonNode service : catalog) {
      if (types.contains(service.path("type").asText())) {
        for (JsonNode endpoint : service.path("endpoints")) {
          if (matches(endpoint, region)) {
            return Optional.of(address(endpoint.path("url").asText()));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean matches(JsonNode endpoint, String region) {
    return endpoint.path("interface").asText().equals("public")
        && (region.isEmpty()
            || endpoint.path("region_id").asText().equals(region)
            || endpoint.path("region").asText().equals(region));
  }

  private static URI address(String text) throws SourceException {
    try {
      return URI.create(text.replaceFirst("/+$", ""));
    } catch (IllegalArgumentException e) {
      throw new SourceException("Keystone: '%s' is not an endpoint".formatted(text), e);
    }
  }
}
