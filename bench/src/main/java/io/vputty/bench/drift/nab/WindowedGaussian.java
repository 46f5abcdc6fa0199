package io.vputty.bench.drift.nab;

import java.util.ArrayList;
import java.util.List;

/**
 * The benchmark's windowed Gaussian: one less the normal tail beyond a value's distance from the
 * mean of the last values. The window takes in 6,400 values, then moves on by 100 at a time;
 * numenta/NAB chose those numbers to do best on its own set. A spread of none counts as 10^-6.
 */
final class WindowedGaussian implements Contender.Rows {

  private static final int WINDOW = 6400;
  private static final int STEP = 100;
  private static final double LEAST_SPREAD = 1e-6;

  private final List<Double> window = new ArrayList<>();
  private final List<Double> waiting = new ArrayList<>();
  private double mean;
  private double spread = 1;

  @Override
  public double anomaly(long timeMs, double value) {
    double anomaly = window.isEmpty() ? 0 : 1 - NormalTail.above(Math.abs(value - mean) / spread);
    if (window.size() < WINDOW) {
      window.add(value);
      measure();
      return anomaly;
    }
    waiting.add(value);
    if (waiting.size() == STEP) {
      window.subList(0, STEP).clear();
      window.addAll(waiting);
      waiting.clear();
      measure();
    }
    return anomaly;
  }

  private void measure() {
    double sum = 0;
    for (double value : window) {
      sum += value;
    }
    mean = sum / window.size();
    double squares = 0;
    for (double value : window) {
      squares += (value - mean) * (value - mean);
    }
    spread = Math.sqrt(squares / window.size());
    if (spread == 0) {
      spread = LEAST_SPREAD;
    }
  }
}
