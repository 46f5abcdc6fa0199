package io.vputty.app.simulator.sflow;

/**
 * One sFlow datagram as a vSwitch sends it.
 *
 * @param offsetMillis when it is sent, milliseconds after the start of its second, 0-999
 * @param payload the UDP payload; not copied, treat as constant
 */
@SuppressWarnings("ArrayRecordComponent") // identity is enough: datagrams are never compared
public record Datagram(int offsetMillis, byte[] payload) {
  public Datagram {
    if (offsetMillis < 0 || offsetMillis > 999) {
      throw new IllegalArgumentException("offset (" + offsetMillis + " ms) must be 0-999");
    }
  }
}
