package io.vputty.bench.drift;

import io.vputty.bench.drift.contender.Contender;
import io.vputty.bench.drift.contender.Counts;
import io.vputty.bench.drift.contender.Traffic;
import io.vputty.bench.drift.contender.Watch;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How often a contender is wrong on traffic that does not change, and at which threshold it is
 * wrong as often as asked. Every edge is watched from its first window on, so that learning counts,
 * for {@value #LIFE} windows or until its first alarm.
 */
final class FalseAlarms {

  static final int LIFE = 350;
  private static final int STEPS = 7;

  private final Contender contender;
  private final Traffic traffic;
  private final double factor;
  private final long windows;

  FalseAlarms(Contender contender, Traffic traffic, double factor, long windows) {
    this.contender = contender;
    this.traffic = traffic;
    this.factor = factor;
    this.windows = windows;
  }

  /** False alarms in a million edge-windows at a threshold. */
  double perMillion(double threshold, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Counts counts = traffic.counts(1);
    long watched = 0;
    long alarms = 0;
    while (watched < windows) {
      Watch watch = contender.watch(traffic, factor, threshold);
      int window = 0;
      double evidence = 0;
      while (window < LIFE && evidence < threshold) {
        window++;
        evidence = watch.take(window, counts.next(random));
      }
      watched += window;
      alarms += evidence >= threshold ? 1 : 0;
    }
    return 1e6 * alarms / watched;
  }

  /** The threshold at which there is one false alarm in so many windows. */
  double threshold(double between, long seed) {
    return contender.tunesInOneRun() ? ofMost(between, seed) : bySearch(between, seed);
  }

  /** The most evidence that each edge ever gave, and which share of edges may alarm. */
  private double ofMost(double between, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Counts counts = traffic.counts(1);
    double[] most = new double[(int) (windows / LIFE)];
    for (int edge = 0; edge < most.length; edge++) {
      Watch watch = contender.watch(traffic, factor, Double.POSITIVE_INFINITY);
      for (int window = 1; window <= LIFE; window++) {
        most[edge] = Math.max(most[edge], watch.take(window, counts.next(random)));
      }
    }
    Arrays.sort(most);
    int mayAlarm = (int) Math.round(most.length * LIFE / between);
    return Math.nextUp(most[most.length - 1 - mayAlarm]);
  }

  private double bySearch(double between, long seed) {
    double low = 4;
    double high = 20;
    for (int step = 0; step < STEPS; step++) {
      double middle = (low + high) / 2;
      if (perMillion(middle, seed) > 1e6 / between) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
