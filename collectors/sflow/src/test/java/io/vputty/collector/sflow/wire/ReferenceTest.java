package io.vputty.collector.sflow.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vputty.collector.Addresses;
import io.vputty.collector.sflow.SharedCaptures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every capture against what sflowtool 6.11 says of it, field by field. */
class ReferenceTest {

  private static final Set<String> HEADER_FIELDS =
      Set.of("agent", "agentSubId", "packetSequenceNo", "sysUpTime", "samplesInPacket");
  private static final Set<String> SAMPLE_FIELDS =
      Set.of(
          "sampleSequenceNo",
          "sourceId",
          "meanSkipCount",
          "samplePool",
          "dropEvents",
          "inputPort",
          "outputPort");
  private static final Set<String> PACKET_FIELDS =
      Set.of(
          "headerProtocol",
          "sampledPacketSize",
          "strippedBytes",
          "headerLen",
          "headerBytes",
          "srcMAC",
          "dstMAC",
          "ethernet_type",
          "srcIP",
          "dstIP",
          "srcIP6",
          "dstIP6",
          "IPSize",
          "IPTOS",
          "IPTTL",
          "IPProtocol",
          "TCPSrcPort",
          "TCPDstPort",
          "TCPFlags",
          "UDPSrcPort",
          "UDPDstPort");

  static List<String> captures() throws IOException {
    return SharedCaptures.withReference();
  }

  @ParameterizedTest
  @MethodSource("captures")
  void decodesWhatTheReferenceDecodes(String capture) throws Exception {
    List<JsonNode> expected = SharedCaptures.reference(capture);
    List<byte[]> payloads = SharedCaptures.payloads(SharedCaptures.capture(capture));
    TagCounts counts = new TagCounts();
    DatagramDecoder decoder = new DatagramDecoder(counts);

    assertThat(payloads).hasSameSizeAs(expected);
    int samples = 0;
    for (int i = 0; i < payloads.size(); i++) {
      byte[] payload = payloads.get(i);
      Datagram datagram = decoder.decode(payload, 0, payload.length);
      String place = "datagram " + i;
      assertThat(DatagramText.header(datagram))
          .as(place)
          .isEqualTo(fields(expected.get(i), HEADER_FIELDS));
      assertThat(DatagramText.flowSamples(datagram))
          .as(place)
          .isEqualTo(flowSamples(expected.get(i)));
      assertThat(datagram.fault()).as(place).isNull();
      assertThat(RecordText.of(datagram)).as(place).isEqualTo(RecordText.of(expected.get(i)));
      samples += datagram.flowSampleCount();
    }
    assertThat(counts.snapshot()).isEqualTo(structures(expected));
    System.out.printf(
        "%s: %d datagrams, %d flow samples, %s%n",
        capture, payloads.size(), samples, counts.snapshot());
  }

  private static List<Map<String, String>> flowSamples(JsonNode datagram) {
    List<Map<String, String>> samples = new ArrayList<>();
    for (JsonNode sample : datagram.get("samples")) {
      if (sample.has("meanSkipCount")) {
        Map<String, String> text = new TreeMap<>(fields(sample, SAMPLE_FIELDS));
        sample.get("elements").forEach(element -> text.putAll(fields(element, PACKET_FIELDS)));
        samples.add(text);
      }
    }
    return samples;
  }

  private static Map<String, String> fields(JsonNode node, Set<String> names) {
    Map<String, String> fields = new TreeMap<>();
    node.properties()
        .forEach(
            field -> {
              if (names.contains(field.getKey())) {
                fields.put(field.getKey(), normal(field.getKey(), field.getValue().asText()));
              }
            });
    return fields;
  }

  private static String normal(String name, String value) {
    boolean six = name.endsWith("IP6");
    return six ? Addresses.parseIp(value).map(Addresses::text).orElseThrow() : value;
  }

  private static Map<String, Long> structures(List<JsonNode> datagrams) {
    Map<String, Long> counts = new TreeMap<>();
    for (JsonNode datagram : datagrams) {
      for (JsonNode sample : datagram.get("samples")) {
        count(counts, Structure.Kind.SAMPLE, sample.get("sampleType_tag"));
        for (JsonNode element : sample.get("elements")) {
          count(counts, Structure.Kind.FLOW, element.get("flowBlock_tag"));
          count(counts, Structure.Kind.COUNTER, element.get("counterBlock_tag"));
        }
      }
    }
    return counts;
  }

  private static void count(Map<String, Long> counts, Structure.Kind kind, JsonNode tag) {
    if (tag != null) {
      String[] parts = tag.asText().split(":", 2);
      int number = Structure.tag(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
      String name = Registry.find(kind, number).map(Structure::toString).orElseThrow();
      counts.merge(name, 1L, Long::sum);
    }
  }
}
