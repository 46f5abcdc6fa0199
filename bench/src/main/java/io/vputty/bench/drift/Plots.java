package io.vputty.bench.drift;

import io.vputty.bench.drift.contender.Counts;
import java.util.List;

/** The plots of docs/drift.md. */
final class Plots {

  private static final int LEFT = 70;
  private static final double BAR = 16;
  private static final List<String> SHOWN =
      List.of("ours", "Page-Hinkley", "ADWIN", "MIDAS-R", "oracle");

  private Plots() {}

  /** Median delays of each change, with Lorden's bound as a dashed line. */
  static String delays(Comparison comparison) {
    Svg svg = new Svg(1, 1_000, "median windows to the alarm; dashed: Lorden; to the top: missed");
    double step = (double) (Svg.WIDTH - LEFT) / Comparison.FACTORS.size();
    for (int i = 0; i < Comparison.FACTORS.size(); i++) {
      double factor = Comparison.FACTORS.get(i);
      double x = LEFT + i * step;
      for (int who = 0; who < SHOWN.size(); who++) {
        double delay = comparison.row(SHOWN.get(who)).delays().get(i).quantile(0.5);
        svg.bar(x + who * BAR, BAR - 2, Math.max(1.04, delay), who);
      }
      double bound = comparison.traffic().bound(factor, Row.BETWEEN);
      svg.line(x - 6, bound, x + SHOWN.size() * BAR + 4, bound, SHOWN.size(), "6 3");
      svg.tick(x + 28, Numbers.factor(factor));
    }
    for (int who = 0; who < SHOWN.size(); who++) {
      svg.key(who, SHOWN.get(who));
    }
    return svg.done();
  }

  /** False alarms at each threshold, by burstiness, with what was asked as a dashed line. */
  static String alarms(List<AlarmTable.Line> lines) {
    Svg svg = new Svg(0.1, 1_000, "false alarms in a million edge-windows; dashed: asked");
    double step = (double) (Svg.WIDTH - 2 * LEFT) / (lines.size() - 1);
    for (int i = 0; i < lines.size(); i++) {
      svg.tick(LEFT + i * step, "%.1f nats".formatted(lines.get(i).threshold()));
    }
    for (int i = 1; i < lines.size(); i++) {
      AlarmTable.Line from = lines.get(i - 1);
      AlarmTable.Line to = lines.get(i);
      double x = LEFT + i * step;
      svg.line(x - step, 1e6 / from.between(), x, 1e6 / to.between(), SHOWN.size(), "6 3");
      for (int size = 0; size < AlarmTable.SIZES.length; size++) {
        svg.line(x - step, from.means()[size], x, to.means()[size], size, "none");
      }
    }
    for (int size = 0; size < AlarmTable.SIZES.length; size++) {
      double bursts = AlarmTable.SIZES[size];
      svg.key(size, bursts == Counts.POISSON ? "Poisson" : "NB(%.0f)".formatted(bursts));
    }
    return svg.done();
  }
}
