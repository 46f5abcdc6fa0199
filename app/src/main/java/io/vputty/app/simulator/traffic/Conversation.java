package io.vputty.app.simulator.traffic;

/**
 * One direction of a talk between two roles. A role is what a VM does in its tenant; which VM plays
 * it may change.
 *
 * @param from sending role
 * @param to receiving role
 * @param packetsPerSecond long-term mean
 * @param mix frame sizes
 * @param sourcePort TCP port of the sender
 * @param destinationPort TCP port of the receiver
 */
public record Conversation(
    int from, int to, double packetsPerSecond, FrameMix mix, int sourcePort, int destinationPort) {
  public Conversation {
    if (from == to) {
      throw new IllegalArgumentException("role " + from + " must not talk to itself");
    }
    if (!(packetsPerSecond > 0)) {
      throw new IllegalArgumentException("rate (" + packetsPerSecond + ") must be positive");
    }
  }
}
