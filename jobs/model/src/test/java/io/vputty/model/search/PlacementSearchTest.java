package io.vputty.model.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlacementSearchTest {

  private static final int HOSTS = 12;
  private static final int SLOTS = 10;

  @Property(tries = 60, seed = "1")
  void differencesAreThoseOfTheObjective(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 90) int units) {
    Placement placement = random(seed, units, 8);
    Random random = new Random(seed);
    for (int step = 0; step < 50; step++) {
      int one = random.nextInt(units);
      int other = random.nextInt(units);
      double before = placement.objective();
      double delta;
      if (random.nextBoolean()) {
        int target = random.nextInt(HOSTS);
        delta = placement.moveDelta(one, target) + placement.priceDelta(one, target);
        placement.move(one, target);
      } else if (placement.hostOf(one) != placement.hostOf(other)) {
        delta =
            placement.swapDelta(one, other)
                + placement.priceDelta(one, placement.hostOf(other))
                + placement.priceDelta(other, placement.hostOf(one));
        placement.swap(one, other);
      } else {
        continue;
      }
      assertThat(placement.objective()).isCloseTo(before + delta, within(1e-6 * (1 + before)));
    }
  }

  @Property(tries = 60, seed = "2")
  void searchesKeepAllRulesAndBudgetsAndNeverLose(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 90) int units,
      @ForAll @IntRange(min = 0, max = 100) int percent) {
    Placement placement = random(seed, units, 4);
    double before = placement.objective();
    int migrations = units * percent / 100;

    new PlacementSearch(placement, migrations, 60_000, seed).run();

    assertThat(placement.objective()).isLessThanOrEqualTo(before + 1e-9);
    assertThat(placement.migrations()).isLessThanOrEqualTo(migrations);
    assertThat(Arrays.stream(placement.room(true)).filter(room -> room < 0)).isEmpty();
    for (int one = 0; one < units; one++) {
      assertThat(!placement.displaced(one) || placement.units.movable[one]).isTrue();
      for (int other = 0; other < one; other++) {
        boolean together = placement.hostOf(one) == placement.hostOf(other);
        boolean stayed = !placement.displaced(one) && !placement.displaced(other);
        assertThat(together && !stayed && placement.conflicts(one, other)).isFalse();
      }
    }
  }

  @Test
  void bestFirstTakesTheStepThatGainsMostPerMigration() {
    SortedMap<Long, double[]> links = new TreeMap<>();
    links.put(1L, new double[] {0, 1, 4, 20});
    links.put(4L + 3, new double[] {0, 2, 5, 9});
    Placement placement = placement(4, new int[] {0, 6, 1, 2}, links);

    new GreedySearch(placement, new Budget(1, 1000)).run();

    assertThat(placement.hosts()).containsExactly(0, 2, 1, 2);
    assertThat(placement.migrations()).isEqualTo(1);
  }

  /**
   * Two units came to host 0 for one's sake whose other peers are at home: single steps part them.
   */
  @Test
  void chainsBringBothEndsOfADearArcHome() {
    SortedMap<Long, double[]> links = new TreeMap<>();
    links.put(1L, new double[] {0, 90, 100, 100});
    links.put(4L + 2, new double[] {0, 20, 20, 20});
    links.put(3L, new double[] {0, 10, 10, 10});
    Placement placement = placement(4, new int[] {2, 2, 2, 0}, links);
    placement.become(new int[] {0, 0, 2, 0});

    new GreedySearch(placement, new Budget(2, 1000)).run();
    assertThat(placement.hosts()).containsExactly(0, 0, 2, 0);
    new Ejection(placement, new Budget(2, 1000)).run();

    assertThat(placement.hosts()).containsExactly(2, 2, 2, 2);
    assertThat(placement.migrations()).isEqualTo(1);
  }

  @Property(tries = 60, seed = "3")
  void chainsKeepBudgetsAndNeverLose(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 90) int units) {
    Placement placement = random(seed, units, 4);
    new GreedySearch(placement, new Budget(units / 4, 5_000)).run();
    double before = placement.objective();

    new Ejection(placement, new Budget(units / 4, 20_000)).run();

    assertThat(placement.objective()).isLessThanOrEqualTo(before + 1e-9 * (1 + before));
    assertThat(placement.migrations()).isLessThanOrEqualTo(units / 4);
    assertThat(Arrays.stream(placement.room(true)).filter(room -> room < 0)).isEmpty();
  }

  @Test
  void clustersStayWithinAHostAndKeepTheRules() {
    Placement placement = random(5, 80, 4);
    Clusters clusters =
        Coarsening.clusters(
            placement.units,
            placement.arcs,
            placement.host,
            Coarsening.Bond.ANYWHERE,
            new Coarsening.Limits(4000, 4),
            new SplittableRandom(1));

    assertThat(clusters.areFewer()).isTrue();
    for (int[] members : clusters.members()) {
      long cpu = Arrays.stream(members).mapToLong(unit -> placement.units.cpu[unit]).sum();
      assertThat(cpu).isLessThanOrEqualTo(4000);
      if (members.length > 1) {
        assertThat(Arrays.stream(members).boxed())
            .allMatch(unit -> placement.units.movable[unit])
            .allMatch(unit -> placement.units.separations[unit].length == 0);
      }
    }
  }

  @Test
  void clustersCostWhatTheirUnitsCostBetweenThem() {
    Placement placement = random(6, 80, 4);
    Clusters clusters =
        Coarsening.clusters(
            placement.units,
            placement.arcs,
            placement.host,
            Coarsening.Bond.SAME_HOST,
            Coarsening.Limits.NONE,
            new SplittableRandom(1));
    Placement coarse = new Placement(placement, clusters);
    double inside = placement.objective() - coarse.objective();

    for (int unit = 0; unit < clusters.units(); unit++) {
      assertThat(coarse.hostOf(clusters.of(unit))).isEqualTo(placement.hostOf(unit));
    }
    int moved = clusters.of(7);
    int[] goal = placement.hosts();
    for (int unit = 0; unit < goal.length; unit++) {
      goal[unit] = clusters.of(unit) == moved ? 3 : goal[unit];
    }
    coarse.move(moved, 3);
    placement.become(goal);
    assertThat(placement.arcsCost() - coarse.arcsCost()).isCloseTo(inside, within(1e-6));
  }

  /** Tenants of ten, some units pinned, some apart, one hub with an arc to everybody. */
  private static Placement random(long seed, int units, int leastDegree) {
    Random random = new Random(seed);
    SortedMap<Long, double[]> links = new TreeMap<>();
    for (int unit = 0; unit < units; unit++) {
      link(links, units, unit, 0, random);
      for (int i = 0; i < leastDegree; i++) {
        link(links, units, unit, unit / 10 * 10 + random.nextInt(10), random);
      }
    }
    int[] slots = new int[HOSTS * SLOTS];
    Arrays.setAll(slots, slot -> slot);
    int[] home = new int[units];
    for (int unit = 0; unit < units; unit++) {
      int other = unit + random.nextInt(slots.length - unit);
      int slot = slots[other];
      slots[other] = slots[unit];
      home[unit] = slot / SLOTS;
    }
    return placement(units, home, links);
  }

  private static void link(
      SortedMap<Long, double[]> links, int units, int one, int other, Random random) {
    if (one != other && other < units) {
      double weight = random.nextInt(100);
      links.put(
          (long) Math.min(one, other) * units + Math.max(one, other),
          new double[] {0, weight, 4 * weight, 9 * weight});
    }
  }

  private static Placement placement(int units, int[] home, SortedMap<Long, double[]> links) {
    int[] rack = new int[HOSTS];
    int[] zone = new int[HOSTS];
    long[] cpu = new long[HOSTS];
    long[] memory = new long[HOSTS];
    boolean[] accepts = new boolean[HOSTS];
    for (int host = 0; host < HOSTS; host++) {
      rack[host] = host / 3;
      zone[host] = host / 6;
      cpu[host] = 1000L * SLOTS;
      memory[host] = SLOTS;
      accepts[host] = host != 1;
    }
    boolean[] movable = new boolean[units];
    int[] vms = new int[units];
    long[] cpus = new long[units];
    long[] memories = new long[units];
    double[] prices = new double[units];
    int[][] separations = new int[units][];
    boolean[][] allowed = new boolean[units][];
    boolean[] anywhere = new boolean[HOSTS];
    Arrays.fill(anywhere, true);
    for (int unit = 0; unit < units; unit++) {
      movable[unit] = unit % 11 != 10;
      vms[unit] = 1;
      cpus[unit] = 1000;
      memories[unit] = 1;
      prices[unit] = 0.5;
      separations[unit] = unit % 13 == 5 ? new int[] {0} : new int[0];
      allowed[unit] = anywhere;
    }
    return new Placement(
        new HostTable(rack, zone, cpu, memory, accepts),
        new UnitTable(home, movable, vms, cpus, memories, prices, separations, allowed),
        ArcTable.of(units, links),
        loads(units));
  }

  private static LoadTable loads(int units) {
    double[] loadOf = new double[3 * units];
    Arrays.setAll(loadOf, at -> at * 7 % 5);
    double[][] hosts = new double[HOSTS][];
    Arrays.setAll(hosts, host -> new double[] {host % 4 == 0 ? 100 : 20, 3, 8});
    return units % 2 == 0 ? LoadTable.NONE : new LoadTable(3, loadOf, hosts, 10);
  }
}
