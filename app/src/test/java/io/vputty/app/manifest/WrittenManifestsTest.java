package io.vputty.app.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Manifests that are written from the code say what the code says. */
class WrittenManifestsTest {

  private static final String WRITE = "vputty.write";
  private static final String HOW =
      "./mvnw -pl app -am test -Dtest=WrittenManifestsTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dvputty.write=true  writes it anew";

  @Test
  void topicsAreThoseOfTheContract() throws IOException {
    same("topics/production/topics.yaml", TopicManifests.production());
    same("topics/demo/topics.yaml", TopicManifests.demo());
  }

  @Test
  void usersAreTheRoles() throws IOException {
    same("components/mtls/users.yaml", UserManifests.all());
  }

  @Test
  void rulesOfThePrometheusOperatorAreThoseOfPrometheus() throws IOException {
    String rules = Files.readString(Overlay.FOLDER.resolve("monitoring/alerts.yaml"));
    same("monitoring/prometheus-rule.yaml", prometheusRule(rules));
  }

  private static String prometheusRule(String rules) {
    String head =
        """
        # Written from alerts.yaml by WrittenManifestsTest. Not to be edited.
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata:
          name: vputty
          namespace: vputty
        spec:
        """;
    return rules
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> (line.isEmpty() ? "" : "  " + line) + System.lineSeparator())
        .reduce(head, String::concat);
  }

  private static void same(String name, String text) throws IOException {
    Path file = Overlay.FOLDER.resolve(name);
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(file, text);
    }
    assertThat(file).as(HOW).hasContent(text);
  }
}
