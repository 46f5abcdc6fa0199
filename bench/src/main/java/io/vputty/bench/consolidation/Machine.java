package io.vputty.bench.consolidation;

/**
 * A kind of host, as CloudSim 3.0.3 has it for PlanetLab's days; its power by tenths of its load is
 * what SPECpower published.
 *
 * @param name model
 * @param gips processing power, 10^9 instructions per second, all cores
 * @param memoryMib memory, MiB
 * @param watts power at 0, 10, ... 100% of load
 */
record Machine(String name, double gips, int memoryMib, double[] watts) {

  static final Machine G4 =
      new Machine(
          "HP ML110 G4",
          2 * 1.860,
          4096,
          new double[] {86, 89.4, 92.6, 96, 99.5, 102, 106, 108, 112, 114, 117});

  static final Machine G5 =
      new Machine(
          "HP ML110 G5",
          2 * 2.660,
          4096,
          new double[] {93.7, 97, 101, 105, 110, 116, 121, 125, 129, 133, 135});

  /** Power at a load from 0 to 1, watts. */
  double watts(double load) {
    double at = 10 * Math.min(1, load);
    int below = Math.min(9, (int) at);
    return watts[below] + (at - below) * (watts[below + 1] - watts[below]);
  }
}
