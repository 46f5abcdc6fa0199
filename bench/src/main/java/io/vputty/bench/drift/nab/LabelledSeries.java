package io.vputty.bench.drift.nab;

import java.util.List;
import java.util.Objects;

/**
 * A series of values with the windows in which its anomalies lie.
 *
 * @param name folder and file as the labels have them
 * @param timesMs when each value was taken, ms, as if local times were UTC
 * @param values as recorded
 * @param windows in order of time, none overlapping
 */
record LabelledSeries(String name, long[] timesMs, double[] values, List<Window> windows) {

  private static final double PROBATION_SHARE = 0.15;
  private static final int MOST_PROBATION = 750;

  LabelledSeries {
    Objects.requireNonNull(name, "name");
    windows = List.copyOf(windows);
    if (timesMs.length != values.length) {
      throw new IllegalArgumentException(
          "%s: times (%s) and values (%s) differ".formatted(name, timesMs.length, values.length));
    }
  }

  /**
   * Rows of one window.
   *
   * @param first its first row
   * @param last its last row, inside
   */
  record Window(int first, int last) {

    Window {
      if (first < 0 || last <= first) {
        throw new IllegalArgumentException("window (%s to %s) is none".formatted(first, last));
      }
    }

    int rows() {
      return last - first + 1;
    }
  }

  int rows() {
    return values.length;
  }

  /** Rows from the beginning in which a contender may learn and nothing is scored. */
  int probation() {
    return (int) Math.min(Math.floor(PROBATION_SHARE * rows()), MOST_PROBATION);
  }
}
