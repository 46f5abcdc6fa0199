package io.vputty.model.load;

import java.util.List;

/**
 * What one collector tells of one VM in one pane: levels times the time they held, as whole
 * numbers, so that the order of its reports never shows. A mutable state type with public fields;
 * the arrays have a place for each {@link Quantity}.
 */
public final class CollectorLoad {
  public String collector = "";

  /** Time for which the level is known, ms. */
  public long[] knownMs = new long[Quantity.COUNT];

  /** Levels times that time: unit of the quantity times ms. */
  public long[] sums = new long[Quantity.COUNT];

  /** Adds levels that held for some time, ms. */
  public void add(LoadLevels levels, long heldMs) {
    for (Quantity quantity : Quantity.values()) {
      long level = levels.of(quantity);
      if (level != LoadLevels.UNKNOWN) {
        knownMs[quantity.index()] += heldMs;
        sums[quantity.index()] += level * heldMs;
      }
    }
  }

  /**
   * The levels of a pane. Several collectors may tell of one VM, and all of them tell the same: of
   * each quantity the first collector by name counts that knows it for half the pane or more, and
   * no two are added. What none knows for so long is unknown.
   */
  public static LoadLevels settle(List<CollectorLoad> told, long paneMs) {
    return new LoadLevels(
        settle(told, Quantity.CPU, paneMs),
        settle(told, Quantity.DISK, paneMs),
        settle(told, Quantity.NETWORK, paneMs));
  }

  private static long settle(List<CollectorLoad> told, Quantity quantity, long paneMs) {
    int index = quantity.index();
    CollectorLoad first = null;
    for (CollectorLoad one : told) {
      if (2 * one.knownMs[index] >= paneMs
          && (first == null || one.collector.compareTo(first.collector) < 0)) {
        first = one;
      }
    }
    return first == null
        ? LoadLevels.UNKNOWN
        : Rounding.quotient(first.sums[index], first.knownMs[index]);
  }
}
