package io.vputty.bench.planner;

import io.vputty.bench.planner.contender.BestFirst;
import io.vputty.bench.planner.contender.Contender;
import io.vputty.bench.planner.contender.Ours;
import io.vputty.bench.planner.instance.Instance;
import io.vputty.bench.planner.instance.TrafficMemory;
import io.vputty.bench.planner.instance.Windows;
import java.io.IOException;
import java.util.List;

/**
 * What plans are worth afterwards: planned on what was seen up to a window, paid for in the next.
 * The first placement is random. Ratios of its rows are to the cost of a random placement, the mean
 * over windows; moves and seconds are sums.
 */
final class WindowTrial {

  /** The planner's search with the memory that did best. */
  static final String OURS = "Ours two memories";

  /** Most moves for each window, % of the VMs. */
  static final double[] BUDGETS = {0.1, 0.25, 0.5, 1, 2, 5};

  /** Chosen on these two sets themselves, of some fifty tried. */
  private static final TrafficMemory TWO_MEMORIES = new TrafficMemory(0.2, 0.9, 0.3, 0.7, 0.8);

  /** Ways to plan. */
  static final List<Way> WAYS =
      List.of(
          new Way("BestFirst memoryless", new BestFirst(), TrafficMemory.NONE),
          new Way("BestFirst decayed", new BestFirst(), TrafficMemory.fading(0.5)),
          new Way(OURS, new Ours(), TWO_MEMORIES));

  private static final int SEEDS = 3;

  private final Rows rows;
  private final Meter meter;

  WindowTrial(Rows rows, Meter meter) {
    this.rows = rows;
    this.meter = meter;
  }

  /**
   * A contender and what it knows.
   *
   * @param memory what is remembered of earlier windows
   */
  record Way(String name, Contender contender, TrafficMemory memory) {}

  /** Runs what has no row yet. */
  void run(String name, Windows windows, Way way) throws IOException {
    for (double percent : BUDGETS) {
      for (long seed = 1; seed <= SEEDS; seed++) {
        if (!rows.has(name, way.name(), percent, seed)) {
          rows.add(row(name, windows, way, percent, seed));
        }
      }
    }
  }

  private Row row(String name, Windows windows, Way way, double percent, long seed) {
    int[] hosts = windows.start(seed);
    double ratios = 0;
    double seconds = 0;
    int moves = 0;
    int paid = windows.count() - 1;
    for (int window = 0; window < paid; window++) {
      Instance seen = windows.remembered(window, way.memory(), hosts);
      Meter.Outcome outcome = meter.run(seen, way.contender(), percent, seed);
      hosts = outcome.hosts();
      seconds += outcome.cpuSeconds();
      moves += seen.moves(hosts);
      ratios += windows.window(window + 1, hosts).cost(hosts) / windows.randomCost(window + 1);
    }
    return new Row(name, way.name(), percent, seed, ratios / paid, moves, seconds);
  }
}
