package io.vputty.app.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.vputty.app.ChildJvm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Schemas of custom resources as their operators' artefacts have them: the Flink operator's api has
 * its CRDs in it, Strimzi's are made from its classes by its own generator. As the API server does
 * with strict validation, a field that a schema does not name is an error.
 */
final class CrdSchemas {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FLINK = "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

  private static final List<Class<?>> STRIMZI =
      List.of(Kafka.class, KafkaNodePool.class, KafkaTopic.class, KafkaUser.class);

  /** The published api is older than the operator that knows this version: 1.15. */
  private static final String FLINK_VERSION = "v2_3";

  private final Map<String, JsonSchema> byVersionAndKind = new HashMap<>();

  /**
   * Reads and makes them.
   *
   * @param scratch an empty folder
   */
  static CrdSchemas load(Path scratch)
      throws IOException, InterruptedException, ClassNotFoundException {
    CrdSchemas schemas = new CrdSchemas();
    try (InputStream flink = CrdSchemas.class.getResourceAsStream(FLINK)) {
      schemas.add(new String(flink.readAllBytes(), StandardCharsets.UTF_8));
    }
    for (Class<?> resource : STRIMZI) {
      schemas.add(generate(resource, scratch.resolve(resource.getSimpleName() + ".yaml")));
    }
    return schemas;
  }

  private static String generate(Class<?> resource, Path file)
      throws IOException, InterruptedException, ClassNotFoundException {
    List<String> command =
        ChildJvm.command(
            "512m",
            Class.forName("io.strimzi.crdgenerator.CrdGenerator"),
            "--target-kube",
            "1.27+",
            "--yaml",
            resource.getName() + "=" + file);
    Process generator = new ProcessBuilder(command).inheritIO().start();
    if (generator.waitFor() != 0) {
      throw new IllegalStateException("no CRD of " + resource);
    }
    return Files.readString(file);
  }

  boolean know(JsonNode object) {
    return byVersionAndKind.containsKey(key(object));
  }

  /** What is wrong with an object; empty if all is well. */
  List<String> problems(JsonNode object) {
    return Objects.requireNonNull(byVersionAndKind.get(key(object))).validate(object).stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }

  private void add(String crd) {
    Object yaml = new Load(LoadSettings.builder().build()).loadFromString(crd);
    JsonNode spec = JSON.valueToTree(yaml).path("spec");
    String kind = spec.at("/names/kind").asText();
    for (JsonNode version : spec.path("versions")) {
      ObjectNode schema = version.at("/schema/openAPIV3Schema").deepCopy();
      if (kind.equals("FlinkDeployment")) {
        ((ArrayNode) schema.at("/properties/spec/properties/flinkVersion/enum")).add(FLINK_VERSION);
      }
      ObjectNode properties = (ObjectNode) schema.path("properties");
      properties.putObject("apiVersion").put("type", "string");
      properties.putObject("kind").put("type", "string");
      properties.putObject("metadata").put("type", "object");
      close(schema);
      byVersionAndKind.put(
          spec.path("group").asText() + "/" + version.path("name").asText() + "/" + kind,
          JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(schema));
    }
  }

  /** Lets no field in that is not named, and Kubernetes' own words mean what they mean there. */
  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      if (object.path("x-kubernetes-int-or-string").asBoolean()) {
        object.putArray("type").add("integer").add("string");
        object.remove("anyOf");
      }
      boolean open =
          object.has("additionalProperties")
              || object.path("x-kubernetes-preserve-unknown-fields").asBoolean();
      if (object.path("properties").isObject() && object.path("type").isTextual() && !open) {
        object.put("additionalProperties", false);
      }
    }
    schema.forEach(CrdSchemas::close);
  }

  private static String key(JsonNode object) {
    return object.path("apiVersion").asText() + "/" + object.path("kind").asText();
  }
}
