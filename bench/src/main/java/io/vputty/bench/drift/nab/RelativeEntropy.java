package io.vputty.bench.drift.nab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Relative entropy of the last values against every kind of window seen so far (Wang et al.,
 * "Statistical Techniques for Online Anomaly Detection in Data Centers", IM 2011), with the
 * parameters that numenta/NAB gives it: 52 values in 5 bins, and the point that a chi-square of 4
 * degrees of freedom exceeds once in a hundred. It is sure, 1, of the first window that is like
 * none before, and otherwise says 0. The bins divide the range of the whole series, later values
 * included, as they do there.
 */
final class RelativeEntropy implements Contender.Rows {

  private static final int BINS = 5;
  private static final int WINDOW = 52;
  private static final double LIMIT = 13.276704135987622;

  private final double lowest;
  private final double step;
  private final int[] window = new int[WINDOW];
  private final List<double[]> kinds = new ArrayList<>();
  private int seen;

  RelativeEntropy(double[] values) {
    lowest = Arrays.stream(values).min().orElse(0);
    step = (Arrays.stream(values).max().orElse(0) - lowest) / BINS;
  }

  @Override
  public double anomaly(long timeMs, double value) {
    if (step == 0) {
      return 0;
    }
    window[seen % WINDOW] = (int) Math.ceil((value - lowest) / step);
    seen++;
    if (seen < WINDOW) {
      return 0;
    }
    double[] shares = shares();
    if (kinds.stream().anyMatch(kind -> 2 * WINDOW * entropy(shares, kind) < LIMIT)) {
      return 0;
    }
    kinds.add(shares);
    return kinds.size() == 1 ? 0 : 1;
  }

  private double[] shares() {
    double[] shares = new double[BINS];
    int inside = 0;
    for (int bin : window) {
      if (bin <= BINS) {
        shares[Math.min(bin, BINS - 1)]++;
        inside++;
      }
    }
    for (int bin = 0; bin < BINS; bin++) {
      shares[bin] /= inside;
    }
    return shares;
  }

  private static double entropy(double[] shares, double[] kind) {
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (shares[bin] > 0) {
        sum += shares[bin] * Math.log(shares[bin] / kind[bin]);
      }
    }
    return sum;
  }
}
