package io.vputty.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The list of licences is that of what the build ships. */
class LicencesIT {

  private static final Path LIB = Path.of("target", "lib");
  private static final Path PAGE = Path.of("..", "docs", "licences.md");
  private static final Pattern ROW =
      Pattern.compile("\\| [^:| ]+:(?<name>[^| ]+) \\| (?<version>[^| ]+) \\| (?<licence>.*) \\|");

  private static Set<String> rows;

  @BeforeAll
  static void read() throws IOException {
    rows =
        Files.readAllLines(PAGE).stream()
            .filter(line -> ROW.matcher(line).matches())
            .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyLibraryIsListedAndNoOther() throws IOException {
    Set<String> listed =
        rows.stream()
            .map(row -> ROW.matcher(row).replaceFirst("${name}-${version}"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(shipped(listed)).as("bench/licences.sh writes the list anew").isEqualTo(listed);
  }

  /** Jars by name and version, without the classifier of native ones. */
  private static Set<String> shipped(Set<String> listed) throws IOException {
    try (Stream<Path> jars = Files.list(LIB)) {
      return jars.map(jar -> String.valueOf(jar.getFileName()))
          .filter(jar -> !jar.contains("SNAPSHOT"))
          .map(jar -> jar.substring(0, jar.length() - ".jar".length()))
          .map(jar -> listed.stream().filter(jar::startsWith).findFirst().orElse(jar))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void eachHasALicenceThatMayBeShipped() {
    assertThat(rows).isNotEmpty();
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(ROW.matcher(row).replaceFirst("${licence}"))
                    .as(row)
                    .matches(
                        "(?i).*(apache|mit|bsd|eclipse|epl|lgpl|lesser|cddl|cc0|public|go license).*"));
  }
}
