package io.vputty.bench.consolidation;

import io.vputty.model.footprint.Prices;
import io.vputty.model.plan.PlannerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Writes bench/results/consolidation.md: the planner, with its default prices and options, on two
 * days of PlanetLab, beside what CloudSim 3.0.3 gives for LR-MMT 1.2 and others.
 */
@Command(
    name = "consolidation-benchmark",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Consolidates the VMs of PlanetLab's days.")
public final class ConsolidationBenchmark implements Callable<Integer> {

  private static final int NO_DATA = 2;
  private static final int HOSTS = 800;
  private static final int MOST_MOVES = 400;
  private static final int TWO_HOURS = 24;
  private static final List<String> DAYS = List.of("20110303", "20110403");

  private static final String HEAD =
      """
      # Consolidation on PlanetLab's days

      Written by `io.vputty.bench.consolidation.ConsolidationBenchmark`. 800 hosts, half HP ML110 G4 (86-117 W), half G5 (93.7-135 W),
      power by SPECpower's table; VMs of CloudSim's four kinds replay what PlanetLab's VMs used, sampled every 5 minutes. *Ours*: the
      planner with its default prices and options and at most 400 moves a plan, run every 5 minutes on the last two hours; it sees
      nothing of what comes. The day begins with each VM on the first host that has room for all it may use, as CloudSim's does.

      Energy; migrations; SLATAH: share of hosts' active time in which their VMs want all they have or more; PDM: what VMs lose in
      migrations, a tenth of their CPU while 62.5 MiB of memory are sent a second; SLAV = SLATAH x PDM; ESV = SLAV x kWh. Metrics of
      Beloglazov and Buyya (CCPE 2012). The other rows were run with CloudSim 3.0.3, not by this command.

      | day | policy | kWh | migrations | a VM | hosts on | SLATAH | PDM | SLAV | ESV |
      |---|---|---|---|---|---|---|---|---|---|
      """;

  private static final String OTHERS =
      """
      | 20110303 | LR-MMT 1.2 | 167.83 | 27,649 | 26.3 | | 5.72% | 0.08% | 4.32e-05 | 7.25e-03 |
      | 20110303 | THR | 198.08 | | | | | | | |
      | 20110303 | IQR | 193.63 | | | | | | | |
      | 20110303 | MAD | 189.79 | | | | | | | |
      | 20110303 | no migrations, DVFS | 764.96 | 0 | 0 | | | | | |
      | 20110403 | LR-MMT 1.2 | 231.42 | 39,457 | 27.0 | | 6.11% | | 4.89e-05 | 1.13e-02 |
      """;

  @Option(
      names = "--data",
      defaultValue = "../shared/data/planetlab",
      description = "Folder with DAY.csv.gz (${DEFAULT-VALUE}).")
  private Path data = Path.of("");

  @Option(
      names = "--page",
      defaultValue = "bench/results/consolidation.md",
      description = "The page to write (${DEFAULT-VALUE}).")
  private Path page = Path.of("");

  /** Runs it. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ConsolidationBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    StringBuilder text = new StringBuilder(HEAD);
    for (String day : DAYS) {
      Path file = data.resolve(day + ".csv.gz");
      if (!Files.exists(file)) {
        System.err.printf("no trace: %s is not there (--data)%n", file);
        return NO_DATA;
      }
      text.append(row(day, Trace.read(file)));
    }
    Files.writeString(page, text.append(OTHERS));
    return 0;
  }

  private static String row(String day, List<Guest> guests) {
    List<Machine> machines =
        IntStream.range(0, HOSTS)
            .mapToObj(host -> host % 2 == 0 ? Machine.G4 : Machine.G5)
            .toList();
    PlannerOptions options = PlannerOptions.defaults().withMaxMoves(MOST_MOVES);
    Tally tally = new Simulation(guests, machines, Prices.defaults(), options, TWO_HOURS).run();
    return String.format(
        Locale.ROOT,
        "| %s | **ours** | **%.2f** | %,d | %.2f | %.0f | %.2f%% | %.4f%% | %.2e | **%.2e** |%n",
        day,
        tally.kwh(),
        tally.migrations(),
        (double) tally.migrations() / guests.size(),
        tally.meanHosts(),
        100 * tally.slatah(),
        100 * tally.pdm(),
        tally.slav(),
        tally.esv());
  }
}
