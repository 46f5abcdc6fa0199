package io.vputty.app.placement.view;

import io.vputty.app.text.Figures;
import io.vputty.app.text.Table;
import io.vputty.model.footprint.Cost;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** Costs by term, before and after; terms that are nothing on both sides are left out. */
final class CostTable {

  private final Table table = new Table("l", "r", "r", "r", "r");

  CostTable(String before, String after) {
    table.row("cost", before, after, "gain", "");
  }

  void add(Cost before, Cost after) {
    Map<String, Double> afterByTerm = after.byTerm();
    before
        .byTerm()
        .forEach((term, cost) -> addTerm(term, cost, afterByTerm.getOrDefault(term, 0.0)));
    addRow("total", before.total(), after.total());
  }

  private void addTerm(String term, double before, double after) {
    if (before != 0 || after != 0) {
      addRow(term, before, after);
    }
  }

  private void addRow(String term, double before, double after) {
    table.row(
        term,
        Figures.pricePerHour(before),
        Figures.pricePerHour(after),
        Figures.pricePerHour(before - after),
        Figures.percent(before - after, before));
  }

  /** The same in the unit of a file. */
  void addHops(double before, double after) {
    table.row(
        "bytes/s x hops",
        plain(before),
        plain(after),
        plain(before - after),
        Figures.percent(before - after, before));
  }

  void print(PrintWriter out) {
    table.print(out);
  }

  static String plain(double amount) {
    return String.format(Locale.ROOT, "%,.0f", amount);
  }
}
