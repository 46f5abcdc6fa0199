package io.vputty.bench.drift.nab;

import io.vputty.bench.drift.nab.LabelledSeries.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The scoring of the Numenta Anomaly Benchmark (Lavin and Ahmad, "Evaluating Real-time Anomaly
 * Detection Algorithms", ICMLA 2015; arXiv 1510.03336), after the rules of numenta/NAB 1.1.
 *
 * <p>Every row has a score from 0 to 1; those that reach the threshold are said to be anomalies. A
 * window counts once, by the row that is worth most: a sigmoid of how early in the window it is, 1
 * in the first row and next to nothing in the last. A row outside costs its weight, less just
 * behind a window by the same sigmoid. A window without such a row costs its weight. Rows on
 * probation do not count. One threshold serves all series, the one with the largest sum, and the
 * sum is given on a scale on which saying nothing is 0 and the first row of every window alone is
 * 100. The threshold is thus chosen on the very rows that are scored; that is the benchmark's rule.
 *
 * <p>O(n log n) in all rows. Deterministic.
 */
final class NabScore {

  private static final double STEEPNESS = 5;
  private static final double FAR = 3;

  private final Profile profile;
  private final List<Row> rows = new ArrayList<>();
  private int windows;

  /**
   * The best that a contender can do under one profile.
   *
   * @param score 0 as for saying nothing, 100 as for the perfect one
   * @param threshold at which it does; above 1 if it is best to say nothing
   * @param found windows with a row that reaches it
   * @param windows windows of all series
   * @param falseRows rows outside windows that reach it
   */
  record Outcome(double score, double threshold, int found, int windows, int falseRows) {}

  /**
   * A row that counts.
   *
   * @param anomaly what the contender gave it
   * @param worth what saying so is worth
   * @param window number of its window over all series, -1 outside
   */
  private record Row(double anomaly, double worth, int window) {}

  NabScore(Profile profile) {
    this.profile = profile;
  }

  /** Takes all anomaly scores that a contender gave to one series. */
  void add(LabelledSeries series, double[] anomalies) {
    if (anomalies.length != series.rows()) {
      throw new IllegalArgumentException(
          "%s: scores (%s) and rows (%s) differ"
              .formatted(series.name(), anomalies.length, series.rows()));
    }
    int next = 0;
    for (int row = 0; row < anomalies.length; row++) {
      if (next < series.windows().size() && row > series.windows().get(next).last()) {
        next++;
      }
      if (row >= series.probation()) {
        rows.add(row(series, next, row, anomalies[row]));
      }
    }
    windows += series.windows().size();
  }

  /** The outcome at the best threshold. */
  Outcome best() {
    rows.sort(Comparator.comparingDouble(Row::anomaly).reversed());
    Sum sum = new Sum();
    Outcome best = sum.outcome(1.1);
    for (int i = 0; i < rows.size(); i++) {
      sum.take(rows.get(i));
      double anomaly = rows.get(i).anomaly();
      boolean last = i + 1 == rows.size() || rows.get(i + 1).anomaly() != anomaly;
      if (last && sum.score() > best.score()) {
        best = sum.outcome(anomaly);
      }
    }
    return best;
  }

  /** The outcome at a threshold that was chosen elsewhere. */
  Outcome at(double threshold) {
    Sum sum = new Sum();
    rows.stream().filter(row -> row.anomaly() >= threshold).forEach(sum::take);
    return sum.outcome(threshold);
  }

  /** Worth of a row by its place: -1 first in a window, 0 behind its end, 1 a window later. */
  static double sigmoid(double place) {
    return place > FAR ? -1 : 2 / (1 + Math.exp(STEEPNESS * place)) - 1;
  }

  private Row row(LabelledSeries series, int next, int row, double anomaly) {
    if (next < series.windows().size() && row >= series.windows().get(next).first()) {
      Window window = series.windows().get(next);
      double place = -(double) (window.last() - row + 1) / window.rows();
      return new Row(anomaly, profile.found() * sigmoid(place) / sigmoid(-1), windows + next);
    }
    if (next == 0) {
      return new Row(anomaly, -profile.falseRow(), -1);
    }
    Window before = series.windows().get(next - 1);
    double place = (double) (row - before.last()) / (before.rows() - 1);
    return new Row(anomaly, profile.falseRow() * sigmoid(place), -1);
  }

  /** A sum that grows with every row that is said to be an anomaly. */
  private final class Sum {

    private final double[] byWindow = new double[windows];
    private double total = -profile.missed() * windows;
    private int found;
    private int falseRows;

    Sum() {
      Arrays.fill(byWindow, -profile.missed());
    }

    void take(Row row) {
      if (row.window() < 0) {
        falseRows++;
        total += row.worth();
        return;
      }
      double before = byWindow[row.window()];
      found += before == -profile.missed() ? 1 : 0;
      byWindow[row.window()] = Math.max(before, row.worth());
      total += byWindow[row.window()] - before;
    }

    double score() {
      double nothing = -profile.missed() * windows;
      return 100 * (total - nothing) / (profile.found() * windows - nothing);
    }

    Outcome outcome(double threshold) {
      return new Outcome(score(), threshold, found, windows, falseRows);
    }
  }
}
