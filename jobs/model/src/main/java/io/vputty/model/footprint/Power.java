package io.vputty.model.footprint;

/**
 * What a host draws: linear in its CPU load between idle and peak, nothing while it carries no VM,
 * since then it can be switched off (Beloglazov and Buyya, CCPE 2012).
 *
 * @param idleWatts without load, watts; 0 if unknown
 * @param peakWatts at full load, watts; 0 if unknown
 */
public record Power(double idleWatts, double peakWatts) {

  /** Nothing is known, and nothing is charged. */
  public static final Power UNKNOWN = new Power(0, 0);

  public Power {
    if (!(idleWatts >= 0) || !(peakWatts >= 0)) {
      throw new IllegalArgumentException(
          "power (%s W idle, %s W peak) must not be negative".formatted(idleWatts, peakWatts));
    }
  }

  /** What each part of full load adds, watts. */
  public double dynamicWatts() {
    return Math.max(0, peakWatts - idleWatts);
  }
}
