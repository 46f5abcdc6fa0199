package io.vputty.sink.actuator.nova;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A live migration of a server.
 *
 * @param id ascending
 * @param status "running", "completed", "error" and so on
 * @param createdAt the epoch if Nova does not say
 */
record LiveMigration(
    long id, String status, Instant createdAt, long processedBytes, long remainingBytes) {

  /** Reads a list of them. */
  static List<LiveMigration> list(JsonNode body) {
    List<LiveMigration> all = new ArrayList<>();
    for (JsonNode each : body.path("migrations")) {
      all.add(
          new LiveMigration(
              each.path("id").asLong(),
              each.path("status").asText(),
              time(each.path("created_at").asText()),
              each.path("memory_processed_bytes").asLong(0),
              each.path("memory_remaining_bytes").asLong(0)));
    }
    return all;
  }

  /** Nova's times are UTC, without saying so. */
  private static Instant time(String text) {
    try {
      return LocalDateTime.parse(text.replaceFirst("Z$", "")).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  /** Whether it is over, and the server is not at the target because of it. */
  boolean failed() {
    return switch (status) {
      case "error", "failed", "cancelled" -> true;
      default -> false;
    };
  }

  /** Share done, 0-1; memory that is written to again has to go again. */
  double share() {
    double total = (double) processedBytes + remainingBytes;
    return total > 0 ? processedBytes / total : 0;
  }
}
