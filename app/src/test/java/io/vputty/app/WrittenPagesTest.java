package io.vputty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.collector.blkio.BlkioConfig;
import io.vputty.collector.blkio.BlkioMetrics;
import io.vputty.collector.inventory.InventoryConfig;
import io.vputty.collector.inventory.InventoryMetrics;
import io.vputty.collector.metrics.Catalog;
import io.vputty.collector.pagehash.PagehashConfig;
import io.vputty.collector.pagehash.PagehashMetrics;
import io.vputty.collector.sflow.SflowConfig;
import io.vputty.collector.sflow.operation.SflowMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages, and parts of pages, that are written from the code say what the code says. */
class WrittenPagesTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String WRITE = "vputty.write";
  private static final String HOW =
      "./mvnw -pl app -am test -Dtest=WrittenPagesTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dvputty.write=true  writes it anew";

  private static final Pattern COUNTED =
      Pattern.compile("\\b(?:increment|add|counter)\\(([^;]*?)\\)");
  private static final Pattern NAME = Pattern.compile("\"([a-z-]+(?:\\.[a-z-]+)+\\.?)\"");

  @Test
  void metricsAreThoseOfTheCatalogs() throws IOException {
    same(ROOT.resolve("docs/metrics.md"), MetricsPage.text());
  }

  @Test
  void commandsAreThoseOfTheCommandLine() throws IOException {
    same(ROOT.resolve("docs/cli.md"), CliPage.text());
  }

  @Test
  void everyCounterOfTheJobsHasAMeaning() throws IOException {
    assertThat(JobCounters.inCode(ROOT.resolve("jobs")))
        .containsExactlyElementsOf(JobCounters.MEANINGS.keySet());
  }

  @Test
  void settingsOfTheSflowCollectorAreThoseOfItsRecord() throws IOException {
    settings("sflow", SflowConfig.DEFAULTS);
  }

  @Test
  void settingsOfTheBlockIoCollectorAreThoseOfItsRecord() throws IOException {
    settings("blkio", BlkioConfig.DEFAULTS);
  }

  @Test
  void settingsOfThePageHashCollectorAreThoseOfItsRecord() throws IOException {
    settings("pagehash", PagehashConfig.DEFAULTS);
  }

  @Test
  void settingsOfTheInventoryCollectorAreThoseOfItsRecord() throws IOException {
    settings("inventory", InventoryConfig.DEFAULTS);
  }

  @Test
  void rightsAreThoseOfTheRoles() throws IOException {
    part(ROOT.resolve("docs/security.md"), "roles", ContractTables.roles());
  }

  @Test
  void topicsAreThoseOfTheContract() throws IOException {
    part(ROOT.resolve("docs/operating.md"), "topics", ContractTables.topics());
  }

  @Test
  void everyCounterOfTheCollectorsHasAMetric() throws IOException {
    Catalog all =
        Catalog.SHARED
            .and(SflowMetrics.CATALOG)
            .and(BlkioMetrics.CATALOG)
            .and(PagehashMetrics.CATALOG)
            .and(InventoryMetrics.CATALOG);
    List<String> counters = counters();
    assertThat(counters)
        .contains("datagrams.received", "datagrams.malformed.", "entities.added", "ticks.failed");
    assertThat(counters)
        .allSatisfy(
            counter ->
                assertThat(all.familyOf(counter.endsWith(".") ? counter + "reason" : counter))
                    .as(counter)
                    .isPresent());
  }

  private static List<String> counters() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve("collectors"))) {
      return files
          .filter(file -> file.toString().matches(".*/src/main/java/.*\\.java"))
          .flatMap(file -> COUNTED.matcher(read(file)).results())
          .flatMap((MatchResult call) -> NAME.matcher(call.group(1)).results())
          .map((MatchResult name) -> name.group(1))
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void settings(String collector, Record defaults) throws IOException {
    Path folder = ROOT.resolve("collectors/" + collector);
    String name = defaults.getClass().getName().replace('.', '/');
    String source = Files.readString(folder.resolve("src/main/java/" + name + ".java"));
    String table = SettingsTable.text(defaults, source);
    assertThat(table).as("a setting without its @param").doesNotContain("| ? |");
    part(folder.resolve("README.md"), "settings", table);
  }

  /** A part of a page, between two comments that name it. */
  private static void part(Path page, String name, String expected) throws IOException {
    String text = Files.readString(page);
    String begin = "<!-- %s -->\n".formatted(name);
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf("<!-- end of %s -->".formatted(name));
    assertThat(to).as("%s has a place for its %s", page, name).isGreaterThanOrEqualTo(from);
    same(page, text.substring(0, from) + expected + text.substring(to));
  }

  private static void same(Path page, String text) throws IOException {
    if (Boolean.getBoolean(WRITE)) {
      Files.createDirectories(page.resolveSibling(""));
      Files.writeString(page, text);
    }
    assertThat(page).as(HOW).hasContent(text);
  }
}
