package io.vputty.app.simulator.sflow;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Writes one sFlow version 5 datagram after another (https://sflow.org/sflow_version_5.txt).
 *
 * <pre>
 * datagram:       version=5, address type=1, agent, sub-agent, sequence, uptime ms, samples, sample*
 * flow sample:    tag=1, length, sequence, source, rate, pool, drops, input, output, records, record*
 * raw header:     tag=1, length, protocol=1, frame length, stripped, header length, header, padding
 * counter sample: tag=2, length, sequence, source, records, record*
 * interface:      tag=1, length=88, the counters of RFC 2863
 * </pre>
 *
 * All numbers are 32-bit big-endian unless said otherwise.
 */
final class DatagramWriter {
  /** Most flow samples that fit a datagram of an Ethernet frame. */
  static final int FLOW_SAMPLES = 6;

  static final int HEADER_BYTES = 128;

  private static final int CAPACITY = 1472;
  private static final int FCS_BYTES = 4;
  private static final int SAMPLE_COUNT_AT = 24;
  private static final int ETHERNET_PROTOCOL = 1;
  private static final int INTERFACE_RECORD_BYTES = 88;
  private static final int ETHERNET_CSMACD = 6;
  private static final int FULL_DUPLEX = 1;
  private static final int UP = 3;
  private static final int UNSUPPORTED = -1;

  private final ByteBuffer buffer = ByteBuffer.allocate(CAPACITY);
  private int samples;

  /** Starts a datagram. */
  void begin(int agent, int sequence, int uptimeMillis) {
    buffer.clear();
    Arrays.fill(buffer.array(), (byte) 0);
    buffer.putInt(5).putInt(1).putInt(agent).putInt(0).putInt(sequence).putInt(uptimeMillis);
    buffer.putInt(0);
    samples = 0;
  }

  /** Appends a flow sample with one raw packet header. */
  void flowSample(SampledPacket packet, int sequence, int sourceId, int rate, int pool) {
    int lengthAt = beginTagged(1);
    buffer.putInt(sequence).putInt(sourceId).putInt(rate).putInt(pool).putInt(0);
    buffer.putInt(packet.inputPort()).putInt(packet.outputPort()).putInt(1);
    int recordLengthAt = beginTagged(1);
    int headerBytes = Math.min(HEADER_BYTES, packet.frameBytes());
    buffer.putInt(ETHERNET_PROTOCOL).putInt(packet.frameBytes() + FCS_BYTES).putInt(FCS_BYTES);
    buffer.putInt(headerBytes);
    FrameHeader.write(packet, headerBytes, sequence, buffer);
    buffer.position((buffer.position() + 3) & ~3);
    endTagged(recordLengthAt);
    endTagged(lengthAt);
    samples++;
  }

  /** Appends a counter sample with the generic counters of one interface. */
  void interfaceCounters(
      int sequence, int ifIndex, long bitsPerSecond, PortCounters in, PortCounters out) {
    int lengthAt = beginTagged(2);
    buffer.putInt(sequence).putInt(ifIndex).putInt(1);
    buffer.putInt(1).putInt(INTERFACE_RECORD_BYTES);
    buffer.putInt(ifIndex).putInt(ETHERNET_CSMACD).putLong(bitsPerSecond);
    buffer.putInt(FULL_DUPLEX).putInt(UP);
    putCounters(in);
    buffer.putInt(UNSUPPORTED);
    putCounters(out);
    buffer.putInt(0); // not promiscuous
    endTagged(lengthAt);
    samples++;
  }

  int samples() {
    return samples;
  }

  /** Ends the datagram and returns its bytes. */
  byte[] end() {
    buffer.putInt(SAMPLE_COUNT_AT, samples);
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  /** Octets, unicast packets, multicast, broadcast, discards, errors. */
  private void putCounters(PortCounters counters) {
    buffer.putLong(counters.bytes()).putInt((int) counters.packets());
    buffer.putInt(UNSUPPORTED).putInt(UNSUPPORTED).putInt(0).putInt(0);
  }

  private int beginTagged(int tag) {
    buffer.putInt(tag);
    int lengthAt = buffer.position();
    buffer.putInt(0);
    return lengthAt;
  }

  private void endTagged(int lengthAt) {
    buffer.putInt(lengthAt, buffer.position() - lengthAt - Integer.BYTES);
  }
}
