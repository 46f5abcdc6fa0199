package io.vputty.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Dashboards and alert rules ask for metrics that there are. */
class MonitoringTest {

  private static final Path MONITORING = Path.of("..", "k8s", "monitoring");
  private static final Pattern METRIC =
      Pattern.compile("\\b((?:vputty|flink|jvm|process|system)_\\w+)");
  private static final Pattern DOCUMENTED = Pattern.compile("`([a-z]+_\\w+\\*?)`");

  private final Set<String> documented = names(DOCUMENTED, Files.readString(page()));

  MonitoringTest() throws IOException {}

  @Test
  void everyMetricOfTheDashboardsIsDocumented() throws IOException {
    List<Path> dashboards = files(".json");
    assertThat(dashboards).hasSizeGreaterThanOrEqualTo(2);
    for (Path file : dashboards) {
      List<String> queries =
          new ObjectMapper()
              .readTree(file.toFile()).findValues("expr").stream().map(JsonNode::asText).toList();
      assertThat(queries).as(file.toString()).isNotEmpty().allSatisfy(this::isDocumented);
    }
  }

  @Test
  void everyMetricOfTheAlertRulesIsDocumented() throws IOException {
    List<JsonNode> rules = rules(MONITORING.resolve("alerts.yaml"));

    assertThat(rules).isNotEmpty();
    assertThat(rules)
        .allSatisfy(
            rule -> {
              isDocumented(rule.path("expr").asText());
              assertThat(rule.path("annotations").path("summary").asText()).isNotEmpty();
              assertThat(rule.path("annotations").path("action").asText()).isNotEmpty();
            });
    assertThat(rules.stream().map(rule -> rule.path("alert").asText())).doesNotHaveDuplicates();
  }

  private void isDocumented(String query) {
    Set<String> asked = names(METRIC, query);
    assertThat(asked).as(query).isNotEmpty();
    assertThat(asked)
        .allSatisfy(
            name ->
                assertThat(documented)
                    .as(name + " is in docs/metrics.md")
                    .anyMatch(
                        known ->
                            known.equals(name)
                                || (known.endsWith("*")
                                    && name.startsWith(known.substring(0, known.length() - 1)))));
  }

  private static List<JsonNode> rules(Path file) throws IOException {
    Object root = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    List<JsonNode> rules = new ArrayList<>();
    new ObjectMapper().valueToTree(root).findValues("rules").forEach(of -> of.forEach(rules::add));
    return rules;
  }

  private static Set<String> names(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Path page() {
    return Path.of("..", "docs", "metrics.md");
  }

  private static List<Path> files(String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(MONITORING)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }
}
