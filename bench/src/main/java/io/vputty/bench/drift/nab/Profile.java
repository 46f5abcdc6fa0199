package io.vputty.bench.drift.nab;

/**
 * What hits and mistakes weigh.
 *
 * @param name as the benchmark has it
 * @param found weight of a window found at once
 * @param falseRow weight of a row far from any window that was said to be one
 * @param missed weight of a window not found
 */
record Profile(String name, double found, double falseRow, double missed) {

  Profile {
    if (!(found > 0 && falseRow >= 0 && missed >= 0)) {
      throw new IllegalArgumentException(
          "%s: weights (%s, %s, %s) must not be negative, found positive"
              .formatted(name, found, falseRow, missed));
    }
  }
}
