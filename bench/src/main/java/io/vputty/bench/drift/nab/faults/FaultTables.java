package io.vputty.bench.drift.nab.faults;

import io.vputty.bench.drift.nab.faults.CallGraph.Edge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Faults found by the job's detector and by a plain rule, as tables. */
public final class FaultTables {

  private static final double[] THRESHOLDS = {EdgeWatch.usualThreshold(), 7, 5, 3};
  private static final double[] LIMITS = {3, 2};
  private static final double HALF = 0.5;

  private final CallGraph graph;
  private final List<String> kinds;

  private FaultTables(CallGraph graph) {
    this.graph = graph;
    this.kinds = graph.faults().stream().map(Fault::kind).distinct().toList();
  }

  /** Reads what they are of. */
  public static FaultTables of(Path directory) throws IOException {
    return new FaultTables(CallGraph.read(directory));
  }

  /** What was recorded, in one sentence. */
  public String extent() {
    return "%d minutes of %d edges between %d services, with %d faults"
        .formatted(
            graph.minutes().length,
            graph.edges().size(),
            graph.services().size(),
            graph.faults().size());
  }

  /**
   * By kind, how much the calls of a faulty service change: the most changed of its edges, as share
   * of all calls, against the minutes in which its service was not faulty.
   */
  public String changes() {
    StringBuilder table =
        new StringBuilder(
            """
            | kind | faults | median change of an edge | edges of them | halved or doubled |
            |---|---|---|---|---|
            """);
    for (String kind : kinds) {
      double[] factors =
          graph.faults().stream()
              .filter(fault -> fault.kind().equals(kind))
              .flatMapToDouble(fault -> Arrays.stream(factors(fault)))
              .sorted()
              .toArray();
      long large = Arrays.stream(factors).filter(factor -> factor >= 2).count();
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | x%.2f | %d | %d |%n",
              kind,
              count(kind),
              factors[factors.length / 2],
              factors.length,
              large));
    }
    return table.toString();
  }

  /** Both rules at as many alarms, at falling thresholds. */
  public String found() {
    StringBuilder table = new StringBuilder("| rule | alarms |");
    kinds.forEach(kind -> table.append(" %s: found | by chance |".formatted(kind)));
    table.append(" median delay, min | false per 10^4 |\n|---|---|");
    table.append("---|---|".repeat(kinds.size() + 1)).append('\n');
    for (double threshold : THRESHOLDS) {
      FaultTrial ours = FaultTrial.all(graph, Rule.detector(threshold));
      table.append(row("ours, %.1f nats".formatted(threshold), ours));
      FaultTrial plain = FaultTrial.highest(graph, Rule.gaussian(0), ours.alarms());
      table.append(row("Gaussian, as many", plain));
    }
    for (double limit : LIMITS) {
      FaultTrial plain = FaultTrial.all(graph, Rule.gaussian(limit));
      table.append(row("Gaussian, %s standard deviations".formatted(limit), plain));
    }
    return table.toString();
  }

  private String row(String name, FaultTrial trial) {
    StringBuilder row = new StringBuilder("| %s | %d |".formatted(name, trial.alarms()));
    for (String kind : kinds) {
      Predicate<Fault> of = fault -> fault.kind().equals(kind);
      row.append(" %d of %d |".formatted(trial.found(of), count(kind)));
      row.append(String.format(Locale.ROOT, " %.1f |", trial.foundByChance(of)));
    }
    double delay = trial.medianDelayMinutes();
    row.append(Double.isNaN(delay) ? " - |" : String.format(Locale.ROOT, " %.1f |", delay));
    return row.append(String.format(Locale.ROOT, " %.1f |%n", trial.falsePerTenThousand()))
        .toString();
  }

  private long count(String kind) {
    return graph.faults().stream().filter(fault -> fault.kind().equals(kind)).count();
  }

  /** Of each edge of the faulty service, by how much its calls differ; at least 1. */
  private double[] factors(Fault fault) {
    boolean[] during = during(fault);
    return graph.edges().stream()
        .filter(edge -> edge.touches(fault.service()))
        .mapToDouble(edge -> factor(edge, fault, during))
        .toArray();
  }

  private double factor(Edge edge, Fault fault, boolean[] during) {
    boolean[] without = without(fault.service());
    double factor = (mean(edge, during) + HALF) / (mean(edge, without) + HALF);
    return Math.max(factor, 1 / factor);
  }

  private boolean[] during(Fault fault) {
    boolean[] during = new boolean[graph.minutes().length];
    IntStream.range(0, during.length).forEach(i -> during[i] = fault.covers(graph.minutes()[i]));
    return during;
  }

  private boolean[] without(String service) {
    boolean[] without = new boolean[graph.minutes().length];
    Arrays.fill(without, true);
    for (Fault fault : graph.faults()) {
      boolean[] during = during(fault);
      for (int i = 0; i < without.length; i++) {
        without[i] &= !(fault.service().equals(service) && during[i]);
      }
    }
    return without;
  }

  private static double mean(Edge edge, boolean[] which) {
    return IntStream.range(0, which.length)
        .filter(i -> which[i])
        .mapToDouble(i -> edge.calls()[i])
        .average()
        .orElse(0);
  }
}
