package io.vputty.collector.sflow.pcap;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads a capture packet by packet: the <a
 * href="https://www.ietf.org/archive/id/draft-ietf-opsawg-pcap-05.html">classic pcap format</a> in
 * either byte order, with times in micro- or nanoseconds.
 *
 * <p>A packet that claims more than {@value #MAX_PACKET_BYTES} bytes is refused before anything is
 * allocated for it.
 */
final class PcapReader {

  static final int MAX_PACKET_BYTES = 1 << 18;

  private static final int MICROSECONDS = 0xA1B2C3D4;
  private static final int NANOSECONDS = 0xA1B23C4D;
  private static final int PCAPNG = 0x0A0D0D0A;
  private static final int VERSION_TO_SNAP_LENGTH_BYTES = 16;
  private static final int LINK_TYPE_MASK = 0xFFFF;

  private final DataInputStream in;
  private final boolean swapped;
  private final int nanosPerUnit;
  private final int linkType;
  private int packets;

  /** Reads the header of the file. */
  PcapReader(InputStream in) throws IOException, PcapException {
    this.in = new DataInputStream(in);
    try {
      int magic = this.in.readInt();
      swapped = isMagic(Integer.reverseBytes(magic));
      int unit = swapped ? Integer.reverseBytes(magic) : magic;
      checkMagic(unit);
      nanosPerUnit = unit == NANOSECONDS ? 1 : 1000;
      this.in.skipNBytes(VERSION_TO_SNAP_LENGTH_BYTES);
      linkType = readInt() & LINK_TYPE_MASK;
    } catch (EOFException e) {
      throw new PcapException("shorter than a pcap header");
    }
  }

  private static boolean isMagic(int word) {
    return word == MICROSECONDS || word == NANOSECONDS;
  }

  private static void checkMagic(int word) throws PcapException {
    if (word == PCAPNG) {
      throw new PcapException("pcapng; `editcap -F pcap IN OUT` makes a pcap of it");
    }
    if (!isMagic(word)) {
      throw new PcapException("no pcap: it begins with %08x".formatted(word));
    }
  }

  /**
   * The next packet; empty at the end.
   *
   * @throws PcapException if the file breaks off inside a packet or announces an absurd one
   */
  Optional<CapturedPacket> next() throws IOException, PcapException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(packet(first));
    } catch (EOFException e) {
      throw new PcapException("breaks off inside packet %d".formatted(packets + 1));
    }
  }

  private CapturedPacket packet(int first) throws IOException, PcapException {
    int word = (first << 24) | (in.readUnsignedShort() << 8) | in.readUnsignedByte();
    long seconds = (swapped ? Integer.reverseBytes(word) : word) & 0xFFFF_FFFFL;
    long units = readInt() & 0xFFFF_FFFFL;
    int length = readInt();
    if (length < 0 || length > MAX_PACKET_BYTES) {
      throw new PcapException(
          "packet %d announces %s bytes".formatted(packets + 1, Integer.toUnsignedString(length)));
    }
    in.skipNBytes(Integer.BYTES);
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    packets++;
    return new CapturedPacket(
        Instant.ofEpochSecond(seconds, units * nanosPerUnit), linkType, bytes);
  }

  private int readInt() throws IOException {
    int word = in.readInt();
    return swapped ? Integer.reverseBytes(word) : word;
  }
}
