package io.vputty.bench.drift;

import java.util.Locale;

/** Numbers as the page writes them. */
final class Numbers {

  private Numbers() {}

  /** A plain number, with one digit below ten if it has one. */
  static String plain(double value) {
    String pattern = value < 10 && value != Math.rint(value) ? "%.1f" : "%,.0f";
    return String.format(Locale.ROOT, pattern, value);
  }

  /** A factor as it is. */
  static String factor(double factor) {
    return "x" + (factor == Math.rint(factor) ? "%.0f".formatted(factor) : String.valueOf(factor));
  }

  /** Delays in a cell: median / p90, and how many were missed. */
  static String delays(Delays delays) {
    double missed = delays.missedShare();
    String rest = missed == 0 ? "" : " (%s)".formatted(share(missed));
    return windows(delays.quantile(0.5)) + " / " + windows(delays.quantile(0.9)) + rest;
  }

  static String windows(double windows) {
    return Double.isInfinite(windows) ? "–" : "%.0f".formatted(windows);
  }

  static String share(double share) {
    return share > 0 && share < 0.01 ? "<1%" : "%.0f%%".formatted(100 * share);
  }
}
