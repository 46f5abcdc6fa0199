package io.vputty.bench.drift;

import io.vputty.bench.drift.contender.Counts;
import io.vputty.model.drift.AlarmRate;
import io.vputty.model.drift.DetectorParameters;
import io.vputty.model.drift.DriftKind;
import io.vputty.model.drift.EdgeDetector;
import io.vputty.model.drift.EdgeDrift;
import io.vputty.model.drift.EdgeDriftState;
import io.vputty.model.drift.Season;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Senders whose traffic follows day and week, with and without a season: three weeks of panes of
 * five minutes to learn, a fourth in which false alarms are counted, and a fifth in which every
 * edge doubles, each at a time of its own. In the third week an edge may still be wrong that took
 * its second weekend, the first with a season of days, for a change. By day the rate goes from 0.3
 * to 1.7 of the mean, at weekends to half of that.
 */
final class SeasonTrial {

  private static final long PANE_MS = 300_000;
  private static final int PANES_A_WEEK = 2016;
  private static final int PANES_AN_HOUR = 12;
  private static final int EDGES = 20;
  private static final double MEAN = 10;
  private static final double SIZE = 4;
  private static final double SWING = 0.7;
  private static final double AFTER = 2;

  /** Monday, 1 January 2024, 00:00 UTC. */
  private static final long START_MS = 1_704_067_200_000L;

  private final boolean seasonal;
  private final SplittableRandom random;
  private final Counts[][] counts = new Counts[2][PANES_A_WEEK / PANES_AN_HOUR];
  private final EdgeDetector detector = new EdgeDetector(DetectorParameters.defaults());
  private final double threshold = AlarmRate.threshold(Row.BETWEEN);
  private final List<Integer> delays = new ArrayList<>();
  private long watched;
  private long falseAlarms;
  private int changes;

  /**
   * What came of it.
   *
   * @param falseAlarms in a million edge-windows
   * @param median delay of the doubling, panes
   * @param p90 likewise
   * @param missed share of doublings that were not found
   */
  record Result(double falseAlarms, double median, double p90, double missed) {}

  private SeasonTrial(boolean seasonal, long seed) {
    this.seasonal = seasonal;
    random = new SplittableRandom(seed);
    for (int hour = 0; hour < counts[0].length; hour++) {
      double day = 1 + SWING * Math.sin(2 * Math.PI * (hour % 24) / 24);
      double rate = MEAN * day * (hour >= 120 ? 0.5 : 1);
      counts[0][hour] = new Counts(rate, SIZE);
      counts[1][hour] = new Counts(rate * AFTER, SIZE);
    }
  }

  static Result run(boolean seasonal, int senders) {
    SeasonTrial trial = new SeasonTrial(seasonal, 4);
    for (int sender = 0; sender < senders; sender++) {
      trial.watch();
    }
    return trial.result();
  }

  /** One sender, five weeks. */
  private void watch() {
    Season season = new Season();
    EdgeDriftState[] states = new EdgeDriftState[EDGES];
    int[] changeAt = new int[EDGES];
    boolean[] found = new boolean[EDGES];
    for (int edge = 0; edge < EDGES; edge++) {
      states[edge] = new EdgeDriftState();
      changeAt[edge] = 4 * PANES_A_WEEK + random.nextInt(PANES_A_WEEK - Change.HORIZON);
    }
    for (int pane = 0; pane < 5 * PANES_A_WEEK; pane++) {
      long endMs = START_MS + (pane + 1) * PANE_MS;
      double exposure = seasonal ? season.factor(endMs) : 1;
      int sum = 0;
      for (int edge = 0; edge < EDGES; edge++) {
        int count = count(pane, pane >= changeAt[edge]);
        sum += count;
        EdgeDrift drift = detector.update(states[edge], endMs, count, exposure, threshold);
        judge(drift, pane, edge, changeAt[edge], found);
      }
      season.add(endMs, sum, 1);
    }
  }

  private int count(int pane, boolean changed) {
    return counts[changed ? 1 : 0][pane / PANES_AN_HOUR % counts[0].length].next(random);
  }

  private void judge(@Nullable EdgeDrift drift, int pane, int edge, int changeAt, boolean[] found) {
    if (pane / PANES_A_WEEK == 3) {
      watched++;
      falseAlarms += drift == null ? 0 : 1;
    }
    changes += pane == changeAt ? 1 : 0;
    boolean late = pane < changeAt || pane >= changeAt + Change.HORIZON;
    if (drift != null && !late && !found[edge] && drift.kind() == DriftKind.SURGE) {
      found[edge] = true;
      delays.add(pane - changeAt + 1);
    }
  }

  private Result result() {
    double[] sorted = new double[changes];
    Arrays.fill(sorted, Double.POSITIVE_INFINITY);
    for (int i = 0; i < delays.size(); i++) {
      sorted[i] = delays.get(i);
    }
    Arrays.sort(sorted);
    return new Result(
        1e6 * falseAlarms / watched,
        sorted[changes / 2],
        sorted[changes * 9 / 10],
        1 - (double) delays.size() / changes);
  }
}
