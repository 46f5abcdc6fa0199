package io.vputty.collector.sflow.fuzz;

import io.vputty.collector.sflow.packet.HeaderInvariants;
import io.vputty.collector.sflow.packet.PacketHeader;
import io.vputty.collector.sflow.wire.Datagram;
import io.vputty.collector.sflow.wire.DatagramDecoder;
import io.vputty.collector.sflow.wire.FlowSample;
import io.vputty.collector.sflow.wire.Records;
import io.vputty.collector.sflow.wire.TagCounts;
import io.vputty.collector.sflow.wire.xdr.MalformedDatagramException;
import java.util.Arrays;

/**
 * Reads a datagram as the collector does, all of its headers too, and checks on the way: errors are
 * {@link MalformedDatagramException} alone and point into the datagram, what a sample says lies in
 * it, and neither its place in an array nor what lies around it makes a difference.
 */
final class Reading {

  private static final int BEFORE = 20;
  private static final int BEHIND = 40;
  private static final byte JUNK = 5;

  private final DatagramDecoder decoder = new DatagramDecoder(new TagCounts());
  private final PacketHeader header = new PacketHeader();
  private int records;

  /**
   * Reads a datagram alone and amid junk.
   *
   * @return why it was refused; empty if it was read
   * @throws AssertionError if something does not hold
   */
  String check(byte[] datagram) {
    byte[] amidJunk = new byte[BEFORE + datagram.length + BEHIND];
    Arrays.fill(amidJunk, JUNK);
    System.arraycopy(datagram, 0, amidJunk, BEFORE, datagram.length);
    String alone = read(datagram, 0, datagram.length);
    int recordsAlone = records;
    String amid = read(amidJunk, BEFORE, datagram.length);
    require(recordsAlone == records, "records differ");
    require(alone.equals(amid), "alone: " + alone + ", amid junk: " + amid);
    return alone;
  }

  private String read(byte[] bytes, int offset, int length) {
    records = 0;
    try {
      Datagram datagram = decoder.decode(bytes, offset, length);
      for (int i = 0; i < datagram.flowSampleCount(); i++) {
        readHeader(datagram.flowSample(i), bytes, offset, length);
        readRecords(datagram.flowSample(i).records());
      }
      for (int i = 0; i < datagram.counterSampleCount(); i++) {
        readRecords(datagram.counterSample(i).records());
      }
      for (int i = 0; i < datagram.discardedPacketCount(); i++) {
        readRecords(datagram.discardedPacket(i).records());
      }
      return datagram.fault() == null ? "" : why(datagram.fault(), length);
    } catch (MalformedDatagramException e) {
      return why(e, length);
    }
  }

  private static String why(MalformedDatagramException e, int length) {
    require(0 <= e.position() && e.position() <= length, "position " + e.position());
    return e.getMessage() == null ? e.reason() : e.getMessage();
  }

  private void readRecords(Records of) {
    for (int i = 0; i < of.size(); i++) {
      try {
        records = 31 * records + of.read(i).toString().hashCode();
      } catch (MalformedDatagramException e) {
        records = 31 * records + e.reason().hashCode();
      }
    }
  }

  private void readHeader(FlowSample sample, byte[] bytes, int offset, int length) {
    if (!sample.hasHeader()) {
      return;
    }
    int from = sample.headerOffset();
    int kept = sample.headerLength();
    require(offset <= from && kept <= offset + length - from, "header at " + from + ", " + kept);
    require(sample.strippedBytes() <= sample.frameBytes(), "stripped " + sample.strippedBytes());
    if (header.parse(sample.headerProtocol(), bytes, from, kept)) {
      HeaderInvariants.checkRanges(header, from);
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
