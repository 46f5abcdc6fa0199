package io.vputty.collector.yaml;

import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** One value of a YAML file, where it stands. */
public final class YamlScalar {

  private final ScalarNode node;
  private final String label;
  private final String key;
  private final Problems problems;

  YamlScalar(ScalarNode node, String label, String key, Problems problems) {
    this.node = node;
    this.label = label;
    this.key = key;
    this.problems = problems;
  }

  /** The value as it is written. */
  public String text() {
    return node.getValue();
  }

  /**
   * The value as something else.
   *
   * @param expected what it should be, for the message: "a size such as 64GiB"
   * @return empty if the parser refused it, which is then a problem
   */
  public <T> Optional<T> as(Function<String, Optional<T>> parser, String expected) {
    Optional<T> value = parser.apply(text());
    if (value.isEmpty()) {
      problem("%s: '%s' is not %s".formatted(key, text(), expected));
    }
    return value;
  }

  /** Notes that something is wrong here. */
  public void problem(String message) {
    problems.add(node, label + message);
  }
}
