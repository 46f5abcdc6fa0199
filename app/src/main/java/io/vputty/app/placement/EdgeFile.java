package io.vputty.app.placement;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vputty.model.estimate.Interval;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.WeightedEdge;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the edges of a graph in JSON, as {@code vputty graph --format json} writes it: an object
 * whose {@code edges} have source, target, kind, weight and its limits. All else is passed over,
 * and edges are read one by one, so that memory is that of the edges.
 */
final class EdgeFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<EdgeKey, Interval> edges = new LinkedHashMap<>();
  private boolean found;

  private EdgeFile() {}

  /**
   * Reads to the end.
   *
   * @throws IllegalArgumentException naming the edge, counted from 1, or the place in the text
   */
  static List<WeightedEdge> read(Reader text) throws IOException {
    EdgeFile file = new EdgeFile();
    try (JsonParser parser = JSON.getFactory().createParser(text)) {
      file.read(parser);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "line %d: no JSON: %s".formatted(e.getLocation().getLineNr(), e.getOriginalMessage()), e);
    }
    if (!file.found) {
      throw new IllegalArgumentException(
          "holds no \"edges\"; `vputty graph --format json` writes such a file");
    }
    return file.edges.entrySet().stream()
        .map(entry -> new WeightedEdge(entry.getKey(), entry.getValue()))
        .toList();
  }

  private void read(JsonParser parser) throws IOException {
    parser.nextToken();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean edgesFollow = parser.currentName().equals("edges");
      JsonToken value = parser.nextToken();
      if (edgesFollow && value == JsonToken.START_ARRAY) {
        readEdges(parser);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void readEdges(JsonParser parser) throws IOException {
    found = true;
    for (int number = 1; parser.nextToken() != JsonToken.END_ARRAY; number++) {
      JsonNode edge = parser.readValueAsTree();
      try {
        add(edge);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("edge %d: %s".formatted(number, e.getMessage()), e);
      }
    }
  }

  private void add(JsonNode edge) {
    EdgeKind kind = kind(edge.path("kind").asText(EdgeKind.NETWORK.name()));
    EdgeKey key = new EdgeKey(kind, edge.path("source").asText(), edge.path("target").asText());
    double weight = number(edge, "weight", Double.NaN);
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "weight (%s) must be a number and not negative".formatted(edge.path("weight").asText()));
    }
    Interval interval =
        new Interval(weight, number(edge, "low", weight), number(edge, "high", weight));
    if (edges.putIfAbsent(key, interval) != null) {
      throw new IllegalArgumentException("%s is there twice".formatted(key));
    }
  }

  private static EdgeKind kind(String name) {
    return Arrays.stream(EdgeKind.values())
        .filter(kind -> kind.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown kind (%s), known are %s"
                        .formatted(name, Arrays.toString(EdgeKind.values()))));
  }

  private static double number(JsonNode edge, String field, double otherwise) {
    JsonNode value = edge.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    try {
      return value.isNumber() ? value.doubleValue() : Double.parseDouble(value.asText());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s (%s) is no number".formatted(field, value.asText()), e);
    }
  }
}
