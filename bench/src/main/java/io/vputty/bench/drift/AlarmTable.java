package io.vputty.bench.drift;

import io.vputty.bench.drift.contender.Contender;
import io.vputty.bench.drift.contender.Counts;
import io.vputty.bench.drift.contender.Traffic;
import io.vputty.model.drift.AlarmRate;
import java.util.ArrayList;
import java.util.List;

/** What came of thresholds from a rate that was asked, by burstiness: mean and worst of means. */
final class AlarmTable {

  static final double[] SIZES = {Counts.POISSON, 30, 4, 2};

  private static final double[] MEANS = {0.1, 0.3, 1, 3, 10, 30, 100};
  private static final double[] ASKED = {1e3, 1e4, 1e5, 1e6};
  private static final long SEED = 3;

  private AlarmTable() {}

  /**
   * One threshold.
   *
   * @param between edge-windows between false alarms that were asked for
   * @param means false alarms in a million edge-windows over all means, for each size
   * @param worst those of the worst mean
   */
  record Line(double between, double[] means, double[] worst) {

    double threshold() {
      return AlarmRate.threshold(between);
    }
  }

  static List<Line> lines(Effort effort) {
    List<Line> lines = new ArrayList<>();
    for (double between : ASKED) {
      System.err.printf("false alarms: one in %.0f%n", between);
      lines.add(line(between, effort));
    }
    return lines;
  }

  private static Line line(double between, Effort effort) {
    double threshold = AlarmRate.threshold(between);
    double[] means = new double[SIZES.length];
    double[] worst = new double[SIZES.length];
    for (int i = 0; i < SIZES.length; i++) {
      for (double mean : MEANS) {
        Traffic traffic = new Traffic(mean, SIZES[i]);
        double perMillion =
            new FalseAlarms(Contender.OURS, traffic, 1, effort.windows())
                .perMillion(threshold, SEED);
        means[i] += perMillion / MEANS.length;
        worst[i] = Math.max(worst[i], perMillion);
      }
    }
    return new Line(between, means, worst);
  }
}
