package io.vputty.app.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each overlay renders, and every object is as its schema says. */
class OverlaysTest {

  @TempDir static Path scratch;

  private static CrdSchemas crds = new CrdSchemas();

  @BeforeAll
  static void loadSchemas() throws Exception {
    crds = CrdSchemas.load(scratch);
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "production"})
  void everyObjectIsAsItsSchemaSays(String name) throws Exception {
    Overlay overlay = Overlay.render(name);

    assertThat(overlay.ofKind("FlinkDeployment")).hasSize(3);
    assertThat(overlay.objects())
        .allSatisfy(object -> assertThat(problems(object)).as(Overlay.id(object)).isEmpty());
    assertThat(overlay.objects().stream().map(OverlaysTest::place)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Deployment /spec/template/spec/containers/0/livenessProbe",
        "Service /spec",
        "ServiceMonitor /spec/endpoints/0",
        "Kafka /spec/kafka",
        "KafkaTopic /spec",
        "FlinkDeployment /spec/jobManager",
        "FlinkDeployment /spec/podTemplate/spec/containers/0"
      })
  void aFieldThatNoSchemaHasIsAnError(String place) throws Exception {
    String kind = place.substring(0, place.indexOf(' '));
    JsonNode object =
        Overlay.render("production").ofKind(kind).stream()
            .filter(each -> each.at(place.substring(kind.length() + 1)).isObject())
            .findFirst()
            .orElseThrow()
            .deepCopy();
    assertThat(problems(object)).isEmpty();

    ((ObjectNode) object.at(place.substring(kind.length() + 1))).put("misspelt", "yes");

    assertThat(problems(object)).singleElement().asString().contains("misspelt");
  }

  @Test
  void aValueOfTheWrongTypeIsAnError() throws Exception {
    JsonNode topic = Overlay.render("local").ofKind("KafkaTopic").get(0).deepCopy();

    ((ObjectNode) topic.path("spec")).put("partitions", 0);

    assertThat(problems(topic)).singleElement().asString().contains("partitions");
  }

  private static List<String> problems(JsonNode object) {
    if (crds.know(object)) {
      return crds.problems(object);
    }
    return KubernetesModels.know(object)
        ? KubernetesModels.problems(object)
        : List.of("no schema of " + object.path("apiVersion") + " " + object.path("kind"));
  }

  private static String place(JsonNode object) {
    return object.at("/metadata/namespace").asText() + "/" + Overlay.id(object);
  }
}
