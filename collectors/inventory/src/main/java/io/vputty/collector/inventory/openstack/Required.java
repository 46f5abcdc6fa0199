package io.vputty.collector.inventory.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.vputty.collector.inventory.source.SourceException;

/** Fields without which an entry makes no sense. */
final class Required {

  private Required() {}

  /**
   * A text that must be there.
   *
   * @param entry what it belongs to, for people: "server"
   */
  static String text(JsonNode entry, String what, String field) throws SourceException {
    String text = entry.path(field).asText("");
    if (text.isEmpty()) {
      throw new SourceException("a %s has no '%s'".formatted(what, field));
    }
    return text;
  }
}
