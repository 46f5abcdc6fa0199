package io.vputty.bench.planner;

import io.vputty.bench.planner.instance.Instance;
import io.vputty.bench.planner.instance.SharedInstances;
import io.vputty.model.search.Placement;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Moves of 100,000 VMs that one core evaluates in a second: any VM to the host of any of its peers,
 * in no order. Its rows have the number of moves evaluated and the CPU time of that.
 */
final class SpeedTrial {

  /** Contender of its rows. */
  static final String NAME = "Evaluation";

  /** Without and with ten VMs that talk with a tenth of the others each. */
  static final List<String> INSTANCES = List.of(SharedInstances.TENANTS, SharedInstances.HUBS);

  private static final double NANOS = 1e9;
  private static final int DRAWN = 1 << 20;
  private static final int ROUNDS = 16;
  private static final int WARM_UPS = 2;
  private static final int RUNS = 5;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Rows rows;

  SpeedTrial(Rows rows) {
    this.rows = rows;
  }

  /** Runs what has no row yet. */
  void run(Instance instance) throws IOException {
    if (rows.has(instance.name(), NAME, 0, RUNS)) {
      return;
    }
    Draw draw = new Draw(instance);
    for (int run = 1 - WARM_UPS; run <= RUNS; run++) {
      long before = threads.getCurrentThreadCpuTime();
      double sum = 0;
      for (int round = 0; round < ROUNDS; round++) {
        sum += draw.evaluate();
      }
      double seconds = (threads.getCurrentThreadCpuTime() - before) / NANOS;
      if (Double.isNaN(sum)) {
        throw new IllegalStateException("a move of " + instance.name() + " has no difference");
      }
      if (run > 0 && !rows.has(instance.name(), NAME, 0, run)) {
        rows.add(new Row(instance.name(), NAME, 0, run, 1, ROUNDS * DRAWN, seconds));
      }
    }
  }

  /** Moves drawn beforehand. */
  private static final class Draw {

    private final int[] units = new int[DRAWN];
    private final int[] targets = new int[DRAWN];
    private final Placement placement;

    private Draw(Instance instance) {
      placement = instance.placement();
      int[][] peers = peers(instance);
      SplittableRandom random = new SplittableRandom(7);
      for (int i = 0; i < DRAWN; i++) {
        units[i] = random.nextInt(instance.vms());
        int[] near = peers[units[i]];
        int peer = near.length == 0 ? units[i] : near[random.nextInt(near.length)];
        targets[i] = instance.home()[peer];
      }
    }

    private static int[][] peers(Instance instance) {
      int[] degree = new int[instance.vms()];
      for (int edge = 0; edge < instance.edges(); edge++) {
        degree[instance.from()[edge]]++;
        degree[instance.to()[edge]]++;
      }
      int[][] peers = new int[degree.length][];
      Arrays.setAll(peers, vm -> new int[degree[vm]]);
      for (int edge = 0; edge < instance.edges(); edge++) {
        int from = instance.from()[edge];
        int to = instance.to()[edge];
        peers[from][--degree[from]] = to;
        peers[to][--degree[to]] = from;
      }
      return peers;
    }

    private double evaluate() {
      double sum = 0;
      for (int i = 0; i < DRAWN; i++) {
        sum += placement.moveDelta(units[i], targets[i]);
      }
      return sum;
    }
  }
}
