package io.vputty.model.search;

import java.util.Arrays;

/** What is placed, as numbers: a unit is one VM, or VMs that must stay together, or a volume. */
public final class UnitTable {

  final int count;
  final int[] home;
  final boolean[] movable;
  final int[] vms;
  final long[] cpu;
  final long[] memory;
  final double[] migrationPrice;
  final int[][] separations;
  final int separationCount;
  final boolean[][] allowed;
  private final double[][] hostPrice;
  private final int[] hostPriceTimes;
  private final boolean anyWishes;

  /**
   * Takes the arrays, which must not change afterwards, one element a unit.
   *
   * @param home host it is on
   * @param movable whether it may be moved at all
   * @param vms VMs in it: the migrations that moving it takes
   * @param cpu size, thousandths of a core
   * @param memory size, bytes
   * @param migrationPrice what moving it adds to the objective, $ per hour
   * @param separations groups of which a host may hold one unit only, by number
   * @param allowed hosts that its rules allow; units with the same rules share an array
   */
  public UnitTable(
      int[] home,
      boolean[] movable,
      int[] vms,
      long[] cpu,
      long[] memory,
      double[] migrationPrice,
      int[][] separations,
      boolean[][] allowed) {
    this(home, movable, vms, cpu, memory, migrationPrice, separations, allowed, noPrices(home));
  }

  /**
   * The same where it matters to units themselves on which hosts they are.
   *
   * @param hostPrice what each host costs a unit that is on it, $ per hour; empty if nothing
   *     anywhere; units with the same wishes share an array
   */
  public UnitTable(
      int[] home,
      boolean[] movable,
      int[] vms,
      long[] cpu,
      long[] memory,
      double[] migrationPrice,
      int[][] separations,
      boolean[][] allowed,
      double[][] hostPrice) {
    this(
        home,
        movable,
        vms,
        cpu,
        memory,
        migrationPrice,
        separations,
        allowed,
        hostPrice,
        once(home));
  }

  private UnitTable(
      int[] home,
      boolean[] movable,
      int[] vms,
      long[] cpu,
      long[] memory,
      double[] migrationPrice,
      int[][] separations,
      boolean[][] allowed,
      double[][] hostPrice,
      int[] hostPriceTimes) {
    this.count = home.length;
    this.home = home;
    this.movable = movable;
    this.vms = vms;
    this.cpu = cpu;
    this.memory = memory;
    this.migrationPrice = migrationPrice;
    this.separations = separations;
    this.allowed = allowed;
    this.hostPrice = hostPrice;
    this.hostPriceTimes = hostPriceTimes;
    this.anyWishes = Arrays.stream(hostPrice).anyMatch(prices -> prices.length > 0);
    int groups = 0;
    for (int[] of : separations) {
      for (int group : of) {
        groups = Math.max(groups, group + 1);
      }
    }
    this.separationCount = groups;
  }

  private static double[][] noPrices(int[] home) {
    double[][] none = new double[home.length][];
    Arrays.fill(none, new double[0]);
    return none;
  }

  private static int[] once(int[] home) {
    int[] times = new int[home.length];
    Arrays.fill(times, 1);
    return times;
  }

  /** Whether it matters to a unit itself on which host it is. */
  boolean hasWishes(int unit) {
    return hostPrice[unit].length > 0;
  }

  /** Whether two units have the same wishes for their host. */
  boolean wishTheSame(int one, int other) {
    return hostPrice[one] == hostPrice[other];
  }

  /** What a host costs a unit that is on it, $ per hour. */
  double hostPrice(int unit, int host) {
    if (!anyWishes) {
      return 0;
    }
    double[] price = hostPrice[unit];
    return price.length == 0 ? 0 : hostPriceTimes[unit] * price[host];
  }

  /** Groups of which a host may hold one unit only, that this unit is in. */
  public int[] separationsOf(int unit) {
    return separations[unit].clone();
  }

  /**
   * Clusters of these units, free to move: the members of one have the same rules, and their homes
   * differ.
   */
  UnitTable merged(Clusters clusters) {
    int[] homes = new int[clusters.count];
    boolean[] moves = new boolean[clusters.count];
    int[] sizes = new int[clusters.count];
    long[] cpus = new long[clusters.count];
    long[] memories = new long[clusters.count];
    double[] prices = new double[clusters.count];
    int[][] groups = new int[clusters.count][];
    boolean[][] hosts = new boolean[clusters.count][];
    double[][] hostPrices = new double[clusters.count][];
    int[] times = new int[clusters.count];
    for (int unit = count - 1; unit >= 0; unit--) {
      int cluster = clusters.of(unit);
      homes[cluster] = home[unit];
      moves[cluster] = movable[unit];
      sizes[cluster] += vms[unit];
      cpus[cluster] += cpu[unit];
      memories[cluster] += memory[unit];
      groups[cluster] = separations[unit];
      hosts[cluster] = allowed[unit];
      hostPrices[cluster] = hostPrice[unit];
      times[cluster] += hostPriceTimes[unit];
    }
    return new UnitTable(
        homes, moves, sizes, cpus, memories, prices, groups, hosts, hostPrices, times);
  }
}
