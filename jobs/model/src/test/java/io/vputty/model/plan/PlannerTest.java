package io.vputty.model.plan;

import static io.vputty.model.plan.Instance.edge;
import static io.vputty.model.plan.Instance.host;
import static io.vputty.model.plan.Instance.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Automation;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Vm;
import io.vputty.model.footprint.Volume;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.WeightedEdge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlannerTest {

  private static final long GIB = 1L << 30;
  private static final PlannerOptions OPTIONS = PlannerOptions.defaults();

  /** Ten MB/s across racks: 0.13 $ an hour by default prices. */
  private static final double BUSY = 10e6;

  private final Planner planner = new Planner();

  @Test
  void bringsTalkersTogetherAndSaysWhy() {
    PlacementProblem problem = problem(List.of(vm("a", "h1", GIB), vm("b", "h3", GIB)), BUSY);

    Recommendation plan = (Recommendation) planner.plan(problem, OPTIONS);

    assertThat(plan.moves()).hasSize(1);
    PlannedMove move = plan.moves().get(0);
    assertThat(plan.after().total()).isZero();
    assertThat(plan.gainPerHour().value()).isCloseTo(plan.before().total(), within(1e-12));
    assertThat(move.cost()).isEqualTo(0.01);
    assertThat(move.memoryBytes()).isEqualTo(GIB);
    assertThat(move.reasons()).singleElement().extracting(MoveReason::amount).isEqualTo(BUSY);
    assertThat(move.explanation())
        .contains("beside")
        .contains("10.0 MB/s between them")
        .endsWith("saves $0.1341 an hour.");
  }

  @Test
  void leavesAloneWhatDoesNotPayBack() {
    PlacementProblem problem = problem(List.of(vm("a", "h1", GIB), vm("b", "h3", GIB)), 1000);

    NoMove none = (NoMove) planner.plan(problem, OPTIONS);

    assertThat(none.reason()).contains("best candidate: moving a from h1 to h3");
    assertThat(none.cost().network()).isPositive();
  }

  @Test
  void leavesAloneWhatIsNotSure() {
    WeightedEdge doubtful =
        new WeightedEdge(new EdgeKey(EdgeKind.NETWORK, "a", "b"), new Interval(BUSY, 0, 10 * BUSY));
    PlacementProblem problem =
        builder(List.of(vm("a", "h1", GIB), vm("b", "h3", GIB))).edges(List.of(doubtful)).build();

    assertThat(planner.plan(problem, OPTIONS)).isInstanceOf(NoMove.class);
  }

  @Test
  void neverTouchesPinnedRestingFlyingOrFrozen() {
    Vm pinned = new Vm("p", "", "h1", "d", 1, GIB, Automation.PINNED, "", "", Map.of(), "", -1);
    List<Vm> vms = List.of(pinned, vm("r", "h2", GIB), vm("f", "h3", GIB), vm("z", "h4", GIB));
    List<WeightedEdge> edges =
        List.of(edge("p", "r", BUSY), edge("p", "f", BUSY), edge("r", "z", BUSY));
    PlacementProblem problem =
        builder(vms)
            .edges(edges)
            .resting(List.of("r"))
            .inFlight("f", "h2")
            .frozen(List.of("h4"))
            .build();

    NoMove none = (NoMove) planner.plan(problem, OPTIONS);

    assertThat(none.reason()).contains("none of 4 VMs may be moved");
  }

  @Test
  void countsAVmInFlightAtBothItsHosts() {
    List<Host> hosts = List.of(host("h1", "r1", 1, GIB), host("h2", "r2", 2, 2 * GIB));
    List<Vm> vms = List.of(vm("a", "h1", GIB), vm("b", "h2", GIB), vm("f", "h2", GIB));
    PlacementProblem free = problemOn(hosts.subList(0, 2), vms.subList(0, 2), "b", "a");
    assertThat(planner.plan(free, OPTIONS)).isInstanceOf(Recommendation.class);

    PlacementProblem busy =
        PlacementProblem.of("d", Prices.defaults())
            .hosts(hosts)
            .vms(vms)
            .edges(List.of(edge("a", "b", BUSY)))
            .inFlight("f", "h1")
            .build();

    assertThat(planner.plan(busy, OPTIONS)).isInstanceOf(NoMove.class);
  }

  @Test
  void countsAVmThatFliesToAnUnknownHostWhereItIs() {
    List<Host> hosts = List.of(host("h1", "r1", 1, GIB), host("h2", "r2", 2, 2 * GIB));
    List<Vm> vms = List.of(vm("a", "h1", GIB), vm("b", "h2", GIB), vm("f", "h2", GIB));
    PlacementProblem problem =
        PlacementProblem.of("d", Prices.defaults())
            .hosts(hosts)
            .vms(vms)
            .edges(List.of(edge("a", "b", BUSY)))
            .inFlight("f", "nowhere")
            .build();

    assertThat(planner.plan(problem, OPTIONS)).isInstanceOf(NoMove.class);
  }

  @Test
  void swapsThroughFreeRoom() {
    List<Host> hosts =
        List.of(host("h1", "r1", 2, GIB), host("h2", "r2", 2, GIB), host("h3", "r3", 1, GIB));
    List<Vm> vms = List.of(vm("a", "h1", 1), vm("b", "h1", 2), vm("c", "h2", 3), vm("d", "h2", 4));
    PlacementProblem problem =
        PlacementProblem.of("d", Prices.defaults())
            .hosts(hosts)
            .vms(vms)
            .edges(List.of(edge("a", "c", BUSY), edge("b", "d", BUSY)))
            .build();

    Recommendation plan = (Recommendation) planner.plan(problem, OPTIONS);

    assertThat(plan.after().total()).isZero();
    assertThat(plan.moves()).hasSize(3);
    assertThat(plan.moves()).extracting(PlannedMove::wave).containsExactly(0, 1, 2);
    assertThat(plan.moves().get(2).after()).contains(0, 1);
  }

  @Test
  void keepsGroupsTogetherAndApart() {
    List<Vm> vms = new ArrayList<>();
    vms.add(ruled("a1", "h1", "pair", ""));
    vms.add(ruled("a2", "h1", "pair", ""));
    vms.add(ruled("b1", "h3", "", "apart"));
    vms.add(ruled("b2", "h4", "", "apart"));
    PlacementProblem problem =
        builder(vms)
            .edges(
                List.of(edge("a1", "b1", BUSY), edge("b1", "b2", 10 * BUSY), edge("a2", "b2", 1)))
            .build();

    Recommendation plan = (Recommendation) planner.plan(problem, OPTIONS);

    Map<String, String> where = new TreeMap<>();
    vms.forEach(vm -> where.put(vm.id(), vm.host()));
    plan.moves().forEach(move -> where.put(move.vm(), move.target()));
    assertThat(where.get("a1")).isEqualTo(where.get("a2"));
    assertThat(where.get("b1")).isNotEqualTo(where.get("b2"));
  }

  @Test
  void treatsAFarEndInAnotherDomainAsFixed() {
    Host far = new Host("far", "other", "r2", "z", 9, 9 * GIB, true, Map.of());
    PlacementProblem problem =
        builder(List.of(vm("a", "h1", GIB), vm("b", "far", GIB)))
            .hosts(List.of(far))
            .edges(List.of(edge("a", "b", 10 * BUSY)))
            .build();

    Recommendation plan = (Recommendation) planner.plan(problem, OPTIONS);

    assertThat(plan.moves()).singleElement().extracting(PlannedMove::vm).isEqualTo("a");
    assertThat(plan.moves().get(0).target()).isIn("h3", "h4");
  }

  @Test
  void movesAVmToItsVolume() {
    WeightedEdge io =
        new WeightedEdge(new EdgeKey(EdgeKind.STORAGE, "a", "v"), Interval.exactly(BUSY));
    PlacementProblem problem =
        builder(List.of(vm("a", "h1", GIB)))
            .volumes(List.of(new Volume("v", "h4", "r2")))
            .edges(List.of(io))
            .build();

    Recommendation plan = (Recommendation) planner.plan(problem, OPTIONS);

    assertThat(plan.moves()).singleElement().extracting(PlannedMove::target).isEqualTo("h4");
    assertThat(plan.before().storage()).isPositive();
    assertThat(plan.after().storage()).isZero();
  }

  @Test
  void staysOnHostsOfItsCpuModel() {
    List<Host> hosts =
        List.of(
            of("EPYC", host("h1", "r1", 4, 8 * GIB)),
            of("Xeon", host("h2", "r1", 4, 8 * GIB)),
            of("EPYC", host("h3", "r2", 4, 8 * GIB)),
            of("", host("h4", "r2", 4, 8 * GIB)));
    List<Vm> vms = List.of(vm("a", "h1", GIB), pinned("b", "h2"), pinned("c", "h3"));
    PlacementProblem problem =
        PlacementProblem.of("d", Prices.defaults())
            .hosts(hosts)
            .vms(vms)
            .edges(List.of(edge("a", "b", 9 * BUSY), edge("a", "c", 5 * BUSY)))
            .build();

    NoMove none = (NoMove) planner.plan(problem, PlannerOptions.defaults());
    assertThat(none.reason()).contains("no VM has a peer on a host with room for it");
    assertThat(new Footprints(problem).vm("a", "h2").refusal())
        .hasValue("its CPU is Xeon, not EPYC as on h1");
  }

  private static Host of(String cpuModel, Host host) {
    return new Host(
        host.name(),
        host.domain(),
        host.rack(),
        host.zone(),
        host.cpuCores(),
        host.memoryBytes(),
        host.schedulable(),
        host.labels(),
        host.hardwareCores(),
        host.power(),
        cpuModel);
  }

  @Test
  void movesOnlySoManyAtOnceAtOneHost() {
    List<Vm> vms =
        List.of(vm("a", "h1", GIB), vm("b", "h1", GIB), vm("c", "h1", GIB), pinned("d", "h2"));
    PlacementProblem problem =
        builder(vms)
            .edges(List.of(edge("a", "d", BUSY), edge("b", "d", BUSY), edge("c", "d", BUSY)))
            .build();

    assertThat(waves(problem, 1)).containsExactly(0, 1, 2);
    assertThat(waves(problem, 2)).containsExactly(0, 0, 1);
    assertThat(waves(problem, 3)).containsExactly(0, 0, 0);
  }

  private List<Integer> waves(PlacementProblem problem, int atOnce) {
    PlannerOptions options = new PlannerOptions(20, 24, 2, 0, 1, atOnce);
    Recommendation plan = (Recommendation) planner.plan(problem, options);
    return plan.moves().stream().map(PlannedMove::wave).toList();
  }

  @Test
  void tellsWhichOtherHostsCameNextAndWhyNot() {
    List<Vm> vms =
        List.of(
            vm("a", "h1", GIB),
            pinned("b", "h2"),
            pinned("c", "h3"),
            pinned("full", "h4", 8 * GIB));
    PlacementProblem problem =
        builder(vms)
            .edges(
                List.of(
                    edge("a", "b", 9 * BUSY), edge("a", "c", BUSY), edge("a", "full", BUSY / 2)))
            .build();

    Recommendation plan = (Recommendation) planner.plan(problem, PlannerOptions.defaults());

    PlannedMove move =
        plan.moves().stream().filter(each -> each.vm().equals("a")).findFirst().orElseThrow();
    assertThat(move.target()).isEqualTo("h2");
    assertThat(move.alternatives()).extracting(Alternative::host).containsExactly("h3", "h4");
    assertThat(move.alternatives())
        .allSatisfy(other -> assertThat(other.differencePerHour()).isNegative());
    assertThat(move.alternatives().get(0).refusal()).isEmpty();
    assertThat(move.alternatives().get(1).refusal()).contains("memory");
  }

  private static Vm pinned(String id, String host) {
    return pinned(id, host, GIB);
  }

  private static Vm pinned(String id, String host, long memoryBytes) {
    return new Vm(id, "", host, "d", 1, memoryBytes, Automation.PINNED, "", "", Map.of(), "", -1);
  }

  @Test
  void staysStillOnceSettledWhileTrafficFluctuates() {
    Instance instance = Instance.read("small-40");
    Random random = new Random(9);
    List<Vm> vms = instance.vms();
    Prices prices = Instance.HOPS;
    PlannerOptions options = new PlannerOptions(20, 24, 2, 50_000, 1, 4);
    int moved = 0;
    for (int window = 0; window < 60; window++) {
      PlacementProblem problem =
          PlacementProblem.of("d", prices)
              .hosts(instance.hosts())
              .vms(sized(vms))
              .edges(fluctuating(instance.edges(), random))
              .build();
      if (planner.plan(problem, options) instanceof Recommendation plan) {
        vms = moved(vms, plan);
        moved += window < 10 ? 0 : plan.moves().size();
      }
    }
    assertThat(moved).as("moves after the first ten windows").isZero();
  }

  private static List<WeightedEdge> fluctuating(List<WeightedEdge> edges, Random random) {
    List<WeightedEdge> noisy = new ArrayList<>();
    for (WeightedEdge edge : edges) {
      double value = edge.weight().value() * Math.exp(0.2 * random.nextGaussian());
      noisy.add(new WeightedEdge(edge.key(), new Interval(value, value * 0.6, value * 1.4)));
    }
    return noisy;
  }

  /** VMs whose migration costs as much as 40 units of traffic an hour over the horizon. */
  private static List<Vm> sized(List<Vm> vms) {
    return vms.stream().map(vm -> vm(vm.id(), vm.host(), 48_000 * GIB / 1000)).toList();
  }

  private static List<Vm> moved(List<Vm> vms, Recommendation plan) {
    Map<String, String> where = new TreeMap<>();
    plan.moves().forEach(move -> where.put(move.vm(), move.target()));
    return vms.stream()
        .map(vm -> vm(vm.id(), where.getOrDefault(vm.id(), vm.host()), vm.memoryBytes()))
        .toList();
  }

  private static Vm ruled(String id, String host, String together, String apart) {
    return new Vm(
        id, "", host, "d", 1, GIB, Automation.AUTOMATIC, together, apart, Map.of(), "", -1);
  }

  private static PlacementProblem problem(List<Vm> vms, double bytesPerSecond) {
    return builder(vms).edges(List.of(edge("a", "b", bytesPerSecond))).build();
  }

  private static PlacementProblem problemOn(
      List<Host> hosts, List<Vm> vms, String from, String to) {
    return PlacementProblem.of("d", Prices.defaults())
        .hosts(hosts)
        .vms(vms)
        .edges(List.of(edge(from, to, BUSY)))
        .build();
  }

  private static PlacementProblem.Builder builder(List<Vm> vms) {
    return PlacementProblem.of("d", Prices.defaults())
        .hosts(
            List.of(
                host("h1", "r1", 4, 8 * GIB),
                host("h2", "r1", 4, 8 * GIB),
                host("h3", "r2", 4, 8 * GIB),
                host("h4", "r2", 4, 8 * GIB)))
        .vms(vms);
  }
}
