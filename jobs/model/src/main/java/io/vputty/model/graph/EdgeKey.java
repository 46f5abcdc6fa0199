package io.vputty.model.graph;

import java.io.Serializable;
import java.util.Objects;

/**
 * Identity of an edge: its kind and its two ends, in order.
 *
 * @param kind what the edge means
 * @param from VM id; the sender of a NETWORK edge
 * @param to VM or volume id; the receiver of a NETWORK edge
 */
public record EdgeKey(EdgeKind kind, String from, String to)
    implements Comparable<EdgeKey>, Serializable {

  private static final long serialVersionUID = 1L;

  public EdgeKey {
    Objects.requireNonNull(kind, "kind");
    if (from.isEmpty() || to.isEmpty()) {
      throw new IllegalArgumentException(
          "edge ends (%s, %s) must not be empty".formatted(from, to));
    }
  }

  @Override
  public int compareTo(EdgeKey other) {
    int byKind = kind.compareTo(other.kind);
    int byFrom = byKind == 0 ? from.compareTo(other.from) : byKind;
    return byFrom == 0 ? to.compareTo(other.to) : byFrom;
  }
}
