package io.vputty.bench.drift;

/**
 * How much is simulated.
 *
 * @param tuningWindows edge-windows in which a threshold is found
 * @param windows edge-windows in which false alarms are counted
 * @param trials changes planted in each case
 * @param senders senders whose traffic has a season
 */
record Effort(long tuningWindows, long windows, int trials, int senders) {

  static final Effort FULL = new Effort(4_000_000, 4_000_000, 1_000, 12);
  static final Effort QUICK = new Effort(400_000, 400_000, 100, 2);
}
