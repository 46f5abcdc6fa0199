package io.vputty.bench.drift.nab;

import java.util.Arrays;
import java.util.function.Function;

/**
 * A way to tell anomalies.
 *
 * @param name as the table has it
 * @param start makes one for a series; of the values it may use those on probation, unless said
 */
record Contender(String name, Function<LabelledSeries, Rows> start) {

  /** One series, row by row. */
  @FunctionalInterface
  interface Rows {

    /** How sure it is, from 0 to 1, that there is an anomaly, knowing nothing of later rows. */
    double anomaly(long timeMs, double value);
  }

  /** Scores of all rows of a series. */
  double[] anomalies(LabelledSeries series) {
    Rows rows = start.apply(series);
    double[] anomalies = new double[series.rows()];
    Arrays.setAll(anomalies, row -> rows.anomaly(series.timesMs()[row], series.values()[row]));
    return anomalies;
  }

  /** The best it can do on a set under one profile. */
  NabScore.Outcome best(LabelledSet set, Profile profile) {
    NabScore score = new NabScore(profile);
    for (LabelledSeries series : set.series()) {
      score.add(series, anomalies(series));
    }
    return score.best();
  }
}
