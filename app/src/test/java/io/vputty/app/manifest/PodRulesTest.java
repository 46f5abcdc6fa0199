package io.vputty.app.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every pod, and what for all but those that look at hosts. */
class PodRulesTest {

  private static final String HOSTS = "vputty-hosts";

  /** Made by people or by operators; k8s/README.md lists those of people. */
  private static final Set<String> SECRETS_OF_OTHERS = Set.of("vputty-cluster-ca-cert");

  private static final List<Integer> METRICS = List.of(9643, 9644, 9645, 9646);

  @ParameterizedTest
  @ValueSource(strings = {"local", "production"})
  void podsMayNothingThatTheyNeedNot(String name) throws Exception {
    for (JsonNode workload : Overlay.render(name).workloads()) {
      JsonNode pod = workload.at("/spec/template/spec");
      boolean onHost = workload.at("/metadata/namespace").asText().equals(HOSTS);
      assertThat(pod.path("hostPID").asBoolean()).as(Overlay.id(workload)).isEqualTo(onHost);
      assertThat(pod.path("hostNetwork").asBoolean()).isFalse();
      assertThat(pod.path("enableServiceLinks").asBoolean(true))
          .as("variables of services could be taken for settings")
          .isFalse();
      assertThat(pod.at("/securityContext/seccompProfile/type").asText())
          .isEqualTo("RuntimeDefault");
      for (JsonNode container : pod.path("containers")) {
        restricted(Overlay.id(workload), pod, container);
      }
    }
  }

  private static void restricted(String id, JsonNode pod, JsonNode container) {
    JsonNode context = container.path("securityContext");
    assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).as(id).isFalse();
    assertThat(context.path("readOnlyRootFilesystem").asBoolean()).as(id).isTrue();
    assertThat(context.at("/capabilities/drop").toString()).as(id).isEqualTo("[\"ALL\"]");
    assertThat(container.at("/resources/requests/cpu").isMissingNode()).as(id).isFalse();
    assertThat(container.at("/resources/limits/memory").asText())
        .as(id)
        .isNotEmpty()
        .isEqualTo(container.at("/resources/requests/memory").asText());
    assertThat(container.path("image").asText()).as(id).matches(".+:[0-9][0-9.]*");
    if (id.equals("DaemonSet/pagehash")) {
      assertThat(context.at("/capabilities/add").toString())
          .isEqualTo("[\"SYS_PTRACE\",\"DAC_READ_SEARCH\"]");
    } else {
      assertThat(context.at("/capabilities/add").isMissingNode()).as(id).isTrue();
      assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).as(id).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "production"})
  void collectorsAreAskedWhereTheyAnswer(String name) throws Exception {
    int asked = 0;
    for (JsonNode workload : Overlay.render(name).workloads()) {
      for (JsonNode container : workload.at("/spec/template/spec/containers")) {
        if (container.path("image").asText().contains("/collector-")) {
          asked++;
          assertThat(container.at("/livenessProbe/httpGet/path").asText())
              .isEqualTo("/health/live");
          assertThat(container.at("/readinessProbe/httpGet/path").asText())
              .isEqualTo("/health/ready");
          int port = port(container, container.at("/livenessProbe/httpGet/port").asText());
          assertThat(port).isIn(METRICS);
          assertThat(container.path("args").toString()).contains("http=0.0.0.0:" + port);
        }
      }
    }
    assertThat(asked).isGreaterThanOrEqualTo(2);
  }

  private static int port(JsonNode container, String name) {
    return StreamSupport.stream(container.path("ports").spliterator(), false)
        .filter(port -> port.path("name").asText().equals(name))
        .mapToInt(port -> port.path("containerPort").asInt())
        .sum();
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "production"})
  void secretsAndConfigMapsAreThereOrTold(String name) throws Exception {
    Overlay overlay = Overlay.render(name);
    String page = Files.readString(Overlay.FOLDER.resolve("README.md"));
    Set<String> maps = names(overlay, "ConfigMap");
    Set<String> users = names(overlay, "KafkaUser");
    Set<String> asked = new TreeSet<>();
    overlay.objects().forEach(object -> asked.addAll(object.findValuesAsText("secretName")));
    overlay.objects().stream()
        .flatMap(object -> object.findValues("secretKeyRef").stream())
        .forEach(reference -> asked.add(reference.path("name").asText()));
    asked.removeAll(SECRETS_OF_OTHERS);
    users.forEach(user -> asked.remove("kafka-user-" + user));

    assertThat(asked).allSatisfy(secret -> assertThat(page).contains("`" + secret + "`"));
    assertThat(overlay.objects().stream().flatMap(o -> o.findValues("configMap").stream()))
        .allSatisfy(map -> assertThat(maps).contains(map.path("name").asText()));
  }

  private static Set<String> names(Overlay overlay, String kind) {
    Set<String> names = new TreeSet<>();
    overlay.ofKind(kind).forEach(object -> names.add(object.at("/metadata/name").asText()));
    return names;
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "production"})
  void whatSelectsPodsFindsSome(String name) throws IOException, InterruptedException {
    Overlay overlay = Overlay.render(name);
    for (JsonNode object : overlay.ofKind("Service", "PodDisruptionBudget")) {
      JsonNode selector =
          object.path("kind").asText().equals("Service")
              ? object.at("/spec/selector")
              : object.at("/spec/selector/matchLabels");
      // TaskManagers bear labels of Flink's, too.
      assertThat(
              overlay.workloads().stream()
                      .map(workload -> workload.at("/spec/template/metadata/labels"))
                      .anyMatch(labels -> has(labels, selector))
                  || selector.path("component").asText().equals("taskmanager"))
          .as(Overlay.id(object))
          .isTrue();
    }
  }

  private static boolean has(JsonNode labels, JsonNode selector) {
    return selector.properties().stream()
        .allMatch(entry -> labels.path(entry.getKey()).equals(entry.getValue()));
  }
}
