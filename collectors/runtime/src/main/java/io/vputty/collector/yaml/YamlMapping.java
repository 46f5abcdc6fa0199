package io.vputty.collector.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping of a YAML file, read key by key. Whatever is asked for is a known key; {@link
 * #finish()} reports all others. Nothing here throws for what a file says: it becomes a problem,
 * and reading goes on. Not thread-safe.
 */
public final class YamlMapping {

  private static final int MAX_CODE_POINTS = 1 << 28;

  private final MappingNode node;
  private final String label;
  private final Problems problems;
  private final Map<String, Node> values;
  private final Set<String> known;

  private YamlMapping(
      MappingNode node,
      String label,
      Problems problems,
      Map<String, Node> values,
      Set<String> known) {
    this.node = node;
    this.label = label;
    this.problems = problems;
    this.values = values;
    this.known = known;
  }

  private static YamlMapping of(MappingNode node, String label, Problems problems) {
    Map<String, Node> values = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(tuple.getKeyNode(), label + "a key must be a word");
      } else if (values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
        problems.add(key, label + "key '%s' stands twice".formatted(key.getValue()));
      }
    }
    return new YamlMapping(node, label, problems, values, new TreeSet<>());
  }

  /** Reads a file's text; empty, with a problem, if it is no YAML or not a mapping. */
  public static Optional<YamlMapping> parse(String text, Problems problems) {
    LoadSettings settings =
        LoadSettings.builder().setUseMarks(true).setCodePointLimit(MAX_CODE_POINTS).build();
    try {
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isPresent() && root.get() instanceof MappingNode mapping) {
        return Optional.of(of(mapping, "", problems));
      }
      problems.add(root.flatMap(Node::getStartMark), "keys and values are expected");
    } catch (MarkedYamlEngineException e) {
      problems.add(e.getProblemMark(), e.getProblem());
    } catch (YamlEngineException e) {
      problems.add(Optional.empty(), String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  /** The same mapping; its further problems begin with "LABEL: ". */
  public YamlMapping labelled(String text) {
    return new YamlMapping(node, text + ": ", problems, values, known);
  }

  /** Whether the key stands here. */
  public boolean has(String key) {
    known.add(key);
    return values.containsKey(key);
  }

  /** The single value of a key; empty if the key is absent or has none. */
  public Optional<YamlScalar> scalar(String key) {
    return node(key).flatMap(value -> scalar(key, value));
  }

  /** The values of a key that has a list; a single value counts as a list of one. */
  public List<YamlScalar> scalars(String key) {
    List<YamlScalar> scalars = new ArrayList<>();
    for (Node item : items(key)) {
      scalar(key, item).ifPresent(scalars::add);
    }
    return scalars;
  }

  /** The mappings of a key that has a list of them. */
  public List<YamlMapping> mappings(String key) {
    List<YamlMapping> mappings = new ArrayList<>();
    for (Node item : items(key)) {
      if (item instanceof MappingNode mapping) {
        mappings.add(of(mapping, label, problems));
      } else {
        problems.add(item, label + "%s: keys and values are expected".formatted(key));
      }
    }
    return mappings;
  }

  /** The texts of a key that has a mapping of words. */
  public Map<String, String> texts(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    Optional<Node> value = node(key);
    if (value.isPresent() && value.get() instanceof MappingNode mapping) {
      YamlMapping words = of(mapping, label + key + ": ", problems);
      for (String word : words.values.keySet()) {
        words.scalar(word).ifPresent(scalar -> texts.put(word, scalar.text()));
      }
    } else {
      value.ifPresent(
          other -> problems.add(other, label + "%s: keys and values are expected".formatted(key)));
    }
    return texts;
  }

  /** Reports every key that nobody asked for. */
  public void finish() {
    for (NodeTuple tuple : node.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key && !known.contains(key.getValue())) {
        String name = key.getValue();
        problems.add(
            key, label + "key '%s' is not known%s".formatted(name, Suggestion.of(name, known)));
      }
    }
  }

  /** Notes that something is wrong with the mapping as a whole. */
  public void problem(String message) {
    problems.add(node, label + message);
  }

  private Optional<Node> node(String key) {
    known.add(key);
    return Optional.ofNullable(values.get(key)).filter(value -> !value.getTag().equals(Tag.NULL));
  }

  private List<Node> items(String key) {
    Optional<Node> value = node(key);
    if (value.isEmpty()) {
      return List.of();
    }
    return value.get() instanceof SequenceNode list ? list.getValue() : List.of(value.get());
  }

  private Optional<YamlScalar> scalar(String key, Node value) {
    if (value instanceof ScalarNode scalar) {
      return Optional.of(new YamlScalar(scalar, label, key, problems));
    }
    problems.add(value, label + "%s: one value is expected".formatted(key));
    return Optional.empty();
  }
}
