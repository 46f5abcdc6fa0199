package io.vputty.bench.planner;

import io.vputty.bench.planner.contender.Contender;
import io.vputty.bench.planner.instance.Instance;
import io.vputty.bench.planner.instance.SharedInstances;
import io.vputty.bench.planner.instance.Windows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the planner's search beside others. Every run is a row of bench/results/planner.tsv, and
 * rows that are there are not run again; at the end it writes docs/planner.md from all rows.
 */
@Command(name = "PlannerBenchmark", description = "Run it in the root of the repository.")
public final class PlannerBenchmark implements Callable<Integer> {

  private static final Path ROWS = Path.of("bench/results/planner.tsv");
  private static final Path PAGE = Path.of("docs/planner.md");

  @Option(names = "--data", required = true, description = "folder of the instances")
  private Path data = Path.of("");

  @Option(names = "--again", description = "contender whose rows are forgotten first")
  private @Nullable String again;

  @Option(names = "--only", description = "the only contender to run")
  private @Nullable String only;

  @Option(names = "--instance", description = "the only instance to run")
  private @Nullable String instance;

  private final Meter meter = new Meter();

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new PlannerBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(data)) {
      System.err.println("no such folder: " + data);
      return 2;
    }
    Rows rows = Rows.read(ROWS);
    if (again != null) {
      rows.forget(again);
    }
    List<Contender> contenders = contenders();
    SharedInstances instances = new SharedInstances(data);
    for (String name : SharedInstances.names()) {
      if (isAsked(instance, name)) {
        Instance read = instances.read(name);
        run(rows, read, contenders);
        if (SpeedTrial.INSTANCES.contains(name) && isAsked(only, SpeedTrial.NAME)) {
          new SpeedTrial(rows).run(read);
        }
      }
    }
    if (isAsked(instance, RoleTrial.NAME)) {
      new RoleTrial(rows, meter).run(contenders);
    }
    if (isAsked(instance, ScaleTrial.NAME) && only == null) {
      new ScaleTrial(rows, meter).run();
    }
    for (String name : List.of(Windows.DAYS, Windows.FORTNIGHTS)) {
      if (isAsked(instance, name)) {
        follow(rows, name);
      }
    }
    Files.writeString(PAGE, new PlannerPage(rows).text());
    return 0;
  }

  private static boolean isAsked(@Nullable String asked, String name) {
    return asked == null || asked.equals(name);
  }

  private List<Contender> contenders() {
    List<Contender> asked =
        Contender.all().stream().filter(each -> isAsked(only, each.name())).toList();
    asked.stream()
        .filter(each -> !each.isHere())
        .forEach(each -> System.out.println("skipped, not installed: " + each.name()));
    return asked.stream().filter(Contender::isHere).toList();
  }

  private void run(Rows rows, Instance read, List<Contender> contenders) throws IOException {
    for (Contender contender : contenders.stream().filter(each -> each.takes(read)).toList()) {
      rows.addMissing(read, contender, 100, meter);
      if (contender.keepsBudgets()) {
        for (double percent : PlannerTables.BUDGETS) {
          rows.addMissing(read, contender, percent, meter);
        }
      }
    }
  }

  private void follow(Rows rows, String name) throws IOException {
    Windows windows = Windows.read(data, name);
    for (WindowTrial.Way way : WindowTrial.WAYS) {
      if (isAsked(only, way.name())) {
        new WindowTrial(rows, meter).run(name, windows, way);
      }
    }
  }
}
