package io.vputty.app.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vputty.app.image.Dockerfile.Stage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that every Dockerfile keeps, and the compose file to Compose itself. */
class DockerfilesTest {

  private static final List<String> LABELS =
      List.of("title", "description", "version", "licenses", "base.name");

  @Test
  void everyDockerfileKeepsTheRules() throws IOException {
    List<Dockerfile> files = Dockerfile.all();

    assertThat(files).hasSizeGreaterThanOrEqualTo(3);
    assertThat(files)
        .allSatisfy(file -> assertThat(problems(file)).as(file.file().toString()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FROM debian",
        "FROM debian:latest",
        "FROM debian:12\nUSER root",
        "FROM debian:12\nADD https://example.com/x /x",
        "FROM debian:12\nRUN curl https://example.com/x | sh",
        "FROM debian:12\nRUN apt-get install -y jq",
        "FROM debian:12\nENTRYPOINT java -jar x.jar",
        "FROM debian:12\nLABEL org.opencontainers.image.title=x\nUSER 1"
      })
  void aRuleThatIsBrokenIsTold(String text) {
    assertThat(problems(new Dockerfile(Path.of("planted"), Dockerfile.parse(text)))).isNotEmpty();
  }

  @Test
  void composeReadsItsFile() throws Exception {
    assumeTrue(onPath("docker-compose"), "needs docker-compose (bench/lab/packages.sh)");
    Path file = Dockerfile.FOLDER.resolve("compose.yaml");
    Process compose =
        new ProcessBuilder("docker-compose", "-f", file.toString(), "config", "--quiet")
            .redirectErrorStream(true)
            .start();
    String output = new String(compose.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(compose.waitFor()).as(output).isZero();
  }

  private static List<String> problems(Dockerfile file) {
    List<String> problems = new ArrayList<>();
    Set<String> names = file.stages().stream().map(Stage::name).collect(Collectors.toSet());
    for (Stage stage : file.stages()) {
      if (!names.contains(stage.base()) && !stage.base().matches("[^:]+:(?!latest)[\\w.-]+")) {
        problems.add("base without a fixed tag: " + stage.base());
      }
      stage.all("ADD").forEach(add -> problems.add("ADD, where COPY says what it does: " + add));
      stage.all("RUN").forEach(run -> problemsOf(run, problems));
      stage.all("ENTRYPOINT").stream()
          .filter(entry -> !entry.startsWith("["))
          .forEach(entry -> problems.add("a shell before the process: " + entry));
    }
    file.images().forEach(image -> problemsOf(file, image, problems));
    return problems;
  }

  private static void problemsOf(String run, List<String> problems) {
    if (run.matches(".*\\b(curl|wget)\\b.*")) {
      problems.add("fetched without a registry: " + run);
    }
    if (run.contains("apt-get install")
        && !(run.contains("--no-install-recommends") && run.contains("/var/lib/apt/lists"))) {
      problems.add("more installed than needed, or lists left: " + run);
    }
  }

  private static void problemsOf(Dockerfile file, Stage image, List<String> problems) {
    String user = file.effective(image, "USER").orElse("root");
    if (user.matches("(root|0)(:.*)?")) {
      problems.add("image '%s' runs as %s".formatted(image.name(), user));
    }
    String labels =
        file.lineage(image).stream()
            .flatMap(stage -> stage.all("LABEL").stream())
            .collect(Collectors.joining(" "));
    LABELS.stream()
        .filter(label -> !labels.contains("org.opencontainers.image." + label + "="))
        .forEach(label -> problems.add("image '%s' lacks %s".formatted(image.name(), label)));
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
