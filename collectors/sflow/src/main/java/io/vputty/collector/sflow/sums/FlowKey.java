package io.vputty.collector.sflow.sums;

import io.vputty.collector.sflow.packet.PacketHeader;
import io.vputty.collector.sflow.wire.FlowSample;
import io.vputty.schema.Direction;

/**
 * What the samples of one row have in common, packed into {@value #WORDS} longs so that a key costs
 * no object:
 *
 * <pre>
 * 0  source MAC (48 bits), VLAN (12), direction (2), IP version (2: none, 4, 6)
 * 1  destination MAC
 * 2-5  source and destination IP, high and low
 * 6  source id          7  sub-agent (32), VNI (32)
 * 8  input port (32), output port (32)
 * 9  rate, as the bits of a double
 * </pre>
 */
final class FlowKey {

  static final int WORDS = 10;

  static final int MACS = 0;
  static final int DESTINATION_MAC = 1;
  static final int SOURCE_IP = 2;
  static final int DESTINATION_IP = 4;
  static final int SOURCE_ID = 6;
  static final int SUB_AGENT_VNI = 7;
  static final int PORTS = 8;
  static final int RATE = 9;

  static final int VLAN_SHIFT = 48;
  static final int DIRECTION_SHIFT = 60;
  static final int IP_VERSION_SHIFT = 62;

  private static final long INTERNAL_PORT = 0x3FFF_FFFF;
  private static final int PORT_BITS = 30;
  private static final int SOURCE_INDEX_BITS = 24;
  private static final long LARGE_INDEX = 1L << 40;
  private static final int LARGE_CLASS_SHIFT = 32;
  private static final int CLASS_INTERFACE = 0;

  private FlowKey() {}

  /** Packs the key of a sample. */
  static void pack(FlowSample sample, PacketHeader header, int subAgent, long[] into) {
    Direction direction = direction(sample);
    into[MACS] =
        header.sourceMac()
            | ((long) header.vlan() << VLAN_SHIFT)
            | ((direction == Direction.EGRESS ? 2L : 1L) << DIRECTION_SHIFT)
            | ((long) (header.ipVersion() >> 1) << IP_VERSION_SHIFT);
    into[DESTINATION_MAC] = header.destinationMac();
    into[SOURCE_IP] = header.sourceHigh();
    into[SOURCE_IP + 1] = header.sourceLow();
    into[DESTINATION_IP] = header.destinationHigh();
    into[DESTINATION_IP + 1] = header.destinationLow();
    into[SOURCE_ID] = sourceId(sample);
    into[SUB_AGENT_VNI] = ((long) subAgent << 32) | (header.vni() & 0xFFFF_FFFFL);
    into[PORTS] =
        (port(sample.inputFormat(), sample.inputValue()) << 32)
            | port(sample.outputFormat(), sample.outputValue());
    into[RATE] = Double.doubleToRawLongBits((double) sample.samplingRate());
  }

  /**
   * Where on the packet's path it was sampled. An interface that samples says so by its index; a
   * bridge that samples as a whole, as Open vSwitch does, samples what enters it.
   */
  static Direction direction(FlowSample sample) {
    boolean atInterface = sample.sourceClass() == CLASS_INTERFACE;
    boolean isInput = isInterface(sample, sample.inputFormat(), sample.inputValue());
    boolean isOutput = isInterface(sample, sample.outputFormat(), sample.outputValue());
    return atInterface && isOutput && !isInput ? Direction.EGRESS : Direction.INGRESS;
  }

  private static boolean isInterface(FlowSample sample, int format, long value) {
    return format == FlowSample.PORT_INDEX && value == sample.sourceIndex();
  }

  /** Class and index as the contract packs them; an index above 24 bits moves the class up. */
  static long sourceId(FlowSample sample) {
    long sourceClass = sample.sourceClass() & 0xFFL;
    return sample.sourceIndex() >>> SOURCE_INDEX_BITS == 0
        ? (sourceClass << SOURCE_INDEX_BITS) | sample.sourceIndex()
        : LARGE_INDEX | (sourceClass << LARGE_CLASS_SHIFT) | sample.sourceIndex();
  }

  /** A port as the compact form has it: format in the top 2 of 32 bits; 0 if internal. */
  static long port(int format, long value) {
    if (format == FlowSample.PORT_INDEX) {
      return value == INTERNAL_PORT ? 0 : value;
    }
    return ((format & 3L) << PORT_BITS) | (value & INTERNAL_PORT);
  }
}
