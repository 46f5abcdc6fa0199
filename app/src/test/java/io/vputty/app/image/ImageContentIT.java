package io.vputty.app.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What images are made of: their Java runtimes with the jars on them, and bills of materials. */
class ImageContentIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path JDK = Path.of(System.getProperty("java.home"));

  @TempDir static Path scratch;

  @Test
  void collectorsRunOnTheRuntimeOfTheirImage() throws Exception {
    Path java = runtime("collector");
    for (String name : List.of("sflow", "blkio", "pagehash", "inventory")) {
      Path jar = only(ROOT.resolve("collectors/" + name + "/target"), "-runnable.jar");

      assertThat(run(java.toString(), "-jar", jar.toString(), "--check-config"))
          .as(name)
          .startsWith("exit 0")
          .contains("bootstrap: localhost:9092");
    }
    // Beyond its settings: it opens a Kafka client, and ends because nobody answers.
    Path inventory = only(ROOT.resolve("collectors/inventory/target"), "-runnable.jar");
    assertThat(
            run(
                java.toString(),
                "-jar",
                inventory.toString(),
                "--set=bootstrap=127.0.0.1:1",
                "--set=http=off"))
        .startsWith("exit 1")
        .contains("127.0.0.1:1");
  }

  @Test
  void theCommandRunsOnTheRuntimeOfItsImage() throws Exception {
    Path java = runtime("command");
    Path target = ROOT.resolve("app/target");
    String classPath = target.resolve("app.jar") + ":" + target.resolve("lib") + "/*";

    assertThat(
            run(java.toString(), "-cp", classPath, "io.vputty.app.Vputty", "act", "--check-config"))
        .startsWith("exit 0")
        .contains("driver: dry-run");
    assertThat(
            run(
                java.toString(),
                "-cp",
                classPath,
                "io.vputty.app.Vputty",
                "plan",
                "--offline",
                "--graph",
                "src/test/resources/placement/small-20.txt"))
        .startsWith("exit 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "collectors/sflow", "collectors/blkio", "collectors/pagehash", "collectors/inventory",
        "jobs/affinity", "jobs/drift", "jobs/reshape", "app"
      })
  void imagesHaveABillOfMaterials(String module) throws IOException {
    Path file = ROOT.resolve(module + "/target/bom.json");
    assumeTrue(Files.exists(file), "needs a build with -Pimages");
    JsonNode bill = new ObjectMapper().readTree(file.toFile());

    assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(bill.path("components").findValuesAsText("name")).contains("kafka-clients", "avro");
  }

  /** Made as the Dockerfile says. */
  private static Path runtime(String image) throws IOException, InterruptedException {
    assumeTrue(Files.isDirectory(JDK.resolve("jmods")), "needs a JDK with its modules");
    Dockerfile.Stage stage =
        Dockerfile.read(Dockerfile.FOLDER.resolve(image + "/Dockerfile")).stages().get(0);
    String modules = stage.last("ARG").orElseThrow().replace("MODULES=", "");
    Path runtime = scratch.resolve(image);
    List<String> command = new ArrayList<>();
    for (String word : stage.last("RUN").orElseThrow().split(" ", -1)) {
      command.add(word.replace("\"$MODULES\"", modules).replace("/opt/java", runtime.toString()));
    }
    command.set(0, JDK.resolve("bin").resolve(command.get(0)).toString());

    assertThat(run(command.toArray(String[]::new))).startsWith("exit 0");
    return runtime.resolve("bin/java");
  }

  private static Path only(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(suffix)).toList();
      assertThat(found).hasSize(1);
      return found.get(0);
    }
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return "exit %d: %s".formatted(process.waitFor(), output);
  }
}
