package io.vputty.bench.drift.contender;

/**
 * Page's cumulative sum of the true log-likelihood ratio: it knows mean, burstiness and the change
 * to come, and has nothing to learn. No detector is sooner in the worst case at as few false alarms
 * (Moustakides, Ann. Stat. 14, 1986).
 */
final class Oracle implements Watch {

  private final double atNone;
  private final double slope;
  private double sum;
  private int onset;

  Oracle(Traffic traffic, double factor) {
    atNone = traffic.logRatio(0, factor);
    slope = traffic.logRatio(1, factor) - atNone;
  }

  @Override
  public double take(int window, double count) {
    sum = Math.max(0, sum + atNone + (count == 0 ? 0 : slope * count));
    onset = sum == 0 ? window : onset;
    return sum;
  }

  @Override
  public int onset() {
    return onset;
  }
}
