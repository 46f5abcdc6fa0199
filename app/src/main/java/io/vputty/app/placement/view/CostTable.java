package io.vputty.app.placement.view;

import io.vputty.app.text.Figures;
import io.vputty.model.footprint.Cost;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** Costs by term, before and after; terms that are nothing on both sides are left out. */
final class CostTable {

  private static final String ROW = "  %-16s %16s %16s %16s %6s";

  private final PrintWriter out;

  CostTable(PrintWriter out) {
    this.out = out;
  }

  void print(Cost before, Cost after) {
    line("cost", "before", "after", "gain", "");
    Map<String, Double> afterByTerm = after.byTerm();
    before
        .byTerm()
        .forEach((term, cost) -> printTerm(term, cost, afterByTerm.getOrDefault(term, 0.0)));
    row("total", before.total(), after.total());
  }

  private void printTerm(String term, double before, double after) {
    if (before != 0 || after != 0) {
      row(term, before, after);
    }
  }

  private void row(String term, double before, double after) {
    line(
        term,
        Figures.pricePerHour(before),
        Figures.pricePerHour(after),
        Figures.pricePerHour(before - after),
        Figures.percent(before - after, before));
  }

  /** The same in the unit of a file. */
  void printHops(double before, double after) {
    line(
        "bytes/s x hops",
        plain(before),
        plain(after),
        plain(before - after),
        Figures.percent(before - after, before));
  }

  private void line(String... cells) {
    out.println(ROW.formatted((Object[]) cells).stripTrailing());
  }

  static String plain(double amount) {
    return String.format(Locale.ROOT, "%,.0f", amount);
  }
}
