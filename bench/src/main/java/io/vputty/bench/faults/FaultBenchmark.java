package io.vputty.bench.faults;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Puts faults into runs of the pipeline, one seed after the other, and appends a row for each.
 * Seeds that the file has are not run again, so it may be stopped and started at will.
 */
@Command(
    name = "fault-benchmark",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Kills and stops the processes of a run, and compares it with a calm one.")
public final class FaultBenchmark implements Callable<Integer> {
  private static final int BAD = 1;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--seeds",
      defaultValue = "200",
      description = "Seeds 1 to this one (${DEFAULT-VALUE}); 0 only writes the page.")
  private int seeds;

  @Option(names = "--first", defaultValue = "1", description = "The first seed (${DEFAULT-VALUE}).")
  private int first;

  @Option(
      names = "--rows",
      defaultValue = "bench/results/faults.tsv",
      description = "The rows (${DEFAULT-VALUE}).")
  private Path rows = Path.of("");

  @Option(
      names = "--page",
      defaultValue = "docs/reliability.md",
      description = "The page that is made of them (${DEFAULT-VALUE}).")
  private Path page = Path.of("");

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new FaultBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    FaultRows file = new FaultRows(rows);
    List<FaultRow> all = new ArrayList<>(file.read());
    Set<Long> done = all.stream().map(FaultRow::seed).collect(Collectors.toSet());
    if (seeds > 0) {
      play(file, all, done);
    }
    Files.writeString(page, ReliabilityPage.of(all));
    return all.stream().allMatch(FaultRow::good) ? CommandLine.ExitCode.OK : BAD;
  }

  private void play(FaultRows file, List<FaultRow> all, Set<Long> done) throws Exception {
    Path directory = Files.createTempDirectory("vputty-faults-");
    try (PipelineStage stage = new PipelineStage(directory)) {
      for (long seed = first; seed <= seeds; seed++) {
        if (!done.contains(seed)) {
          FaultRow row = stage.play(seed);
          all.add(row);
          file.append(row);
          tell(row.line());
          row.differences().forEach(this::tell);
        }
      }
    }
  }

  private void tell(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
