package io.vputty.collector.sflow.pcap;

import java.net.InetSocketAddress;

/** Whoever looks on while datagrams are received. It never waits, and changes nothing. */
@FunctionalInterface
public interface DatagramTap {

  /** Nobody. */
  DatagramTap NONE = (bytes, offset, length, sender, timeMs) -> {};

  /**
   * Called for each datagram, readable or not, by any receiving thread.
   *
   * @param bytes the receiver's own; they change when this returns
   * @param timeMs when it came
   */
  void took(byte[] bytes, int offset, int length, InetSocketAddress sender, long timeMs);
}
