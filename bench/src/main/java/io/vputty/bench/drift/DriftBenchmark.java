package io.vputty.bench.drift;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * How soon changes of an edge are found, how often there is none, and what others do. Writes
 * docs/drift.md and its plots; always the same ones. {@code --quick} simulates a tenth and prints.
 */
public final class DriftBenchmark {

  private static final Path DOCS = Path.of("docs");

  private DriftBenchmark() {}

  /** Runs it in the root of the repository. */
  public static void main(String[] arguments) throws IOException {
    List<String> given = Arrays.asList(arguments);
    if (given.equals(List.of("--quick"))) {
      System.out.println(new Page(Results.of(Effort.QUICK)).text());
      return;
    }
    if (!given.isEmpty() || !Files.isDirectory(DOCS)) {
      System.err.println("usage, in the root of the repository: DriftBenchmark [--quick]");
      System.exit(2);
    }
    Results results = Results.of(Effort.FULL);
    Path plots = Files.createDirectories(DOCS.resolve("drift"));
    Files.writeString(DOCS.resolve("drift.md"), new Page(results).text());
    Files.writeString(plots.resolve("delays.svg"), Plots.delays(results.comparison(10, 4)));
    Files.writeString(plots.resolve("alarms.svg"), Plots.alarms(results.alarms()));
  }
}
