package io.vputty.bench.actuator;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
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
 * Kills and stops actuators at points of moves' lives, one seed after the other, and appends a row
 * for each. Seeds that the file has are not run again, so it may be stopped and started at will.
 */
@Command(
    name = "actuator-kill-benchmark",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Kills and stops actuators at each point of a move's life.")
public final class ActuatorKillBenchmark implements Callable<Integer> {
  private static final int BAD = 1;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--seeds",
      defaultValue = "200",
      description = "Seeds 1 to this one (${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--rows",
      defaultValue = "bench/results/actuator-kills.tsv",
      description = "The rows (${DEFAULT-VALUE}).")
  private Path rows = Path.of("");

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ActuatorKillBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<KillRow> all = new ArrayList<>(read());
    Set<Long> done = all.stream().map(KillRow::seed).collect(Collectors.toSet());
    Path directory = Files.createTempDirectory("vputty-kills-");
    try (KillStage stage = new KillStage(directory, Clock.systemUTC())) {
      for (long seed = 1; seed <= seeds; seed++) {
        if (!done.contains(seed)) {
          KillRow row = stage.play(seed);
          all.add(row);
          append(row.line());
          tell(row.line());
        }
      }
    }
    tell(KillTable.of(all));
    return all.stream().allMatch(KillRow::good) ? CommandLine.ExitCode.OK : BAD;
  }

  private List<KillRow> read() throws IOException {
    if (!Files.exists(rows)) {
      append(KillRow.HEADER);
    }
    return Files.readAllLines(rows).stream().skip(1).map(KillRow::parse).toList();
  }

  private void append(String line) throws IOException {
    Files.write(
        rows,
        (line + "\n").getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private void tell(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
