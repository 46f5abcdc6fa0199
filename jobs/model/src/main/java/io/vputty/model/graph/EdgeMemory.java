package io.vputty.model.graph;

import io.vputty.model.estimate.Interval;
import java.util.HashMap;
import java.util.Map;

/**
 * An edge's traffic with exponentially fading memory, which is what plans are made on: what a plan
 * is worth is decided by the next window, not by the last one. Silent panes count as zero. A
 * mutable state type with public fields.
 *
 * <p>The rate is the faded sum of bytes over the faded sum of seconds since birth; an edge younger
 * than a number of panes is taken to have been silent before, so that one burst does not look like
 * a stream. The interval carries the sampling variance and the variance between panes. O(1) a pane.
 * Powers are taken by {@link StrictMath}, the same on every machine.
 */
public final class EdgeMemory {

  private static final double Z95 = 1.959963984540054;

  /** End of the first pane, ms. */
  public long bornMs;

  /** End of the last pane that is in the sums, ms. */
  public long seenMs;

  /** Faded sum of bytes. */
  public double bytes;

  /** Faded sum of squares of bytes per pane. */
  public double squares;

  /** Twice-faded sum of the sampling variances, bytes squared. */
  public double variance;

  /** Takes in a pane that had traffic; panes must come in order. */
  public void add(long paneEndMs, double paneBytes, double paneVariance, Fading fading) {
    if (bornMs == 0) {
      bornMs = paneEndMs;
      seenMs = paneEndMs;
    }
    fade(paneEndMs, fading);
    bytes += paneBytes;
    squares += paneBytes * paneBytes;
    variance += paneVariance;
  }

  /** Forgets what was before a change: from now on the rate is what it became. */
  public void restart(long onsetMs, long nowMs, Interval bytesPerSecond, Fading fading) {
    double dispersion = dispersion(fading);
    double seconds = fading.seconds(onsetMs, nowMs);
    double halfWidth = (bytesPerSecond.high() - bytesPerSecond.low()) / 2;
    bornMs = onsetMs;
    seenMs = nowMs;
    bytes = bytesPerSecond.value() * seconds;
    variance = halfWidth * halfWidth / (Z95 * Z95) * seconds * seconds;
    squares = bytes * bytesPerSecond.value() * fading.paneSeconds() * (1 + dispersion);
  }

  /** Variance between panes over the square of their mean, at most 1: it outlives a change. */
  private double dispersion(Fading fading) {
    double panes = fading.seconds(bornMs, seenMs) / fading.paneSeconds();
    double mean = bytes / panes;
    return mean > 0 ? Math.min(1, Math.max(0, squares / panes / (mean * mean) - 1)) : 0;
  }

  /** Bytes per second as of a pane's end, with its 95% interval. */
  public Interval rate(long nowMs, Fading fading) {
    return rate(nowMs, fading, Double.POSITIVE_INFINITY);
  }

  /**
   * The same as a prediction of the mean over so many panes to come: they fluctuate as those before
   * did.
   */
  public Interval rate(long nowMs, Fading fading, double panesToCome) {
    double keep = fading.over(nowMs - seenMs);
    double seconds = fading.seconds(bornMs, nowMs);
    double rate = bytes * keep / seconds;
    double panes = seconds / fading.paneSeconds();
    double between = Math.max(0, squares * keep / panes - square(bytes * keep / panes));
    double perPane = 1 / Math.max(1, fading.effectivePanes(bornMs, nowMs)) + 1 / panesToCome;
    double sampling = variance * keep * keep / (seconds * seconds);
    double spread = Z95 * Math.sqrt(sampling + between / square(fading.paneSeconds()) * perPane);
    return new Interval(rate, Math.max(0, rate - spread), rate + spread);
  }

  private void fade(long paneEndMs, Fading fading) {
    double keep = fading.over(paneEndMs - seenMs);
    bytes *= keep;
    squares *= keep;
    variance *= keep * keep;
    seenMs = paneEndMs;
  }

  private static double square(double x) {
    return x * x;
  }

  /** How memory fades. Keeps the powers that it has taken: those of most edges are the same. */
  public static final class Fading {

    private static final int MOST_KEPT = 10_000;

    private final long paneMs;
    private final int youngPanes;
    private final double halfLifePanes;
    private final double each;
    private final Map<Long, Double> overs = new HashMap<>();
    private final Map<Double, Double> powers = new HashMap<>();

    /** The last one asked for: most edges were seen in one pane. */
    private long lastMs;

    private double lastOver = 1;

    /**
     * A memory of which each pane weighs less than the next.
     *
     * @param paneMs length of a pane, ms
     * @param halfLifePanes panes after which a pane weighs half
     * @param youngPanes an edge is never taken to be younger than this
     */
    public Fading(long paneMs, double halfLifePanes, int youngPanes) {
      if (paneMs <= 0 || !(halfLifePanes > 0) || youngPanes < 1) {
        throw new IllegalArgumentException(
            "pane (%d ms), half-life (%s) and youth (%d) must be positive"
                .formatted(paneMs, halfLifePanes, youngPanes));
      }
      this.paneMs = paneMs;
      this.halfLifePanes = halfLifePanes;
      this.youngPanes = youngPanes;
      this.each = StrictMath.pow(0.5, 1 / halfLifePanes);
    }

    double paneSeconds() {
      return paneMs / 1000.0;
    }

    double over(long ms) {
      if (ms != lastMs) {
        bound(overs);
        lastOver =
            overs.computeIfAbsent(
                ms, gone -> StrictMath.pow(0.5, (double) gone / paneMs / halfLifePanes));
        lastMs = ms;
      }
      return lastOver;
    }

    double seconds(long bornMs, long nowMs) {
      return paneSeconds() * (1 - power(panes(bornMs, nowMs))) / (1 - each);
    }

    /** Equally weighted panes that would say as much: (sum w)^2 / sum w^2. */
    double effectivePanes(long bornMs, long nowMs) {
      double panes = panes(bornMs, nowMs);
      double sum = (1 - power(panes)) / (1 - each);
      double squares = (1 - power(2 * panes)) / (1 - each * each);
      return sum * sum / squares;
    }

    private double power(double panes) {
      bound(powers);
      return powers.computeIfAbsent(panes, of -> StrictMath.pow(each, of));
    }

    private static void bound(Map<?, ?> kept) {
      if (kept.size() > MOST_KEPT) {
        kept.clear();
      }
    }

    private double panes(long bornMs, long nowMs) {
      return Math.max(youngPanes, (double) (nowMs - bornMs) / paneMs + 1);
    }
  }
}
