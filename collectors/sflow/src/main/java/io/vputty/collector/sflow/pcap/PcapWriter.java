package io.vputty.collector.sflow.pcap;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * Writes datagrams as a capture: the <a
 * href="https://www.ietf.org/archive/id/draft-ietf-opsawg-pcap-05.html">classic pcap format</a>
 * with times in nanoseconds and raw IP packets (LINKTYPE_RAW). What is handed to the stream is
 * always whole packets. Not thread-safe.
 */
final class PcapWriter {

  static final int HEADER_BYTES = 24;

  private static final int NANOSECONDS = 0xA1B23C4D;
  private static final short MAJOR = 2;
  private static final short MINOR = 4;
  private static final int LINKTYPE_RAW = 101;
  private static final int PACKET_HEADER_BYTES = 16;
  private static final int BUFFER_BYTES = 1 << 18;

  private final OutputStream out;
  private final InetSocketAddress receiver;
  private final long maxBytes;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private long bytes = HEADER_BYTES;

  /**
   * Begins a capture.
   *
   * @param receiver where the datagrams are received
   * @param maxBytes largest size of the capture
   */
  PcapWriter(OutputStream out, InetSocketAddress receiver, long maxBytes) throws IOException {
    this.out = out;
    this.receiver = receiver;
    this.maxBytes = maxBytes;
    buffer.putInt(NANOSECONDS).putShort(MAJOR).putShort(MINOR).putInt(0).putInt(0);
    buffer.putInt(PcapReader.MAX_PACKET_BYTES).putInt(LINKTYPE_RAW);
    flush();
  }

  /**
   * Writes a datagram.
   *
   * @return false if the capture would grow beyond its largest size: nothing is written then
   */
  boolean write(byte[] payload, InetSocketAddress sender, long timeMs) throws IOException {
    UdpPacket packet = new UdpPacket(sender, receiver);
    int size = packet.size(payload.length);
    if (bytes + PACKET_HEADER_BYTES + size > maxBytes) {
      return false;
    }
    if (buffer.remaining() < PACKET_HEADER_BYTES + size) {
      flush();
    }
    buffer.putInt((int) TimeUnit.MILLISECONDS.toSeconds(timeMs));
    buffer.putInt((int) TimeUnit.MILLISECONDS.toNanos(timeMs % 1000));
    buffer.putInt(size).putInt(size);
    packet.write(payload, buffer);
    bytes += PACKET_HEADER_BYTES + size;
    return true;
  }

  /** Hands everything to the stream. */
  void flush() throws IOException {
    out.write(buffer.array(), 0, buffer.position());
    out.flush();
    buffer.clear();
  }

  /** Size of the capture so far. */
  long bytes() {
    return bytes;
  }
}
