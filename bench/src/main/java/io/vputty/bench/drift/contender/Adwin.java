package io.vputty.bench.drift.contender;

/**
 * Adaptive windowing (Bifet and Gavalda, SDM 2007) with clock 1 until its first cut: buckets of an
 * exponential histogram, five of each size, and at every count every cut between two of them.
 *
 * <p>Evidence is the largest -ln(delta) at which a cut would be made: the root of the published
 * bound, with the deviation of the window as its unit, since the bound is for values within 0 and
 * 1. Both sides have at least five windows.
 */
final class Adwin implements Watch {

  private static final int BUCKETS = 5;
  private static final int LEVELS = 24;
  private static final int LEAST = 5;

  private final double[][] sums = new double[LEVELS][BUCKETS + 1];
  private final int[] used = new int[LEVELS];
  private int windows;
  private int sinceCut;
  private int now;
  private double sum;
  private double squares;

  @Override
  public double take(int window, double count) {
    now = window;
    windows++;
    sum += count;
    squares += count * count;
    add(count);
    return windows <= WARM_UP ? 0 : evidence();
  }

  private void add(double count) {
    double carried = count;
    for (int level = 0; level < LEVELS; level++) {
      sums[level][used[level]++] = carried;
      if (used[level] <= BUCKETS) {
        return;
      }
      carried = sums[level][0] + sums[level][1];
      System.arraycopy(sums[level], 2, sums[level], 0, BUCKETS - 1);
      used[level] -= 2;
    }
  }

  /** Goes from the oldest bucket to the newest. */
  private double evidence() {
    double mean = sum / windows;
    double spread = Math.sqrt(Math.max(squares / windows - mean * mean, 1e-9));
    double most = 0;
    double olderSum = 0;
    int older = 0;
    for (int level = LEVELS - 1; level >= 0; level--) {
      for (int i = 0; i < used[level]; i++) {
        olderSum += sums[level][i];
        older += 1 << level;
        int newer = windows - older;
        if (older >= LEAST && newer >= LEAST) {
          double gap = Math.abs(olderSum / older - (sum - olderSum) / newer) / spread;
          double nats = nats(gap, 1.0 / older + 1.0 / newer);
          sinceCut = nats > most ? newer : sinceCut;
          most = Math.max(most, nats);
        }
      }
    }
    return most - Math.log(2 * Math.log(windows));
  }

  /** Solves gap = sqrt(2 inverse nats) + 2/3 inverse nats. */
  private static double nats(double gap, double inverse) {
    double linear = Math.sqrt(2 * inverse);
    double square = 2 * inverse / 3;
    double root = (Math.sqrt(linear * linear + 4 * square * gap) - linear) / (2 * square);
    return root * root;
  }

  @Override
  public int onset() {
    return now - sinceCut;
  }
}
