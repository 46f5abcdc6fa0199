package io.vputty.bench.drift.nab;

import io.vputty.bench.drift.nab.faults.FaultTables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes docs/drift-public.md: the drift detector on series that others labelled. */
@Command(
    name = "public-drift-benchmark",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Scores the drift detector on public labelled series.")
public final class PublicDriftBenchmark implements Callable<Integer> {

  private static final int NO_SERIES = 2;

  @Option(
      names = "--data",
      defaultValue = "../shared/data/drift",
      description = "Folder with nab/ and microservices/ (${DEFAULT-VALUE}).")
  private Path data = Path.of("");

  @Option(
      names = "--results",
      description = "The folder results of a clone of numenta/NAB; scores its published rows too.")
  private @Nullable Path results;

  @Option(
      names = "--page",
      defaultValue = "docs/drift-public.md",
      description = "The page to write (${DEFAULT-VALUE}).")
  private Path page = Path.of("");

  /** Runs it. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new PublicDriftBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path series = data.resolve("nab");
    Path calls = data.resolve("microservices");
    if (!Files.isDirectory(series) || !Files.isDirectory(calls)) {
      System.err.printf("no labelled series: %s has no nab/ and microservices/ (--data)%n", data);
      return NO_SERIES;
    }
    if (results != null && !Files.isDirectory(results)) {
      System.err.printf("no published rows: %s is no folder (--results)%n", results);
      return NO_SERIES;
    }
    SeriesTables tables = new SeriesTables(LabelledSet.read(series));
    Files.writeString(page, PublicDriftPage.text(tables, results, FaultTables.of(calls)));
    return 0;
  }
}
