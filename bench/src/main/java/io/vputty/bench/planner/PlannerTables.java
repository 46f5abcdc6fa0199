package io.vputty.bench.planner;

import io.vputty.bench.planner.contender.Contender;
import io.vputty.bench.planner.instance.SharedInstances;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** The tables of docs/planner.md. */
final class PlannerTables {

  /** Budgets of moves, % of the VMs. */
  static final double[] BUDGETS = {1, 2, 5, 10, 20, 50};

  private static final List<String> CONTENDERS =
      Contender.all().stream().map(Contender::name).toList();

  private static final String OURS = "Ours";
  private static final String CP_SAT = "CP-SAT";
  private static final String NONE = " |";

  private final Rows rows;

  PlannerTables(Rows rows) {
    this.rows = rows;
  }

  /** Ratios without a limit to moves, ours beside what is known. */
  String unlimited() {
    StringBuilder table =
        new StringBuilder("| instance | start | ours, median | worst | moves | CPU, s |");
    Known.HEADS.forEach(head -> table.append(" ").append(head).append(NONE));
    table.append(" best | ours / best |\n").append(rule(8 + Known.HEADS.size()));
    for (String instance : SharedInstances.names()) {
      if (Known.start(instance).isPresent()) {
        table.append(unlimited(instance));
      }
    }
    return table.toString();
  }

  private String unlimited(String instance) {
    List<Row> runs = rows.of(instance, OURS, 100);
    double start = Known.start(instance).orElseThrow();
    double best = Known.best(instance).orElseThrow();
    StringBuilder line = new StringBuilder("| %s |".formatted(instance));
    line.append(number("%,.0f", OptionalDouble.of(start))).append(ours(runs));
    Known.ratios(instance).forEach(ratio -> line.append(" ").append(ratio).append(NONE));
    String proved = Known.isProved(instance) ? " (proved)" : "";
    line.append(String.format(Locale.ROOT, " %,.0f%s |", best, proved));
    OptionalDouble median = median(runs, Row::ratio);
    OptionalDouble beside =
        median.isPresent()
            ? OptionalDouble.of(median.getAsDouble() * start / best)
            : OptionalDouble.empty();
    return line.append(number("%.4f", beside)).append('\n').toString();
  }

  private static String ours(List<Row> runs) {
    return number("%.4f", median(runs, Row::ratio))
        + number("%.4f", runs.stream().mapToDouble(Row::ratio).max())
        + number("%,.0f", median(runs, Row::moves))
        + number("%.2f", median(runs, Row::cpuSeconds));
  }

  /** What is saved within budgets: ours, and greedy / annealed as known. */
  String budgets() {
    StringBuilder table = new StringBuilder("| instance | |");
    for (double budget : BUDGETS) {
      table.append(String.format(Locale.ROOT, " %.0f%% |", budget));
    }
    table.append('\n').append(rule(2 + BUDGETS.length));
    for (String instance : SharedInstances.names()) {
      table.append(saved(instance, OURS)).append(saved(instance, "BestFirst"));
      if (!rows.of(instance, CP_SAT, 100).isEmpty()) {
        table.append(saved(instance, CP_SAT));
      }
      List<String> known = Known.savings(instance);
      if (!known.isEmpty()) {
        table.append("| | greedy / annealed |");
        known.forEach(pair -> table.append(" ").append(pair.replace("/", " / ")).append(NONE));
        table.append('\n');
      }
    }
    return table.toString();
  }

  private String saved(String instance, String contender) {
    StringBuilder line = new StringBuilder("| %s | %s |".formatted(instance, contender));
    for (double budget : BUDGETS) {
      List<Row> runs = rows.of(instance, contender, budget);
      line.append(number("%.1f", median(runs, row -> 100 * (1 - row.ratio()))));
    }
    return line.append('\n').toString();
  }

  /** All contenders as measured here, without a limit: ratio, and CPU seconds in brackets. */
  String measured() {
    StringBuilder table = new StringBuilder("| instance |");
    CONTENDERS.forEach(contender -> table.append(" ").append(contender).append(NONE));
    table.append('\n').append(rule(1 + CONTENDERS.size()));
    for (String instance : SharedInstances.names()) {
      table.append("| %s |".formatted(instance));
      for (String contender : CONTENDERS) {
        List<Row> runs = rows.of(instance, contender, 100);
        table.append(
            runs.isEmpty()
                ? " – |"
                : String.format(
                    Locale.ROOT,
                    " %.4f (%.2f) |",
                    median(runs, Row::ratio).orElseThrow(),
                    median(runs, Row::cpuSeconds).orElseThrow()));
      }
      table.append('\n');
    }
    return table.toString();
  }

  /** The two instances of 100,000 VMs, without a limit. */
  String large() {
    StringBuilder table =
        new StringBuilder("| instance | | median | worst | moves | CPU, s |\n").append(rule(6));
    for (String instance : List.of(SharedInstances.TENANTS, SharedInstances.HUBS)) {
      for (String contender : CONTENDERS) {
        List<Row> runs = rows.of(instance, contender, 100);
        if (!runs.isEmpty()) {
          table.append("| %s | %s |".formatted(instance, contender)).append(ours(runs));
          table.append('\n');
        }
      }
    }
    return table.toString();
  }

  /** CPU seconds by number of VMs. */
  String sizes() {
    StringBuilder table = new StringBuilder("| VMs |");
    for (double budget : ScaleTrial.SEARCH_BUDGETS) {
      table.append(String.format(Locale.ROOT, " search, %.0f%% moved |", budget));
    }
    for (double budget : ScaleTrial.PLANNER_BUDGETS) {
      table.append(String.format(Locale.ROOT, " planner, %.1f%% moved |", budget));
    }
    int columns = 1 + ScaleTrial.SEARCH_BUDGETS.length + ScaleTrial.PLANNER_BUDGETS.length;
    table.append('\n').append(rule(columns));
    for (int vms : ScaleTrial.SIZES) {
      table.append(String.format(Locale.ROOT, "| %,d |", vms));
      for (double budget : ScaleTrial.SEARCH_BUDGETS) {
        table.append(seconds(vms, ScaleTrial.SEARCH, budget));
      }
      for (double budget : ScaleTrial.PLANNER_BUDGETS) {
        table.append(seconds(vms, ScaleTrial.PLANNER, budget));
      }
      table.append('\n');
    }
    return table.toString();
  }

  private String seconds(int vms, Contender contender, double budget) {
    List<Row> runs = rows.of(ScaleTrial.name(vms), contender.name(), budget);
    return number("%.2f", median(runs, Row::cpuSeconds));
  }

  static OptionalDouble median(List<Row> runs, ToDoubleFunction<Row> value) {
    if (runs.isEmpty()) {
      return OptionalDouble.empty();
    }
    List<Double> sorted = new ArrayList<>(runs.stream().mapToDouble(value).boxed().toList());
    Collections.sort(sorted);
    return OptionalDouble.of(sorted.get(sorted.size() / 2));
  }

  static String number(String format, OptionalDouble value) {
    return value.isEmpty()
        ? " – |"
        : " " + String.format(Locale.ROOT, format, value.getAsDouble()) + " |";
  }

  static String rule(int columns) {
    return "|" + "---|".repeat(columns) + "\n";
  }
}
