package io.vputty.job.reshape;

import java.io.Serializable;
import java.util.List;

/**
 * What a plan must be worth, by one level of aggressiveness from 1, only what is beyond doubt, to
 * 5, all that pays.
 *
 * @param margin how many times its cost a gain must be worth at least, over the horizon
 * @param minGainShare share of the domain's cost that a plan must save if no drift called for it
 * @param holdPanes a drift must stand this long before it calls for a plan, so that its companions
 *     are known too
 */
record Boldness(double margin, double minGainShare, int holdPanes) implements Serializable {

  /** The level that a job has if nothing is said. */
  static final int DEFAULT_LEVEL = 3;

  private static final long serialVersionUID = 1L;

  private static final List<Boldness> LEVELS =
      List.of(
          new Boldness(8, 0.2, 18),
          new Boldness(4, 0.1, 12),
          new Boldness(2, 0.05, 6),
          new Boldness(1.5, 0.02, 4),
          new Boldness(1, 0, 3));

  Boldness {
    if (!(margin >= 0) || !(minGainShare >= 0 && minGainShare < 1) || holdPanes < 0) {
      throw new IllegalArgumentException(
          "margin (%s) and hold (%s panes) must not be negative, least gain (%s) a share"
              .formatted(margin, holdPanes, minGainShare));
    }
  }

  static boolean isLevel(double level) {
    return level >= 1 && level <= LEVELS.size() && level == Math.rint(level);
  }

  /**
   * What a level means.
   *
   * @throws IllegalArgumentException unless it is one of 1 to 5
   */
  static Boldness of(double level) {
    if (!isLevel(level)) {
      throw new IllegalArgumentException(
          "aggressiveness (%s) must be a whole number from 1 to %d"
              .formatted(level, LEVELS.size()));
    }
    return LEVELS.get((int) level - 1);
  }
}
