package io.vputty.collector.sflow.wire;

import io.vputty.collector.sflow.wire.xdr.MalformedDatagramException;
import io.vputty.collector.sflow.wire.xdr.MalformedDatagramException.Reason;
import io.vputty.collector.sflow.wire.xdr.WireReader;

/**
 * Reads, for every sample, the few records that say who sent to whom: the packet's header, or what
 * the agent read in it, the virtual network, and the agent's clock.
 */
final class PacketRecords {

  private static final int HEADER = 1;
  private static final int ETHERNET = 2;
  private static final int IPV4 = 3;
  private static final int IPV6 = 4;
  private static final int VNI_EGRESS = 1029;
  private static final int VNI_INGRESS = 1030;
  private static final int TIMESTAMP = 1043;

  private static final int ETHERNET_BYTES = 14;

  private PacketRecords() {}

  /**
   * Takes a record in, if it is one of them.
   *
   * @param tag of enterprise 0
   */
  static void read(int tag, WireReader body, FlowSample sample) throws MalformedDatagramException {
    switch (tag) {
      case HEADER -> header(body, sample);
      case ETHERNET -> ethernet(body, sample);
      case IPV4 -> ipv4(body, sample);
      case IPV6 -> ipv6(body, sample);
      case VNI_EGRESS -> sample.egressVni = body.readInt();
      case VNI_INGRESS -> sample.ingressVni = body.readInt();
      case TIMESTAMP -> sample.timestampNanos = body.readLong();
      default -> {} // of no use to a sample's sums
    }
  }

  /** Layout: protocol, frame length, stripped, header as opaque. The first of a sample counts. */
  private static void header(WireReader body, FlowSample sample) throws MalformedDatagramException {
    if (sample.hasHeader()) {
      return;
    }
    int protocol = body.readInt();
    long frameBytes = body.readUnsigned();
    long strippedBytes = body.readUnsigned();
    if (strippedBytes > frameBytes) {
      throw body.malformed(
          Reason.LENGTH, "%d of %d bytes stripped".formatted(strippedBytes, frameBytes));
    }
    int headerLength = body.readLength();
    sample.headerProtocol = protocol;
    sample.frameBytes = frameBytes;
    sample.strippedBytes = strippedBytes;
    sample.headerOffset = body.position();
    sample.headerLength = headerLength;
  }

  /** Layout: length of the frame, source and destination MAC, ether type. */
  private static void ethernet(WireReader body, FlowSample sample)
      throws MalformedDatagramException {
    long length = body.readUnsigned();
    long source = mac(body);
    long destination = mac(body);
    if (!sample.hasHeader()) {
      sample.frameBytes = length;
      sample.strippedBytes = 0;
      sample.sourceMac = source;
      sample.destinationMac = destination;
    }
  }

  private static long mac(WireReader body) throws MalformedDatagramException {
    long mac = body.readUnsigned() << 16;
    return mac | (body.readInt() >>> 16);
  }

  /** Layout: length of the IP packet, protocol, source and destination, and what is not used. */
  private static void ipv4(WireReader body, FlowSample sample) throws MalformedDatagramException {
    ipLength(body, sample);
    sample.ipVersion = 4;
    sample.sourceHigh = 0;
    sample.sourceLow = body.readUnsigned();
    sample.destinationHigh = 0;
    sample.destinationLow = body.readUnsigned();
  }

  /** Layout: as above, with longer addresses. */
  private static void ipv6(WireReader body, FlowSample sample) throws MalformedDatagramException {
    ipLength(body, sample);
    sample.ipVersion = 6;
    sample.sourceHigh = body.readLong();
    sample.sourceLow = body.readLong();
    sample.destinationHigh = body.readLong();
    sample.destinationLow = body.readLong();
  }

  /** The length of the IP packet stands for that of the frame, if nothing better came. */
  private static void ipLength(WireReader body, FlowSample sample)
      throws MalformedDatagramException {
    long length = body.readUnsigned();
    body.readInt();
    if (!sample.hasHeader() && sample.frameBytes == 0) {
      sample.frameBytes = length + ETHERNET_BYTES;
      sample.strippedBytes = 0;
    }
  }
}
