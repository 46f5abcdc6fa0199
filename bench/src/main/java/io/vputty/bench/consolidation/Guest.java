package io.vputty.bench.consolidation;

/**
 * A VM that replays a trace.
 *
 * @param gips what it may use, 10^9 instructions per second
 * @param memoryMib memory, MiB
 * @param load share of {@code gips} that it uses in each 5 minutes
 */
record Guest(double gips, int memoryMib, double[] load) {

  private static final double[] GIPS = {2.5, 2, 1, 0.5};
  private static final int[] MEMORY = {870, 1740, 1740, 613};

  /** The VM of a number out of many: a quarter of them are of each of CloudSim's four kinds. */
  static Guest of(int number, int count, double[] load) {
    int kind = Math.min(GIPS.length - 1, number / ((count + GIPS.length - 1) / GIPS.length));
    return new Guest(GIPS[kind], MEMORY[kind], load);
  }

  double gips(int step) {
    return gips * load[step];
  }
}
