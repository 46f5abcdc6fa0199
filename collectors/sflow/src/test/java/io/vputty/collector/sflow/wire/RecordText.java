package io.vputty.collector.sflow.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.vputty.collector.Addresses;
import io.vputty.collector.sflow.wire.xdr.Fields;
import io.vputty.collector.sflow.wire.xdr.MalformedDatagramException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The records of a datagram as one text each, "tag value value ...", in the order of the wire: from
 * what we decode, and from what the reference decoder prints, which has other names for some fields
 * but the same order.
 */
final class RecordText {

  /** What the reference prints that is no field of the structure, or depends on its own reading. */
  private static final Set<String> NOT_FIELDS =
      Set.of(
          "flowBlock_tag",
          "counterBlock_tag",
          "flowSampleType",
          "extendedType",
          "networkTypeName",
          "ifDirectionName",
          "ifStatusName",
          "MACs");

  /** Raw headers are compared field by field elsewhere. */
  private static final String RAW_HEADER = "0:1";

  private static final Set<String> TUNNELS = Set.of("0:1023", "0:1024");

  private RecordText() {}

  static List<String> of(Datagram datagram) throws MalformedDatagramException {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < datagram.flowSampleCount(); i++) {
      add(datagram.flowSample(i).records(), texts);
    }
    for (int i = 0; i < datagram.counterSampleCount(); i++) {
      CounterSample sample = datagram.counterSample(i);
      texts.add(
          "counters %d %d:%d"
              .formatted(sample.sequenceNumber(), sample.sourceClass(), sample.sourceIndex()));
      add(sample.records(), texts);
    }
    return texts;
  }

  private static void add(Records records, List<String> texts) throws MalformedDatagramException {
    for (int i = 0; i < records.size(); i++) {
      Structure structure = records.structure(i);
      String tag = Structure.text(structure.tag());
      if (structure.kind() == Structure.Kind.FLOW && tag.equals(RAW_HEADER)) {
        continue;
      }
      StringBuilder text = new StringBuilder(tag);
      append(records.read(i), text);
      texts.add(text.toString());
    }
  }

  private static void append(Fields fields, StringBuilder text) {
    fields.toMap().values().forEach(value -> append(value, text));
  }

  private static void append(Object value, StringBuilder text) {
    if (value instanceof List<?> list) {
      text.append(' ').append(list.size());
      list.forEach(item -> ((Map<?, ?>) item).values().forEach(v -> append(v, text)));
    } else if (!value.equals("")) {
      text.append(' ').append(normal(value.toString()));
    }
  }

  static List<String> of(JsonNode datagram) {
    List<String> texts = new ArrayList<>();
    List<String> counters = new ArrayList<>();
    for (JsonNode sample : datagram.get("samples")) {
      boolean flow = sample.has("meanSkipCount");
      if (!flow) {
        counters.add(
            "counters %s %s"
                .formatted(
                    sample.get("sampleSequenceNo").asText(), sample.get("sourceId").asText()));
      }
      for (JsonNode element : sample.get("elements")) {
        String tag = element.path(flow ? "flowBlock_tag" : "counterBlock_tag").asText();
        if (!(flow && tag.equals(RAW_HEADER)) && isTyped(flow, tag)) {
          StringBuilder text = new StringBuilder(tag);
          if (TUNNELS.contains(tag) && flow) {
            appendTunnel(element, text);
          } else {
            appendFields(element, text);
          }
          (flow ? texts : counters).add(text.toString());
        }
      }
    }
    texts.addAll(counters);
    return texts;
  }

  private static boolean isTyped(boolean flow, String tag) {
    String[] parts = tag.split(":", 2);
    int number = Structure.tag(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    return Registry.find(flow ? Structure.Kind.FLOW : Structure.Kind.COUNTER, number)
        .map(structure -> structure.layout() != null)
        .orElse(false);
  }

  /** Its fields in the order of the wire; flags are not printed unless it is TCP. */
  private static void appendTunnel(JsonNode element, StringBuilder text) {
    Map<String, String> fields = new TreeMap<>();
    element
        .properties()
        .forEach(
            field ->
                fields.put(
                    field.getKey().replaceFirst("^tunnel_ipv._(in|out)_", ""),
                    field.getValue().asText()));
    String protocol = fields.containsKey("TCPSrcPort") ? "TCP" : "UDP";
    List.of("sampledPacketSize", "IPProtocol", "srcIP", "dstIP")
        .forEach(name -> text.append(' ').append(normal(fields.getOrDefault(name, "?"))));
    List.of(protocol + "SrcPort", protocol + "DstPort", "TCPFlags", "IPTOS")
        .forEach(name -> text.append(' ').append(fields.getOrDefault(name, "0")));
  }

  private static void appendFields(JsonNode node, StringBuilder text) {
    node.properties()
        .forEach(
            field -> {
              if (!NOT_FIELDS.contains(field.getKey())) {
                append(field.getValue(), text);
              }
            });
  }

  private static void append(JsonNode value, StringBuilder text) {
    if (value.isArray()) {
      text.append(' ').append(value.size());
      value.forEach(
          item -> {
            if (item.isObject()) {
              appendFields(item, text);
            } else {
              text.append(' ').append(normal(item.asText()));
            }
          });
    } else if (!value.asText().isEmpty()) {
      text.append(' ').append(normal(value.asText()));
    }
  }

  /** Numbers without trailing zeros, addresses and hex digits in one case. */
  private static String normal(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.matches("-?\\d+\\.\\d+")) {
      return "%.3f".formatted(Double.parseDouble(lower));
    }
    return lower.contains("::")
        ? Addresses.parseIp(lower).map(Addresses::text).orElse(lower)
        : lower;
  }
}
