package io.vputty.bench.planner;

import io.vputty.bench.planner.instance.Instance;
import io.vputty.bench.planner.instance.TenantGenerator;
import io.vputty.model.search.Placement;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Moves of 100,000 VMs that one core evaluates in a second: any VM to the host of any of its peers.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class MoveSpeedBenchmark {

  private static final int VMS = 100_000;
  private static final int DRAWN = 1 << 20;

  /** Whether ten VMs talk with a tenth of the others each. */
  @Param({"false", "true"})
  public boolean hubs;

  private final int[] units = new int[DRAWN];
  private final int[] targets = new int[DRAWN];
  private Placement placement;
  private int draw;

  @SuppressWarnings("NullAway.Init") // made in draw
  public MoveSpeedBenchmark() {}

  /** Draws the moves. */
  @Setup
  public void draw() {
    TenantGenerator tenants = new TenantGenerator(VMS, 1);
    Instance instance = (hubs ? tenants.withHubs() : tenants).on("tenants", 131, 30, 30);
    placement = instance.placement();
    int[][] peers = peers(instance);
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < DRAWN; i++) {
      units[i] = random.nextInt(VMS);
      int[] near = peers[units[i]];
      int peer = near.length == 0 ? units[i] : near[random.nextInt(near.length)];
      targets[i] = instance.home()[peer];
    }
  }

  private static int[][] peers(Instance instance) {
    int[] degree = new int[VMS];
    for (int edge = 0; edge < instance.edges(); edge++) {
      degree[instance.from()[edge]]++;
      degree[instance.to()[edge]]++;
    }
    int[][] peers = new int[VMS][];
    Arrays.setAll(peers, vm -> new int[degree[vm]]);
    for (int edge = 0; edge < instance.edges(); edge++) {
      int from = instance.from()[edge];
      int to = instance.to()[edge];
      peers[from][--degree[from]] = to;
      peers[to][--degree[to]] = from;
    }
    return peers;
  }

  /** One move. */
  @Benchmark
  public double evaluate() {
    draw = (draw + 1) & (DRAWN - 1);
    return placement.moveDelta(units[draw], targets[draw]);
  }
}
