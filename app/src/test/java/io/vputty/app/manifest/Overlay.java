package io.vputty.app.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * One overlay of k8s/, as kustomize renders it; a test that asks for one is skipped where neither
 * {@code kubectl} nor {@code kustomize} is on the path.
 *
 * @param name its folder
 * @param objects every object, in kustomize's order
 */
record Overlay(String name, List<JsonNode> objects) {

  static final Path FOLDER = Path.of("..", "k8s").toAbsolutePath().normalize();

  private static final ObjectMapper JSON = new ObjectMapper();

  static Overlay render(String name) throws IOException, InterruptedException {
    Optional<List<String>> kustomize = kustomize();
    assumeTrue(kustomize.isPresent(), "needs kubectl or kustomize (bench/lab/packages.sh)");
    Path folder = FOLDER.resolve("overlays").resolve(name);
    Path errors = Files.createTempFile("kustomize", ".log");
    List<String> command =
        Stream.concat(kustomize.get().stream(), Stream.of(folder.toString())).toList();
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    Files.delete(errors);
    return new Overlay(name, parse(text));
  }

  /** Every object of a YAML file with one or more documents. */
  static List<JsonNode> parse(String text) {
    List<JsonNode> objects = new ArrayList<>();
    new Load(LoadSettings.builder().build())
        .loadAllFromString(text)
        .forEach(object -> objects.add(JSON.valueToTree(object)));
    return objects;
  }

  /** "Deployment/console". */
  static String id(JsonNode object) {
    return object.path("kind").asText() + "/" + object.at("/metadata/name").asText();
  }

  List<JsonNode> ofKind(String... kinds) {
    return objects.stream()
        .filter(object -> List.of(kinds).contains(object.path("kind").asText()))
        .toList();
  }

  /** What makes pods of ours: not Flink's, which are made by its operator. */
  List<JsonNode> workloads() {
    return ofKind("Deployment", "StatefulSet", "DaemonSet");
  }

  private static Optional<List<String>> kustomize() {
    return onPath("kubectl")
        .map(file -> List.of(file, "kustomize"))
        .or(() -> onPath("kustomize").map(file -> List.of(file, "build")));
  }

  private static Optional<String> onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
