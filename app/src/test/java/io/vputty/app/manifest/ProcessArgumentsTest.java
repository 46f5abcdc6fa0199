package io.vputty.app.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vputty.app.ChildJvm;
import io.vputty.app.Vputty;
import io.vputty.app.command.ConsoleCommand;
import io.vputty.app.command.SimulateCommand;
import io.vputty.job.affinity.AffinityJob;
import io.vputty.job.drift.DriftJob;
import io.vputty.job.reshape.ReshapeJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * Every argument, and every setting in the environment, that a manifest gives to a process of ours
 * is one that the process knows.
 */
class ProcessArgumentsTest {

  /** What an image's entry point is, before the arguments that the manifest gives. */
  private static final Map<String, List<String>> ENTRY_POINTS =
      Map.of(
          "collector-sflow", List.of("collect", "sflow"),
          "collector-inventory", List.of("collect", "inventory"),
          "collector-blkio", List.of("collect", "blkio"),
          "collector-pagehash", List.of("collect", "pagehash"),
          "actuator", List.of("act"),
          "console", List.of("console"),
          "vputty", List.of());

  private static final String MOUNTED = "/etc/vputty/kafka/kafka.properties";
  private static final String IN_TREE =
      Overlay.FOLDER.resolve("components/mtls/kafka.properties").toString();

  @ParameterizedTest
  @ValueSource(strings = {"local", "production"})
  void processesKnowTheirArguments(String name) throws Exception {
    List<JsonNode> containers = containers(Overlay.render(name));

    assertThat(containers).hasSizeGreaterThanOrEqualTo(4);
    for (JsonNode container : containers) {
      check(container);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "production"})
  void jobsKnowTheirArguments(String name) throws Exception {
    for (JsonNode job : Overlay.render(name).ofKind("FlinkDeployment")) {
      List<String> arguments = texts(job.at("/spec/job/args"));
      // No broker is asked: an argument that is not known is refused before.
      List<String> withWrong =
          Stream.concat(arguments.stream(), Stream.of("--misspelt", "1")).toList();

      assertThatThrownBy(() -> submit(job, withWrong))
          .as(Overlay.id(job))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("unknown argument --misspelt");
    }
  }

  @Test
  void aFlagThatNoProcessHasIsAnError() throws Exception {
    assertThat(checkConfig(List.of("collect", "sflow", "--set=prot=1"), Map.of()))
        .startsWith("exit 2")
        .contains("key 'prot' is not known");
  }

  private static void check(JsonNode container) throws Exception {
    List<String> command = new ArrayList<>(entryPoint(container.path("image").asText()));
    command.addAll(texts(container.path("args")));
    if (command.get(0).equals("collect") || command.get(0).equals("act")) {
      assertThat(checkConfig(command, environment(container)))
          .as(container.path("name").asText())
          .startsWith("exit 0");
    } else {
      Object process =
          command.get(0).equals("console") ? new ConsoleCommand() : new SimulateCommand();
      new CommandLine(process).parseArgs(command.subList(1, command.size()).toArray(String[]::new));
    }
  }

  private static List<String> entryPoint(String image) {
    String name = image.substring(image.lastIndexOf('/') + 1).replaceAll(":.*", "");
    assertThat(ENTRY_POINTS).containsKey(name);
    return ENTRY_POINTS.getOrDefault(name, List.of());
  }

  /** What {@code --check-config} says to the settings, in a process that has them. */
  private static String checkConfig(List<String> arguments, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> command =
        ChildJvm.command(
            "128m",
            Vputty.class,
            Stream.concat(arguments.stream(), Stream.of("--check-config")).toArray(String[]::new));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return "exit %d: %s".formatted(process.waitFor(), output);
  }

  /**
   * What Kubernetes only knows when the pod runs stands for itself; a file that it mounts is read
   * where it is in the tree.
   */
  private static Map<String, String> environment(JsonNode container) {
    Map<String, String> environment = new TreeMap<>();
    for (JsonNode variable : container.path("env")) {
      String value = variable.path("value").asText("given-later");
      environment.put(variable.path("name").asText(), value.equals(MOUNTED) ? IN_TREE : value);
    }
    return environment;
  }

  private static void submit(JsonNode deployment, List<String> arguments) throws Exception {
    String[] given = arguments.toArray(String[]::new);
    String entry = deployment.at("/spec/job/entryClass").asText();
    if (entry.equals(AffinityJob.class.getName())) {
      AffinityJob.main(given);
    } else if (entry.equals(DriftJob.class.getName())) {
      DriftJob.main(given);
    } else {
      assertThat(entry).isEqualTo(ReshapeJob.class.getName());
      ReshapeJob.main(given);
    }
  }

  private static List<JsonNode> containers(Overlay overlay) {
    return overlay.workloads().stream()
        .flatMap(
            workload ->
                StreamSupport.stream(
                    workload.at("/spec/template/spec/containers").spliterator(), false))
        .toList();
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}
