package io.vputty.collector.sflow.wire;

import io.vputty.collector.Addresses;
import io.vputty.collector.sflow.packet.PacketHeader;
import io.vputty.collector.sflow.packet.Tunnel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A decoded datagram as named texts, in the words of the reference decoder. */
final class DatagramText {

  private DatagramText() {}

  static Map<String, String> header(Datagram datagram) {
    return Map.of(
        "agent", ip(datagram.agent().version(), datagram.agent().high(), datagram.agent().low()),
        "agentSubId", Integer.toUnsignedString(datagram.subAgent()),
        "packetSequenceNo", Long.toString(datagram.sequenceNumber()),
        "sysUpTime", Long.toString(datagram.uptimeMs()),
        "samplesInPacket", Integer.toString(datagram.sampleCount()));
  }

  static List<Map<String, String>> flowSamples(Datagram datagram) {
    List<Map<String, String>> samples = new ArrayList<>();
    for (int i = 0; i < datagram.flowSampleCount(); i++) {
      samples.add(flowSample(datagram, datagram.flowSample(i)));
    }
    return samples;
  }

  private static Map<String, String> flowSample(Datagram datagram, FlowSample sample) {
    Map<String, String> text = new TreeMap<>();
    text.put("sampleSequenceNo", Long.toString(sample.sequenceNumber()));
    text.put("sourceId", sample.sourceClass() + ":" + sample.sourceIndex());
    text.put("meanSkipCount", Long.toString(sample.samplingRate()));
    text.put("samplePool", Long.toString(sample.samplePool()));
    text.put("dropEvents", Long.toString(sample.drops()));
    text.put("inputPort", port(sample.inputFormat(), sample.inputValue()));
    text.put("outputPort", port(sample.outputFormat(), sample.outputValue()));
    if (sample.hasHeader()) {
      rawHeader(datagram, sample, text);
    }
    return text;
  }

  private static String port(int format, long value) {
    return switch (format) {
      case FlowSample.PORT_DROPPED -> "dropCode " + value;
      case FlowSample.PORT_MULTIPLE -> "multiple " + value;
      default -> Long.toString(value);
    };
  }

  private static void rawHeader(Datagram datagram, FlowSample sample, Map<String, String> text) {
    int from = sample.headerOffset();
    text.put("headerProtocol", Integer.toString(sample.headerProtocol()));
    text.put("sampledPacketSize", Long.toString(sample.frameBytes()));
    text.put("strippedBytes", Long.toString(sample.strippedBytes()));
    text.put("headerLen", Integer.toString(sample.headerLength()));
    text.put(
        "headerBytes",
        HexFormat.ofDelimiter("-")
            .withUpperCase()
            .formatHex(datagram.bytes(), from, from + sample.headerLength()));
    PacketHeader header = outermost(datagram, sample);
    text.put("srcMAC", "%012x".formatted(header.sourceMac()));
    text.put("dstMAC", "%012x".formatted(header.destinationMac()));
    text.put("ethernet_type", Integer.toString(header.etherType()));
    addresses(header, text);
  }

  /** The reference tells of the outermost packet: cuts it until nothing is seen inside. */
  private static PacketHeader outermost(Datagram datagram, FlowSample sample) {
    PacketHeader header = new PacketHeader();
    int length = sample.headerLength() + 1;
    do {
      length--;
      header.parse(sample.headerProtocol(), datagram.bytes(), sample.headerOffset(), length);
    } while (header.tunnel() != Tunnel.NONE);
    return header;
  }

  private static void addresses(PacketHeader header, Map<String, String> text) {
    if (header.ipVersion() == 0) {
      return;
    }
    String suffix = header.ipVersion() == 6 ? "6" : "";
    text.put("srcIP" + suffix, ip(header.ipVersion(), header.sourceHigh(), header.sourceLow()));
    text.put(
        "dstIP" + suffix,
        ip(header.ipVersion(), header.destinationHigh(), header.destinationLow()));
    text.put("IPSize", Integer.toString(header.ipLength()));
    text.put("IPTOS", Integer.toString(header.typeOfService()));
    text.put("IPTTL", Integer.toString(header.timeToLive()));
    text.put("IPProtocol", Integer.toString(header.ipProtocol()));
    ports(header, text);
  }

  private static void ports(PacketHeader header, Map<String, String> text) {
    if (header.sourcePort() >= 0) {
      String protocol = header.tcpFlags() >= 0 ? "TCP" : "UDP";
      text.put(protocol + "SrcPort", Integer.toString(header.sourcePort()));
      text.put(protocol + "DstPort", Integer.toString(header.destinationPort()));
    }
    if (header.tcpFlags() >= 0) {
      text.put("TCPFlags", Integer.toString(header.tcpFlags()));
    }
  }

  private static String ip(int version, long high, long low) {
    ByteBuffer bytes =
        version == 4
            ? ByteBuffer.allocate(4).putInt((int) low)
            : ByteBuffer.allocate(16).putLong(high).putLong(low);
    return Addresses.text(bytes.array());
  }
}
