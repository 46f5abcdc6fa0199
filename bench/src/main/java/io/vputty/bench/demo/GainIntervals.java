package io.vputty.bench.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs the demo with one seed after the other and writes down each move's predicted and measured
 * gain, then prints how many were measured within the predicted interval and how wide that was.
 * Seeds that the file has are not run again.
 */
@Command(
    name = "gain-intervals",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Holds the gains that plans predict against the demo's own byte counters.")
public final class GainIntervals implements Callable<Integer> {

  private static final String HEADER = "seed\tplan\tvm\tvalue\tlow\thigh\tmeasured\n";

  /** Rounding errors of sums in another order. */
  private static final double ROUNDING = 1e-9;

  @Option(
      names = "--seeds",
      defaultValue = "20",
      description = "Seeds 1 to this one (${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--duration",
      defaultValue = "75s",
      description = "How long each demo runs (${DEFAULT-VALUE}).")
  private String duration = "";

  @Option(
      names = "--runs",
      defaultValue = "20",
      description = "Demos run this time at most (${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--file",
      defaultValue = "bench/results/demo-gains.tsv",
      description = "The rows (${DEFAULT-VALUE}).")
  private Path file = Path.of("");

  /** Gains of one move, $ per hour. */
  private record Row(int seed, double value, double low, double high, double measured) {

    static Row of(String line) {
      String[] cells = line.split("\t", -1);
      return new Row(
          Integer.parseInt(cells[0]),
          Double.parseDouble(cells[3]),
          Double.parseDouble(cells[4]),
          Double.parseDouble(cells[5]),
          Double.parseDouble(cells[6]));
    }

    boolean within() {
      return low - ROUNDING <= measured && measured <= high + ROUNDING;
    }

    double relativeHalfWidth() {
      return (high - low) / 2 / Math.abs(value);
    }
  }

  /** Runs it in the root of the repository. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new GainIntervals()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (Files.notExists(file)) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, HEADER);
    }
    int done = 0;
    int failed = 0;
    for (int seed = 1; seed <= seeds && done < runs; seed++) {
      if (!seedsOf(rows()).contains(seed)) {
        System.err.printf("seed %d of %d ...%n", seed, seeds);
        failed += run(seed) ? 0 : 1;
        done++;
      }
    }
    summarise(rows());
    return failed == 0 ? 0 : 1;
  }

  /** Whether a demo told of gains; one whose pipeline did not get that far is run again later. */
  private boolean run(int seed) throws IOException, InterruptedException {
    String rows = demo(seed);
    if (rows.isEmpty()) {
      System.err.printf("no plan of seed %d was measured within %s%n", seed, duration);
      return false;
    }
    Files.writeString(file, rows, StandardOpenOption.APPEND);
    return true;
  }

  private String demo(int seed) throws IOException, InterruptedException {
    Process demo =
        new ProcessBuilder(
                "./vputty", "demo", "--json", "--duration", duration, "--seed", "" + seed)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Thread stop = new Thread(demo::destroy);
    Runtime.getRuntime().addShutdownHook(stop);
    StringBuilder rows = new StringBuilder();
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader lines = demo.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode event = json.readTree(line);
        if (event.path("event").asText().equals("summary")) {
          event.get("gains").forEach(plan -> rows.append(rows(seed, plan)));
        }
      }
    }
    if (demo.waitFor() != 0) {
      throw new IOException(
          "the demo with seed %d ended with %d".formatted(seed, demo.exitValue()));
    }
    Runtime.getRuntime().removeShutdownHook(stop);
    return rows.toString();
  }

  private static String rows(int seed, JsonNode plan) {
    StringBuilder rows = new StringBuilder();
    for (JsonNode move : plan.get("moves")) {
      JsonNode predicted = move.get("predicted");
      rows.append(
          String.format(
              Locale.ROOT,
              "%d\t%s\t%s\t%.9f\t%.9f\t%.9f\t%.9f%n",
              seed,
              plan.get("plan").asText(),
              move.get("vm").asText(),
              predicted.get("value").asDouble(),
              predicted.get("low").asDouble(),
              predicted.get("high").asDouble(),
              move.get("attributed").asDouble()));
    }
    return rows.toString();
  }

  private List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file).subList(1, Files.readAllLines(file).size())) {
      rows.add(Row.of(line));
    }
    return rows;
  }

  private static Set<Integer> seedsOf(List<Row> rows) {
    Set<Integer> seeds = new TreeSet<>();
    rows.forEach(row -> seeds.add(row.seed()));
    return seeds;
  }

  /** A line for each seed, and one for all. */
  private static void summarise(List<Row> rows) {
    System.out.println("| seed | moves | measured within the interval | median half-width |");
    System.out.println("|---|---|---|---|");
    for (int seed : seedsOf(rows)) {
      print("" + seed, rows.stream().filter(row -> row.seed() == seed).toList());
    }
    print("all", rows);
  }

  /** Moves of no gain, which only make room, have no width to compare. */
  private static void print(String title, List<Row> rows) {
    double[] widths =
        rows.stream()
            .filter(row -> row.value() != 0)
            .mapToDouble(Row::relativeHalfWidth)
            .sorted()
            .toArray();
    long within = rows.stream().filter(Row::within).count();
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %d (%.1f%%) | %.0f%% of the gain |%n",
        title,
        rows.size(),
        within,
        100.0 * within / Math.max(1, rows.size()),
        widths.length == 0 ? 0 : 100 * widths[widths.length / 2]);
  }
}
