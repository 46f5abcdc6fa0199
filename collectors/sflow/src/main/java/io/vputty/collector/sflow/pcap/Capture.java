package io.vputty.collector.sflow.pcap;

import io.vputty.collector.Addresses;
import io.vputty.collector.Counters;
import io.vputty.collector.sflow.packet.IpProtocol;
import io.vputty.collector.sflow.packet.PacketHeader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The UDP datagrams of a capture file, in its order.
 *
 * <p>Packets that are none are counted by reason: "packets.skipped.link-type", ".not-udp" (later
 * fragments among them), ".port". A capture that kept only the beginning of each packet yields cut
 * datagrams.
 */
public final class Capture implements AutoCloseable {

  private static final int UDP_HEADER_BYTES = 8;
  private static final int UDP_LENGTH_OFFSET = 4;

  private final InputStream in;
  private final PcapReader reader;
  private final IntPredicate ports;
  private final Counters counters;
  private final PacketHeader header = new PacketHeader();

  /**
   * Opens a capture.
   *
   * @param ports which destination ports count
   */
  public Capture(Path file, IntPredicate ports, Counters counters)
      throws IOException, PcapException {
    this.ports = ports;
    this.counters = counters;
    in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      reader = new PcapReader(in);
    } catch (IOException | PcapException e) {
      in.close();
      throw e;
    }
  }

  /** The next UDP datagram; empty at the end. */
  public Optional<UdpDatagram> next() throws IOException, PcapException {
    Optional<CapturedPacket> packet = reader.next();
    while (packet.isPresent()) {
      counters.increment("packets.read");
      Optional<UdpDatagram> datagram = extract(packet.get());
      if (datagram.isPresent()) {
        return datagram;
      }
      packet = reader.next();
    }
    return Optional.empty();
  }

  private Optional<UdpDatagram> extract(CapturedPacket packet) {
    if (!LinkLayer.parse(packet, header)) {
      return skipped("link-type");
    }
    if (header.ipProtocol() != IpProtocol.UDP
        || header.destinationPort() < 0
        || header.transportOffset() + UDP_HEADER_BYTES > packet.bytes().length) {
      return skipped("not-udp");
    }
    if (!ports.test(header.destinationPort())) {
      return skipped("port");
    }
    return Optional.of(payload(packet));
  }

  private Optional<UdpDatagram> skipped(String reason) {
    counters.increment("packets.skipped." + reason);
    return Optional.empty();
  }

  private UdpDatagram payload(CapturedPacket packet) {
    ByteBuffer bytes = ByteBuffer.wrap(packet.bytes());
    int offset = header.transportOffset() + UDP_HEADER_BYTES;
    int announced = bytes.getShort(header.transportOffset() + UDP_LENGTH_OFFSET) & 0xFFFF;
    int length = Math.min(Math.max(announced - UDP_HEADER_BYTES, 0), bytes.limit() - offset);
    return new UdpDatagram(
        packet.time(), source(), header.destinationPort(), packet.bytes(), offset, length);
  }

  private String source() {
    if (header.ipVersion() == 4) {
      byte[] address = ByteBuffer.allocate(4).putInt((int) header.sourceLow()).array();
      return Addresses.text(address) + ":" + header.sourcePort();
    }
    byte[] address =
        ByteBuffer.allocate(16).putLong(header.sourceHigh()).putLong(header.sourceLow()).array();
    return "[" + Addresses.text(address) + "]:" + header.sourcePort();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
