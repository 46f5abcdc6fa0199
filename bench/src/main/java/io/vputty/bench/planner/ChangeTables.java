package io.vputty.bench.planner;

import io.vputty.bench.planner.contender.Contender;
import io.vputty.bench.planner.instance.Windows;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The tables of docs/planner.md about what changes after a plan. */
final class ChangeTables {

  /** As measured once, elsewhere: greedy at 0.1, 0.25, 0.5, 1, 2, 5% of the VMs a window. */
  private static final List<String> KNOWN =
      List.of(
          Windows.DAYS + "|memoryless|.662|.509|.452|.412|.396|.389",
          Windows.DAYS + "|decayed|.662|.473|.441|.397|.376|.366",
          Windows.FORTNIGHTS + "|memoryless|.982|.966|.948|.916|.904|.825",
          Windows.FORTNIGHTS + "|decayed|.993|.966|.930|.905|.888|.794");

  private final Rows rows;

  ChangeTables(Rows rows) {
    this.rows = rows;
  }

  /** What was won back after VMs changed roles. */
  String roles() {
    StringBuilder table =
        new StringBuilder("| | moves allowed | loss recovered | worst | moves | CPU, s |\n");
    table.append(PlannerTables.rule(6));
    for (Contender contender : Contender.all()) {
      for (double percent : RoleTrial.budgets(contender)) {
        table.append(roles(contender.name(), percent));
      }
    }
    return table.toString();
  }

  private String roles(String contender, double percent) {
    OptionalDouble before =
        rows.of(RoleTrial.NAME, RoleTrial.BEFORE, 0).stream().mapToDouble(Row::ratio).findFirst();
    List<Row> runs = rows.of(RoleTrial.NAME, contender, percent);
    if (before.isEmpty() || runs.isEmpty()) {
      return "";
    }
    double loss = 1 - before.getAsDouble();
    String allowed = percent >= 100 ? "any" : String.format(Locale.ROOT, "%.1f%%", percent);
    return "| %s | %s |".formatted(contender, allowed)
        + PlannerTables.number(
            "%.2f%%", PlannerTables.median(runs, row -> 100 * (1 - row.ratio()) / loss))
        + PlannerTables.number(
            "%.2f%%", runs.stream().mapToDouble(row -> 100 * (1 - row.ratio()) / loss).min())
        + PlannerTables.number("%,.0f", PlannerTables.median(runs, Row::moves))
        + PlannerTables.number("%.2f", PlannerTables.median(runs, Row::cpuSeconds))
        + "\n";
  }

  /** What plans cost in the windows after them. */
  String windows() {
    StringBuilder table = new StringBuilder("| | |");
    for (double budget : WindowTrial.BUDGETS) {
      table.append(" ").append(budget).append("% |");
    }
    table.append('\n').append(PlannerTables.rule(2 + WindowTrial.BUDGETS.length));
    for (String name : List.of(Windows.DAYS, Windows.FORTNIGHTS)) {
      WindowTrial.WAYS.forEach(way -> table.append(windows(name, way.name())));
      KNOWN.stream()
          .filter(line -> line.startsWith(name))
          .forEach(line -> table.append(known(line)));
    }
    return table.toString();
  }

  private String windows(String name, String way) {
    StringBuilder line = new StringBuilder("| %s | %s |".formatted(name, way));
    for (double percent : WindowTrial.BUDGETS) {
      OptionalDouble mean = rows.of(name, way, percent).stream().mapToDouble(Row::ratio).average();
      line.append(PlannerTables.number("%.3f", mean));
    }
    return line.append('\n').toString();
  }

  private static String known(String line) {
    String[] fields = line.split("\\|", -1);
    fields[1] = "as known, " + fields[1];
    for (int i = 2; i < fields.length; i++) {
      fields[i] = "0" + fields[i];
    }
    return "| " + String.join(" | ", fields) + " |\n";
  }
}
