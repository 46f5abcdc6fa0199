package io.vputty.bench.drift.contender;

/**
 * MIDAS-R (Bhatia et al., AAAI 2020) on one edge: chi-square of the decayed current count beside
 * the mean of all, decay 0.5. Exact counts instead of count-min sketches, which is the best that
 * these can do; an edge by itself, so that scores of nodes add nothing. It says nothing of onsets:
 * the detection is taken for it.
 */
final class MidasR implements Watch {

  private static final double DECAY = 0.5;

  private int windows;
  private int now;
  private double current;
  private double total;

  @Override
  public double take(int window, double count) {
    now = window;
    windows++;
    current = current * DECAY + count;
    total += count;
    if (windows <= WARM_UP || total == 0) {
      return 0;
    }
    double error = current - total / windows;
    return error * error * windows * windows / (total * (windows - 1));
  }

  @Override
  public int onset() {
    return now - 1;
  }
}
