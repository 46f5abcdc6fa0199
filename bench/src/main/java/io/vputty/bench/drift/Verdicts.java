package io.vputty.bench.drift;

import io.vputty.bench.drift.contender.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was aimed at, and what came of it. */
final class Verdicts {

  private static final double ALARMS = 10;
  private static final double MEDIAN = 8;
  private static final double OF_BOUND = 1.5;

  private final Results results;

  Verdicts(Results results) {
    this.results = results;
  }

  String table() {
    return "| aim | measured | |\n|---|---|---|\n" + falseAlarms() + twice() + nearBound();
  }

  private String falseAlarms() {
    List<Double> rates =
        results.comparisons().stream()
            .filter(comparison -> comparison.traffic().size() != Counts.POISSON)
            .map(comparison -> comparison.row("ours").falseAlarms())
            .toList();
    String measured =
        rates.stream()
            .map(rate -> String.format(Locale.ROOT, "%.1f", rate))
            .collect(Collectors.joining(", "));
    return "| at most 10 false alarms in 10^6 windows, bursty and stationary | %s at means 1, 10, 100 | %s |%n"
        .formatted(measured, verdict(rates.stream().allMatch(rate -> rate <= ALARMS)));
  }

  private String twice() {
    Comparison bursty = results.comparison(10, 4);
    double ours = median(bursty, "ours");
    double oracle = median(bursty, "oracle");
    String reachable = oracle > MEDIAN ? "missed, as by the oracle" : verdict(ours <= MEDIAN);
    return String.format(
        Locale.ROOT,
        "| bursty, mean 10, x2: median of at most 8 windows | %.0f; the oracle %.0f, the bound %.1f"
            + " | %s |%n",
        ours,
        oracle,
        bursty.traffic().bound(2, Row.BETWEEN),
        ours <= MEDIAN ? "met" : reachable);
  }

  private static double median(Comparison comparison, String title) {
    return comparison.row(title).delays().get(Comparison.FACTORS.indexOf(2.0)).quantile(0.5);
  }

  /** Whole windows: a bound of 0.3 is one window for anyone. */
  private String nearBound() {
    List<String> far = new ArrayList<>();
    int cells = 0;
    for (Comparison comparison : results.comparisons()) {
      for (double factor : new double[] {4, 2}) {
        if (comparison.traffic().mean() >= 10) {
          cells++;
          far.addAll(far(comparison, factor));
        }
      }
    }
    String measured =
        far.isEmpty()
            ? "all"
            : "%d of %d; not %s".formatted(cells - far.size(), cells, String.join("; ", far));
    return "| median within 1.5 times the bound, x2 and x4, mean 10 and above | %s | %s |%n"
        .formatted(measured, far.isEmpty() ? "met" : "missed in part");
  }

  private static List<String> far(Comparison comparison, double factor) {
    int index = Comparison.FACTORS.indexOf(factor);
    double ours = comparison.row("ours").delays().get(index).quantile(0.5);
    double oracle = comparison.row("oracle").delays().get(index).quantile(0.5);
    double bound = comparison.traffic().bound(factor, Row.BETWEEN);
    if (ours <= OF_BOUND * bound) {
      return List.of();
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "%s, %s: %.0f (bound %.1f, oracle %.0f)",
            Tables.name(comparison.traffic()),
            Numbers.factor(factor),
            ours,
            bound,
            oracle));
  }

  private static String verdict(boolean met) {
    return met ? "met" : "missed";
  }
}
