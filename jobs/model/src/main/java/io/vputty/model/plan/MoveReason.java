package io.vputty.model.plan;

import io.vputty.model.graph.EdgeKind;
import java.util.Objects;

/**
 * Why a move pays: one term of its gain.
 *
 * @param kind the kind of edge behind it
 * @param peer VM or volume it is about
 * @param peerHost where the peer is when the plan is done
 * @param amount weight of the edge in the unit of its kind
 * @param gainPerHour $ per hour gained; negative if this term loses
 */
public record MoveReason(
    EdgeKind kind, String peer, String peerHost, double amount, double gainPerHour) {

  public MoveReason {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(peer, "peer");
    Objects.requireNonNull(peerHost, "peerHost");
  }
}
