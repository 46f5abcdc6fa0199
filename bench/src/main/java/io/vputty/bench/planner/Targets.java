package io.vputty.bench.planner;

import io.vputty.bench.planner.contender.Contender;
import io.vputty.bench.planner.contender.Metis;
import io.vputty.bench.planner.contender.Ours;
import io.vputty.bench.planner.contender.Scotch;
import io.vputty.bench.planner.instance.SharedInstances;
import io.vputty.bench.planner.instance.Windows;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** What was aimed at, and whether it was reached: medians of the rows. */
final class Targets {

  private static final String OURS = new Ours().name();
  private static final double ALL = 100;

  private final Rows rows;

  Targets(Rows rows) {
    this.rows = rows;
  }

  String table() {
    String large = SharedInstances.TENANTS;
    return "| | aimed at | reached | |\n"
        + PlannerTables.rule(4)
        + most("worst of `small-*` / proved optimum", 1, overBest("small-"), "%.4f")
        + most("worst of `planted-*` / optimum", 1.1, overBest("planted-"), "%.4f")
        + most("worst instance / METIS there", 1, over(new Metis()), "%.4f")
        + most("worst instance / Scotch there", 1, over(new Scotch()), "%.4f")
        + most("`collegemsg`", 0.4807, median(SharedInstances.MESSAGES, ALL, Row::ratio), "%.4f")
        + most("its CPU, s", 5, median(SharedInstances.MESSAGES, ALL, Row::cpuSeconds), "%.2f")
        + most("100,000 VMs, 5% moved: CPU, s", 0.15, median(large, 5, Row::cpuSeconds), "%.2f")
        + most("100,000 VMs, all: cost / start", 0.0776, median(large, ALL, Row::ratio), "%.4f")
        + most("100,000 VMs, all: CPU, s", 3, median(large, ALL, Row::cpuSeconds), "%.2f")
        + least("roles changed: % of the loss recovered", 99.2, recovered(), "%.2f")
        + least("10^6 moves evaluated / s", 10, speed(SharedInstances.TENANTS), "%.1f")
        + least("10^6 moves evaluated / s, hubs", 10, speed(SharedInstances.HUBS), "%.1f")
        + most("`darpa-days`, 1% a window", 0.397, windows(Windows.DAYS), "%.4f")
        + most("`collegemsg-fortnights`, 1% a window", 0.905, windows(Windows.FORTNIGHTS), "%.4f");
  }

  private static String most(String what, double limit, OptionalDouble reached, String format) {
    return line(what, "at most ", limit, reached, format, reached.orElse(limit) <= limit + 5e-5);
  }

  private static String least(String what, double limit, OptionalDouble reached, String format) {
    return line(what, "at least ", limit, reached, format, reached.orElse(limit) >= limit);
  }

  private static String line(
      String what,
      String bound,
      double limit,
      OptionalDouble reached,
      String format,
      boolean isMet) {
    String verdict = reached.isEmpty() ? "not measured" : isMet ? "met" : "**missed**";
    return "| %s | %s%s |".formatted(what, bound, number(limit))
        + PlannerTables.number(format, reached)
        + " "
        + verdict
        + " |\n";
  }

  private static String number(double limit) {
    return limit == Math.rint(limit)
        ? String.format(Locale.ROOT, "%.0f", limit)
        : String.valueOf(limit);
  }

  private OptionalDouble median(String instance, double percent, ToDoubleFunction<Row> value) {
    return PlannerTables.median(rows.of(instance, OURS, percent), value);
  }

  private OptionalDouble overBest(String prefix) {
    return SharedInstances.names().stream()
        .filter(name -> name.startsWith(prefix))
        .flatMapToDouble(
            name -> {
              double best = Known.best(name).orElseThrow() / Known.start(name).orElseThrow();
              return median(name, ALL, row -> row.ratio() / best).stream();
            })
        .max();
  }

  private OptionalDouble over(Contender other) {
    return SharedInstances.names().stream()
        .flatMapToDouble(
            name -> {
              List<Row> others = rows.of(name, other.name(), ALL);
              OptionalDouble theirs = PlannerTables.median(others, Row::ratio);
              OptionalDouble ours = median(name, ALL, Row::ratio);
              return theirs.isEmpty()
                  ? OptionalDouble.empty().stream()
                  : ours.stream().map(ratio -> ratio / theirs.getAsDouble());
            })
        .max();
  }

  private OptionalDouble recovered() {
    OptionalDouble before =
        rows.of(RoleTrial.NAME, RoleTrial.BEFORE, 0).stream().mapToDouble(Row::ratio).findFirst();
    return before.isEmpty()
        ? before
        : median(RoleTrial.NAME, 5.2, row -> 100 * (1 - row.ratio()) / (1 - before.getAsDouble()));
  }

  private OptionalDouble speed(String instance) {
    return PlannerTables.median(
        rows.of(instance, SpeedTrial.NAME, 0), row -> row.moves() / row.cpuSeconds() / 1e6);
  }

  private OptionalDouble windows(String name) {
    return rows.of(name, WindowTrial.OURS, 1).stream().mapToDouble(Row::ratio).average();
  }
}
