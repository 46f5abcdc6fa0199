package io.vputty.app.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Dockerfile's instructions by stage.
 *
 * @param file where it is
 * @param stages in their order
 */
record Dockerfile(Path file, List<Stage> stages) {

  static final Path FOLDER = Path.of("..", "docker").toAbsolutePath().normalize();

  private static final Pattern FROM = Pattern.compile("(\\S+)(?: AS (\\S+))?");

  /**
   * One stage.
   *
   * @param base image or stage that it begins with
   * @param name empty for the last, nameless one
   * @param instructions "RUN apt-get ...", each on one line
   */
  record Stage(String base, String name, List<String> instructions) {

    /** What follows each instruction of that word. */
    List<String> all(String word) {
      return instructions.stream()
          .filter(instruction -> instruction.startsWith(word + " "))
          .map(instruction -> instruction.substring(word.length() + 1).strip())
          .toList();
    }

    Optional<String> last(String word) {
      List<String> all = all(word);
      return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }
  }

  /** Every Dockerfile there is. */
  static List<Dockerfile> all() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(FOLDER)) {
      files = found.filter(file -> file.endsWith("Dockerfile")).sorted().toList();
    }
    List<Dockerfile> all = new ArrayList<>();
    for (Path file : files) {
      all.add(read(file));
    }
    return all;
  }

  static Dockerfile read(Path file) throws IOException {
    return new Dockerfile(file, parse(Files.readString(file)));
  }

  static List<Stage> parse(String text) {
    List<Stage> stages = new ArrayList<>();
    List<String> lines =
        text.replaceAll("(?m)^\\s*#.*\\R", "").replaceAll("\\\\\\R\\s*", "").lines().toList();
    for (String line : lines) {
      if (line.startsWith("FROM ")) {
        Matcher from = FROM.matcher(line.substring(5));
        if (!from.matches()) {
          throw new IllegalArgumentException("not understood: " + line);
        }
        String name = from.group(2) == null ? "" : from.group(2);
        stages.add(new Stage(from.group(1), name, new ArrayList<>()));
      } else if (!line.isBlank() && !stages.isEmpty()) {
        stages.get(stages.size() - 1).instructions().add(line);
      }
    }
    return stages;
  }

  /** Stages that no other copies from: those that become images. */
  List<Stage> images() {
    String text =
        String.join(" ", stages.stream().flatMap(s -> s.instructions().stream()).toList());
    return stages.stream().filter(stage -> !text.contains("--from=" + stage.name() + " ")).toList();
  }

  /** The stage and those that it is based on, nearest first. */
  List<Stage> lineage(Stage stage) {
    Map<String, Stage> byName = new LinkedHashMap<>();
    stages.forEach(each -> byName.put(each.name(), each));
    List<Stage> lineage = new ArrayList<>();
    for (Stage each = stage; each != null; each = byName.get(each.base())) {
      lineage.add(each);
    }
    return lineage;
  }

  /** What an instruction of that word says last, here or in a stage below. */
  Optional<String> effective(Stage stage, String word) {
    return lineage(stage).stream().flatMap(each -> each.last(word).stream()).findFirst();
  }
}
