package io.vputty.model.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Automation;
import io.vputty.model.footprint.CostEstimate;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Power;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.WeightedEdge;
import io.vputty.model.plan.PlacementProblem;
import io.vputty.model.plan.UniqueMemory;
import io.vputty.model.verdict.WaveVerdict.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WaveTrialTest {

  private static final int HOSTS = 5;
  private static final int VMS = 12;
  private static final double MB = 1e6;

  @Property(tries = 200)
  void marginalSharesAddUpToTheWave(@ForAll @IntRange(max = 1_000_000) int seed) {
    Random random = new Random(seed);
    WaveVerdict verdict = randomTrial(random).judge(randomMoves(random), false);

    CostEstimate sum = verdict.shares().stream().reduce(CostEstimate.ZERO, CostEstimate::plus);
    assertThat(sum.network().value())
        .isCloseTo(verdict.attributed().network().value(), within(1e-9));
    assertThat(sum.contention().value())
        .isCloseTo(verdict.attributed().contention().value(), within(1e-9));
    assertThat(sum.energy().value()).isCloseTo(verdict.attributed().energy().value(), within(1e-9));
    assertThat(sum.total().value()).isCloseTo(verdict.attributed().total().value(), within(1e-9));
  }

  @Property(tries = 200)
  void orderOfMovesDoesNotChangeWhatTheWaveGained(@ForAll @IntRange(max = 1_000_000) int seed) {
    Random random = new Random(seed);
    WaveTrial trial = randomTrial(random);
    List<CarriedMove> moves = randomMoves(random);
    List<CarriedMove> shuffled = new ArrayList<>(moves);
    Collections.shuffle(shuffled, random);

    assertThat(trial.judge(shuffled, false).attributed())
        .isEqualTo(trial.judge(moves, false).attributed());
    assertThat(trial.judge(shuffled, false).realised())
        .isEqualTo(trial.judge(moves, false).realised());
  }

  @Test
  void whatTrafficDidByItselfIsNotHeldAgainstAMoveOnceItIsKnownToHaveDrifted() {
    WaveTrial trial = pair(MB, 10 * MB, "h2");
    List<CarriedMove> toRack = List.of(move("v0", "h0", "h1"));

    assertThat(trial.judge(toRack, true).finding()).isEqualTo(Finding.HELPED);
    WaveVerdict unexplained = trial.judge(toRack, false);
    assertThat(unexplained.finding()).isEqualTo(Finding.UNPROVEN);
    assertThat(unexplained.detail()).contains("rose by", "grew by more");
    assertThat(unexplained.realised().total().value())
        .as("traffic itself plus attributed")
        .isCloseTo(
            3600 * Prices.defaults().networkZonePerGib() / Prices.GIB * (MB - 10 * MB)
                + unexplained.attributed().total().value(),
            within(1e-9));
  }

  @Test
  void aMoveAwayFromItsPeerIsWorse() {
    WaveVerdict verdict = pair(MB, MB, "h1").judge(List.of(move("v0", "h1", "h0")), false);

    assertThat(verdict.finding()).isEqualTo(Finding.WORSE);
    assertThat(verdict.attributed().total().high()).isNegative();
    assertThat(verdict.detail()).contains("it is worse for sure");
  }

  @Test
  void aGainWithinItsErrorIsNotProven() {
    PlacementProblem unsure = problem(List.of(edge("v0", "v1", new Interval(MB, 0, 3 * MB))), "h2");
    WaveVerdict verdict =
        new WaveTrial(unsure, unsure, UniqueMemory.NONE)
            .judge(List.of(move("v0", "h0", "h1")), false);

    assertThat(verdict.finding()).isEqualTo(Finding.UNPROVEN);
    assertThat(verdict.attributed().total().value()).isPositive();
    assertThat(verdict.detail()).contains("a gain is not sure");
  }

  @Test
  void hostsThatAreEmptiedSaveTheirElectricity() {
    PlacementProblem idle = problem(List.of(), "h1");
    WaveVerdict verdict =
        new WaveTrial(idle, idle, UniqueMemory.NONE).judge(List.of(move("v0", "h0", "h1")), false);

    assertThat(verdict.attributed().energy().value()).isCloseTo(0.015, within(1e-9));
    assertThat(verdict.realised().energy()).isEqualTo(verdict.attributed().energy());
  }

  /** v0 and v1 on one host h0 or two, and another rack's. */
  private static WaveTrial pair(double before, double after, String hostOfPeer) {
    return new WaveTrial(
        problem(List.of(edge("v0", "v1", Interval.exactly(before))), hostOfPeer),
        problem(List.of(edge("v0", "v1", Interval.exactly(after))), hostOfPeer),
        UniqueMemory.NONE);
  }

  /** h0 in one rack; h1 and h2 in another; v0 on h0, unless its peer is on h1: then beside it. */
  private static PlacementProblem problem(List<WeightedEdge> edges, String hostOfPeer) {
    String own = edges.isEmpty() || hostOfPeer.equals("h2") ? "h0" : "h1";
    return PlacementProblem.of("dc", Prices.defaults())
        .hosts(List.of(host("h0", "r0"), host("h1", "r1"), host("h2", "r1")))
        .vms(List.of(vm("v0", own), vm("v1", hostOfPeer)))
        .edges(edges)
        .build();
  }

  private static WaveTrial randomTrial(Random random) {
    List<Host> hosts = new ArrayList<>();
    List<Vm> vms = new ArrayList<>();
    for (int i = 0; i < HOSTS; i++) {
      hosts.add(host("h" + i, "r" + i / 2));
    }
    for (int i = 0; i < VMS; i++) {
      vms.add(vm("v" + i, "h" + i % HOSTS));
    }
    return new WaveTrial(random(random, hosts, vms), random(random, hosts, vms), UniqueMemory.NONE);
  }

  private static PlacementProblem random(Random random, List<Host> hosts, List<Vm> vms) {
    PlacementProblem.Builder problem =
        PlacementProblem.of("dc", Prices.defaults()).hosts(hosts).vms(vms);
    List<WeightedEdge> edges = new ArrayList<>();
    for (int i = 0; i < 3 * VMS; i++) {
      int from = random.nextInt(VMS);
      int to = (from + 1 + random.nextInt(VMS - 1)) % VMS;
      double rate = MB * random.nextDouble();
      edges.add(edge("v" + from, "v" + to, new Interval(rate, rate / 2, 2 * rate)));
    }
    for (Vm vm : vms) {
      problem.load(vm.id(), 3 * random.nextDouble(), 3 * random.nextDouble());
    }
    return problem.edges(edges).build();
  }

  private static List<CarriedMove> randomMoves(Random random) {
    List<CarriedMove> moves = new ArrayList<>();
    for (int i = 0; i < VMS; i++) {
      if (random.nextBoolean()) {
        int source = i % HOSTS;
        int target = (source + 1 + random.nextInt(HOSTS - 1)) % HOSTS;
        moves.add(move("v" + i, "h" + source, "h" + target));
      }
    }
    Collections.shuffle(moves, random);
    return moves;
  }

  private static CarriedMove move(String vm, String source, String target) {
    return new CarriedMove("move-" + vm, vm, source, target, Interval.ZERO, CostEstimate.ZERO);
  }

  private static WeightedEdge edge(String from, String to, Interval rate) {
    return new WeightedEdge(new EdgeKey(EdgeKind.NETWORK, from, to), rate);
  }

  private static Host host(String name, String rack) {
    return new Host(name, "dc", rack, "z", 4, 1L << 36, true, Map.of(), 4, new Power(100, 300), "");
  }

  private static Vm vm(String id, String host) {
    return new Vm(id, "", host, "dc", 1, 1L << 30, Automation.AUTOMATIC, "", "", Map.of(), "", -1);
  }
}
