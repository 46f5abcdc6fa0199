package io.vputty.bench.drift;

import io.vputty.bench.drift.contender.Contender;
import io.vputty.bench.drift.contender.Traffic;
import io.vputty.model.drift.AlarmRate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * One contender on one kind of traffic.
 *
 * @param title its name
 * @param threshold where it was set; of the oracle, for twice the rate
 * @param falseAlarms in a million edge-windows at that threshold, on other traffic than it was set
 * @param delays of each planted change
 */
record Row(String title, double threshold, double falseAlarms, List<Delays> delays) {

  /** Windows between false alarms of an edge that every contender is set to. */
  static final double BETWEEN = 1e5;

  private static final long TUNING_SEED = 1;
  private static final long SEED = 2;

  /** Ours, or a part of it, with the threshold that the asked rate gives. */
  static Row asked(Contender contender, Traffic traffic, List<Change> changes, Effort effort) {
    double threshold = AlarmRate.threshold(BETWEEN);
    return of(contender.title(), contender, traffic, changes, effort, factor -> threshold);
  }

  static Row tuned(Contender contender, Traffic traffic, List<Change> changes, Effort effort) {
    double threshold = tune(contender, traffic, 1, effort);
    String title = contender.title() + (contender == Contender.OURS ? ", set here" : "");
    return of(title, contender, traffic, changes, effort, factor -> threshold);
  }

  static Row oracle(Traffic traffic, List<Change> changes, Effort effort) {
    return of(
        Contender.ORACLE.title(),
        Contender.ORACLE,
        traffic,
        changes,
        effort,
        factor -> tune(Contender.ORACLE, traffic, factor, effort));
  }

  private static double tune(Contender contender, Traffic traffic, double factor, Effort effort) {
    return new FalseAlarms(contender, traffic, factor, effort.tuningWindows())
        .threshold(BETWEEN, TUNING_SEED);
  }

  private static Row of(
      String title,
      Contender contender,
      Traffic traffic,
      List<Change> changes,
      Effort effort,
      DoubleUnaryOperator thresholds) {
    List<Delays> delays = new ArrayList<>();
    for (Change change : changes) {
      double threshold = thresholds.applyAsDouble(change.after());
      delays.add(Delays.measure(contender, traffic, change, threshold, effort.trials()));
    }
    double twice = thresholds.applyAsDouble(2);
    double falseAlarms =
        new FalseAlarms(contender, traffic, 2, effort.windows()).perMillion(twice, SEED);
    return new Row(title, twice, falseAlarms, delays);
  }
}
