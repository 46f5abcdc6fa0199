package io.vputty.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vputty.model.estimate.Interval;
import io.vputty.model.estimate.PageSample;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Tier;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.WeightedEdge;
import io.vputty.model.sharing.HeldPages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SharedMemoryTest {

  private static final Prices PRICES = Prices.defaults();
  private static final int PAGE = 1 << 20;
  private static final double PER_PAGE = PAGE * PRICES.memoryPerGibHour() / Prices.GIB;
  private static final long ALL = 0;
  private static final long HALF = Long.MIN_VALUE;

  private final Planner planner = new Planner();

  @Test
  void whatThreeVmsHoldIsKeptTwiceOnTwoHostsAndNotThreeTimes() {
    PlacementProblem problem =
        problem(
            Map.of("a", "h1", "b", "h1", "c", "h2"),
            Map.of("a", held(1, 1, 100), "b", held(1, 1, 100), "c", held(1, 1, 100)));
    Footprints footprints = new Footprints(problem);

    assertThat(footprints.vm("c", "h1").gainPerHour().value())
        .isCloseTo(100 * PER_PAGE, within(1e-12));
    assertThat(footprints.vm("a", "h2").gainPerHour().value()).as("another stays").isZero();
    assertThat(footprints.vm("c").physical().cost().memory())
        .isCloseTo(100 * PER_PAGE, within(1e-12));
    assertThat(footprints.vm("a").physical().cost().memory()).as("b has it here, too").isZero();
    assertThat(footprints.host("h1").physical().cost().memory())
        .isCloseTo(100 * PER_PAGE, within(1e-12));
  }

  @Test
  void aHostNeedsEachContentOnceWithinATrustDomain() {
    PlacementProblem problem =
        problem(
            Map.of("a", "h1", "b", "h1", "c", "h1", "d", "h1"),
            Map.of("a", held(1, 1, 300), "b", held(1, 201, 400), "c", held(2, 1, 300)));

    UniqueMemory unique = new Footprints(problem).host("h1").unique();

    assertThat(unique.vms()).as("d has no sample").isEqualTo(3);
    assertThat(unique.bytes()).isEqualTo(Interval.exactly((400.0 + 300) * PAGE));
    assertThat(new Appraisal(problem).unique(List.of("h1", "h2"), Map.of("c", "h2")).bytes())
        .isEqualTo(unique.bytes());
  }

  @Test
  void acrossTrustDomainsNothingIsShared() {
    PlacementProblem problem =
        problem(Map.of("a", "h1", "b", "h2"), Map.of("a", held(1, 1, 300), "b", held(2, 1, 300)));

    assertThat(new Footprints(problem).vm("a", "h2").gainPerHour()).isEqualTo(Interval.ZERO);
  }

  @Test
  void samplesAreCutAtTheLowestThresholdAndTheIntervalHoldsWhatThatLeavesOpen() {
    HeldPages all = new HeldPages(1, PAGE, new PageSample(ALL, spread(0, 1000), 1));
    HeldPages half = new HeldPages(1, PAGE, new PageSample(HALF, below(spread(0, 1000)), 1));
    PlacementProblem problem = problem(Map.of("a", "h1", "b", "h2"), Map.of("a", all, "b", half));

    Interval gain = new Footprints(problem).vm("a", "h2").gainPerHour();

    assertThat(gain.value()).isCloseTo(1000 * PER_PAGE, within(50 * PER_PAGE));
    assertThat(gain.low()).isBetween(900 * PER_PAGE, 960 * PER_PAGE);
    assertThat(gain.high()).isBetween(1040 * PER_PAGE, 1100 * PER_PAGE);
  }

  @Test
  void pairsCountOnlyWhereASampleIsMissing() {
    List<WeightedEdge> pairs = List.of(pair("a", "b", 500), pair("a", "c", 200));
    PlacementProblem problem =
        builder(Map.of("a", "h1", "b", "h2", "c", "h2"))
            .edges(pairs)
            .pages("a", held(1, 1, 300))
            .pages("b", held(1, 201, 400))
            .build();

    assertThat(new Footprints(problem).vm("a", "h2").gainPerHour().value())
        .isCloseTo((100 + 200) * PER_PAGE, within(1e-12));
    assertThat(new Footprints(problem).vm("a").affinities())
        .as("a pair that unions price is told without a cost of its own")
        .anySatisfy(
            affinity -> {
              assertThat(affinity.peer()).isEqualTo("b");
              assertThat(affinity.peerHost()).isEqualTo("h2");
              assertThat(affinity.costPerHour()).isZero();
            });
  }

  @Test
  void bringsTogetherWhatHoldsTheSamePagesAndSaysSo() {
    PlacementProblem problem =
        problem(
            Map.of("a", "h1", "b", "h2"),
            Map.of("a", held(1, 1, 3_000), "b", held(1, 1_001, 9_000)));

    Recommendation plan = (Recommendation) planner.plan(problem, options(5));

    PlannedMove move = plan.moves().get(0);
    assertThat(plan.moves()).hasSize(1);
    assertThat(plan.after().memory()).isZero();
    assertThat(plan.gainPerHour().value()).isCloseTo(2_000 * PER_PAGE, within(1e-12));
    assertThat(move.gainByTerm().memory().value()).isCloseTo(2_000 * PER_PAGE, within(1e-12));
    assertThat(move.reasons()).extracting(MoveReason::kind).containsExactly(EdgeKind.MEMORY);
    assertThat(move.explanation()).contains("2.1 GB that they could share");
  }

  @Test
  void saysWhichPagesWereNotWorthAMigration() {
    PlacementProblem problem =
        problem(Map.of("a", "h1", "b", "h2"), Map.of("a", held(1, 1, 9), "b", held(1, 1, 9)));

    PlannerOptions bashful = new PlannerOptions(5, 24, 1e12, 3_000, 1, 4);
    NoMove none = (NoMove) planner.plan(problem, bashful);

    assertThat(none.reason()).contains("best candidate: moving", "gains $");
  }

  @Property(tries = 30, seed = "11")
  void reportsTheGainThatSetsGive(@ForAll long seed, @ForAll @IntRange(min = 2, max = 30) int vms) {
    Fleet fleet = random(new Random(seed), vms);
    if (planner.plan(fleet.problem(), options(vms)) instanceof Recommendation plan) {
      Map<String, String> where = new TreeMap<>(fleet.where());
      double before = fleet.cost(where);
      double memoryBefore = fleet.memory(where);
      for (PlannedMove move : plan.moves()) {
        double from = fleet.cost(where);
        double held = fleet.memory(where);
        where.put(move.vm(), move.target());
        assertThat(move.gainPerHour().value()).isCloseTo(from - fleet.cost(where), within(1e-9));
        assertThat(move.gainByTerm().memory().value())
            .isCloseTo(held - fleet.memory(where), within(1e-9));
      }
      assertThat(plan.before().total()).isCloseTo(before, within(1e-9));
      assertThat(plan.before().memory()).isCloseTo(memoryBefore, within(1e-9));
      assertThat(plan.after().memory()).isCloseTo(fleet.memory(where), within(1e-9));
      assertThat(plan.gainPerHour().value()).isCloseTo(before - fleet.cost(where), within(1e-9));
    }
  }

  @Property(tries = 20, seed = "12")
  void inputOrderChangesNothing(@ForAll long seed, @ForAll @IntRange(min = 2, max = 30) int vms) {
    Fleet fleet = random(new Random(seed), vms);
    List<String> order = new ArrayList<>(fleet.pages().keySet());
    Collections.shuffle(order, new Random(seed + 1));
    PlacementProblem.Builder shuffled = builder(fleet.where()).edges(fleet.edges());
    order.forEach(vm -> shuffled.pages(vm, Objects.requireNonNull(fleet.pages().get(vm))));

    assertThat(planner.plan(shuffled.build(), options(vms)))
        .isEqualTo(planner.plan(fleet.problem(), options(vms)));
  }

  @Property(tries = 30, seed = "13")
  void anyMoveIsWorthWhatSetsGive(@ForAll long seed, @ForAll @IntRange(min = 2, max = 30) int vms) {
    Random random = new Random(seed);
    Fleet fleet = random(random, vms);
    Footprints footprints = new Footprints(fleet.problem());
    for (int i = 0; i < 20; i++) {
      String vm = "vm-" + random.nextInt(vms);
      String host = "h" + (1 + random.nextInt(4));
      Map<String, String> there = new TreeMap<>(fleet.where());
      there.put(vm, host);
      double gain = fleet.cost(fleet.where()) - fleet.cost(there);
      assertThat(footprints.vm(vm, host).gainPerHour().value()).isCloseTo(gain, within(1e-9));
    }
  }

  /** VMs with pages of which some are of images, some of pairs; a third has no sample. */
  private record Fleet(
      Map<String, String> where, Map<String, HeldPages> pages, List<WeightedEdge> edges) {

    private PlacementProblem problem() {
      PlacementProblem.Builder problem = builder(where).edges(edges);
      pages.forEach(problem::pages);
      return problem.build();
    }

    private double cost(Map<String, String> at) {
      double cost = memory(at);
      for (WeightedEdge edge : edges) {
        String from = at.getOrDefault(edge.key().from(), "");
        boolean apart = !from.equals(at.get(edge.key().to()));
        cost += apart ? edge.weight().value() * PRICES.networkPerByte(Tier.ZONE) * 3600 : 0;
      }
      return cost;
    }

    /** By sets of hashes, group by group, without anything of ours. */
    private double memory(Map<String, String> at) {
      double cost = 0;
      for (long group : new TreeSet<>(pages.values().stream().map(HeldPages::group).toList())) {
        boolean halved =
            pages.values().stream()
                .anyMatch(of -> of.group() == group && of.sample().threshold() == HALF);
        Map<String, Set<Long>> byHost = new HashMap<>();
        Set<Long> union = new HashSet<>();
        pages.forEach(
            (vm, of) -> {
              if (of.group() == group) {
                long[] hashes = halved ? below(of.sample().hashes()) : of.sample().hashes();
                Set<Long> kept =
                    byHost.computeIfAbsent(at.getOrDefault(vm, ""), host -> new HashSet<>());
                LongStream.of(hashes).forEach(kept::add);
                LongStream.of(hashes).forEach(union::add);
              }
            });
        int copies = byHost.values().stream().mapToInt(Set::size).sum();
        cost += (copies - union.size()) * PER_PAGE * (halved ? 2 : 1);
      }
      return cost;
    }
  }

  private static Fleet random(Random random, int count) {
    Map<String, String> where = new TreeMap<>();
    Map<String, HeldPages> pages = new TreeMap<>();
    List<WeightedEdge> edges = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      where.put("vm-" + i, "h" + (1 + random.nextInt(4)));
      if (random.nextInt(3) > 0) {
        long image = random.nextInt(3) * 100_000L;
        long own = random.nextInt(count) * 1_000_000L;
        long[] hashes =
            LongStream.concat(
                    LongStream.of(spread(image, image + random.nextInt(3_000))),
                    LongStream.of(spread(own, own + random.nextInt(3_000))))
                .distinct()
                .toArray();
        sortUnsigned(hashes);
        boolean half = random.nextInt(4) == 0;
        PageSample sample = new PageSample(half ? HALF : ALL, half ? below(hashes) : hashes, 1);
        pages.put("vm-" + i, new HeldPages(1 + random.nextInt(2), PAGE, sample));
      }
      if (i > 0) {
        String peer = "vm-" + random.nextInt(i);
        edges.add(
            new WeightedEdge(
                new EdgeKey(EdgeKind.NETWORK, "vm-" + i, peer),
                Interval.exactly(random.nextInt(100_000))));
      }
    }
    return new Fleet(where, pages, edges);
  }

  private static PlannerOptions options(int moves) {
    return new PlannerOptions(moves, 24, 1, 3_000, 1, 4);
  }

  private static PlacementProblem problem(Map<String, String> where, Map<String, HeldPages> pages) {
    PlacementProblem.Builder problem = builder(where);
    pages.forEach(problem::pages);
    return problem.build();
  }

  private static PlacementProblem.Builder builder(Map<String, String> where) {
    List<Host> hosts = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      hosts.add(Instance.host("h" + i, "rack-" + i, 64, 1_000));
    }
    List<Vm> vms = new ArrayList<>();
    where.forEach((vm, host) -> vms.add(Instance.vm(vm, host, 1)));
    return PlacementProblem.of("d", PRICES).hosts(hosts).vms(vms);
  }

  private static WeightedEdge pair(String one, String other, int pages) {
    return new WeightedEdge(
        new EdgeKey(EdgeKind.MEMORY, one, other), Interval.exactly((double) pages * PAGE));
  }

  private static HeldPages held(long group, long from, long to) {
    return new HeldPages(group, PAGE, new PageSample(ALL, spread(from - 1, to), 1));
  }

  /** Hashes of pages with these numbers, all over the range, in order. */
  private static long[] spread(long from, long to) {
    long[] hashes =
        LongStream.range(from, to).map(page -> page * 0x9e3779b97f4a7c15L ^ page >>> 7).toArray();
    sortUnsigned(hashes);
    return hashes;
  }

  private static long[] below(long[] hashes) {
    return Arrays.stream(hashes).filter(hash -> hash >= 0).toArray();
  }

  private static void sortUnsigned(long[] hashes) {
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] ^= Long.MIN_VALUE;
    }
    Arrays.sort(hashes);
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] ^= Long.MIN_VALUE;
    }
  }
}
