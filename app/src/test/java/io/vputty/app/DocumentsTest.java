package io.vputty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.schema.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Documents name only what is there. */
class DocumentsTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Folders that hold nothing of ours. */
  private static final Set<String> OF_OTHERS = Set.of("target", "data", ".git");

  /**
   * A whole word in backticks in the manner of a class: upper case first, lower case in it. In a
   * cell of a table it is a value.
   */
  private static final Pattern CLASS =
      Pattern.compile("(?<!\\| )`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)`");

  private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#\\s]+)[^)]*\\)");

  private final List<Path> documents = files(".md");

  DocumentsTest() throws IOException {}

  @Test
  void everyClassInBackticksExists() throws IOException {
    Set<String> classes =
        files(".java").stream().map(DocumentsTest::simpleName).collect(Collectors.toSet());
    Contract.PROTOCOL.getTypes().stream().map(Schema::getName).forEach(classes::add);
    assertThat(documents).contains(ROOT.resolve("README.md"));
    for (Path document : documents) {
      assertThat(found(CLASS, document)).as(document.toString()).isSubsetOf(classes);
    }
  }

  @Test
  void everyRelativeLinkLeadsSomewhere() throws IOException {
    for (Path document : documents) {
      assertThat(found(LINK, document))
          .as(document.toString())
          .allSatisfy(link -> assertThat(document.resolveSibling(link)).exists());
    }
  }

  private static List<String> found(Pattern pattern, Path document) throws IOException {
    return pattern
        .matcher(Files.readString(document))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  private static List<Path> files(String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(suffix))
          .filter(file -> !built(ROOT.relativize(file)))
          .toList();
    }
  }

  private static boolean built(Path file) {
    for (Path folder : file) {
      if (OF_OTHERS.contains(folder.toString())) {
        return true;
      }
    }
    return false;
  }

  private static String simpleName(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }
}
