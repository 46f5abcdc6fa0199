package io.vputty.bench.accuracy;

import io.vputty.bench.accuracy.Trial.Conditions;
import io.vputty.bench.accuracy.Trial.Result;
import io.vputty.model.estimate.Interval;
import io.vputty.model.estimate.PoissonLimits;
import java.util.Locale;

/**
 * How often the 95% intervals of edges hold what was sent, by how many samples were to be expected,
 * and how wide they are beside the exact limits for as many samples. Prints the tables of
 * docs/accuracy.md; always the same ones.
 */
public final class AccuracyBenchmark {

  private static final double[] EXPECTED = {0.1, 0.3, 1, 3, 10, 30, 100, 1_000, 10_000};
  private static final int[] TRAINS = {1, 50, 5_000};
  private static final int TRIALS = 4_000;
  private static final double MOST_SAMPLES = 4_000_000;
  private static final double[][] LOST_AND_SHED = {{0, 0}, {0.01, 0}, {0.1, 0}, {0, 0.5}};

  private AccuracyBenchmark() {}

  /** Prints the tables. */
  public static void main(String[] arguments) {
    for (int train : TRAINS) {
      System.out.printf(
          "### %s%n%n", train == 1 ? "Smooth" : "In trains of %,d packets".formatted(train));
      header();
      for (double expected : EXPECTED) {
        StringBuilder row = new StringBuilder("| %s |".formatted(number(expected)));
        for (double[] what : LOST_AND_SHED) {
          row.append(cell(new Conditions(train, what[0], what[1]), expected));
        }
        System.out.println(row);
      }
      System.out.println();
    }
  }

  private static void header() {
    StringBuilder head = new StringBuilder("| expected samples |");
    for (double[] what : LOST_AND_SHED) {
      String how = what[1] > 0 ? "half shed" : "%.0f%% lost".formatted(100 * what[0]);
      head.append(" %s: packets | bytes | width |".formatted(how));
    }
    System.out.println(head);
    System.out.println("|---|" + "---|".repeat(3 * LOST_AND_SHED.length));
  }

  private static String cell(Conditions conditions, double expected) {
    int trials = (int) Math.min(TRIALS, Math.max(400, MOST_SAMPLES / expected));
    int packetsHeld = 0;
    int bytesHeld = 0;
    double width = 0;
    double exact = 0;
    for (int trial = 0; trial < trials; trial++) {
      Result result = Trial.of(conditions, expected, trial);
      Interval packets = result.estimate().packetsInterval();
      packetsHeld += holds(packets, (double) result.packets()) ? 1 : 0;
      bytesHeld += holds(result.estimate().bytesInterval(), (double) result.bytes()) ? 1 : 0;
      width += packets.high() - packets.low();
      Interval limits = PoissonLimits.exact(result.estimate().samples(), 0.95);
      double rate = Trial.RATE / (1 - conditions.lost()) / (1 - conditions.shed());
      exact += (limits.high() - limits.low()) * rate;
    }
    return String.format(
        Locale.ROOT,
        " %.1f | %.1f | %.2f |",
        100.0 * packetsHeld / trials,
        100.0 * bytesHeld / trials,
        width / exact);
  }

  private static boolean holds(Interval interval, double truth) {
    double rounding = 1e-9 * truth;
    return interval.low() - rounding <= truth && truth <= interval.high() + rounding;
  }

  private static String number(double value) {
    return value < 1 ? String.valueOf(value) : String.format(Locale.ROOT, "%,.0f", value);
  }
}
