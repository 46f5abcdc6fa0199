package io.vputty.bench.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs the demo with one seed after the other and writes a table of how long it took from the
 * moment tenants changed their talk to the committed drift events. Seeds that the table has are not
 * run again.
 */
@Command(
    name = "demo-delay-benchmark",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures the time from a change of the traffic to its drift events in Kafka.")
public final class DemoDelayBenchmark implements Callable<Integer> {

  private static final String HEADER =
      """
      | seed | events | first event, s | panes to detect | on top, s | of the slowest event, s | allowed, s |
      |---|---|---|---|---|---|---|
      """;
  private static final double[] QUANTILES = {0.5, 0.95};
  private static final int FAILED = 1;

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
      names = "--table",
      defaultValue = "bench/results/drift-delay.md",
      description = "The table (${DEFAULT-VALUE}).")
  private Path table = Path.of("");

  /** What one demo measured. */
  private record Row(
      int events, double first, int panes, double onTop, double slowest, double allowed) {

    static Row of(JsonNode delay) {
      return new Row(
          delay.get("events").asInt(),
          delay.get("firstSeconds").asDouble(),
          delay.get("detectionPanes").asInt(),
          delay.get("latencySeconds").asDouble(),
          delay.get("largestLatencySeconds").asDouble(),
          delay.get("allowedSeconds").asDouble());
    }

    static Row of(List<String> cells) {
      return new Row(
          Integer.parseInt(cells.get(0)),
          Double.parseDouble(cells.get(1)),
          Integer.parseInt(cells.get(2)),
          Double.parseDouble(cells.get(3)),
          Double.parseDouble(cells.get(4)),
          Double.parseDouble(cells.get(5)));
    }
  }

  /** Runs it in the root of the repository. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new DemoDelayBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Map<Integer, Row> rows = read();
    for (int seed = 1; seed <= seeds; seed++) {
      if (!rows.containsKey(seed)) {
        System.err.printf("seed %d of %d ...%n", seed, seeds);
        Row row = run(seed);
        if (row == null) {
          System.err.printf("seed %d: the demo told of no drift after its change%n", seed);
          return FAILED;
        }
        rows.put(seed, row);
        write(rows);
      }
    }
    return 0;
  }

  private @Nullable Row run(int seed) throws IOException, InterruptedException {
    Process demo =
        new ProcessBuilder(
                "./vputty", "demo", "--json", "--duration", duration, "--seed", "" + seed)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Row row = null;
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader lines = demo.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode delay = json.readTree(line).path("driftDelay");
        row = delay.isObject() ? Row.of(delay) : row;
      }
    }
    if (demo.waitFor() != 0) {
      throw new IOException(
          "the demo with seed %d ended with %d".formatted(seed, demo.exitValue()));
    }
    return row;
  }

  private Map<Integer, Row> read() throws IOException {
    Map<Integer, Row> rows = new TreeMap<>();
    if (Files.exists(table)) {
      for (String line : Files.readAllLines(table)) {
        List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::trim).toList();
        if (line.matches("\\| \\d+ \\|.*")) {
          rows.put(Integer.valueOf(cells.get(1)), Row.of(cells.subList(2, cells.size() - 1)));
        }
      }
    }
    return rows;
  }

  private void write(Map<Integer, Row> rows) throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    rows.forEach((seed, row) -> text.append(line("" + seed, row)));
    for (double quantile : QUANTILES) {
      List<Row> all = new ArrayList<>(rows.values());
      Row row =
          new Row(
              (int) at(quantile, all, Row::events),
              at(quantile, all, Row::first),
              (int) at(quantile, all, Row::panes),
              at(quantile, all, Row::onTop),
              at(quantile, all, Row::slowest),
              at(quantile, all, Row::allowed));
      text.append(line("p%.0f".formatted(100 * quantile), row));
    }
    Files.createDirectories(table.toAbsolutePath().getParent());
    Files.writeString(table, text);
  }

  /** The smallest value that is not below so large a share of all. */
  private static double at(double quantile, List<Row> rows, ToDoubleFunction<Row> column) {
    double[] sorted = rows.stream().mapToDouble(column).sorted().toArray();
    return sorted[(int) Math.ceil(quantile * sorted.length) - 1];
  }

  private static String line(String name, Row row) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.2f | %d | %.2f | %.2f | %.2f |%n",
        name,
        row.events(),
        row.first(),
        row.panes(),
        row.onTop(),
        row.slowest(),
        row.allowed());
  }
}
