package io.vputty.model.plan;

import static io.vputty.model.plan.Instance.edge;
import static io.vputty.model.plan.Instance.host;
import static io.vputty.model.plan.Instance.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import io.vputty.model.plan.HostRanking.Candidate;
import io.vputty.model.plan.HostRanking.Excluded;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostRankingTest {

  private static final long GIB = 1L << 30;
  private static final double BUSY = 10e6;

  @Test
  void putsTheHostOfThePeerFirstThenItsRack() {
    HostRanking ranking =
        HostRanking.of(builder().build(), newcomer("", Map.of()), List.of(edge("new", "a", BUSY)));

    assertThat(ranking.candidates())
        .extracting(Candidate::host)
        .containsExactly("h1", "h2", "h4", "h3");
    assertThat(ranking.candidates().get(0).cost().total()).isZero();
    assertThat(ranking.candidates().get(2).cost().network())
        .isCloseTo(BUSY * 3600 * 0.004 / GIB, within(1e-12));
    assertThat(ranking.candidates().get(0).coresLeft()).isEqualTo(4 - 1 - 2);
    assertThat(ranking.candidates().get(0).memoryBytesLeft()).isEqualTo((8 - 1 - 2) * GIB);
  }

  @Test
  void costsWhatThePlannerWouldSayItCostsThere() {
    PlacementProblem problem = builder().build();
    List<WeightedEdge> edges = List.of(edge("new", "a", BUSY), edge("b", "new", BUSY / 3));

    HostRanking ranking = HostRanking.of(problem, newcomer("", Map.of()), edges);

    double without = total(problem);
    assertThat(ranking.candidates())
        .allSatisfy(
            candidate -> {
              Vm there = newcomer("", Map.of()).on(candidate.host());
              assertThat(candidate.cost().total())
                  .isCloseTo(total(problem.with(there, edges)) - without, within(1e-12));
            });
  }

  @Test
  void saysWhyHostsAreLeftOut() {
    PlacementProblem problem =
        builder()
            .hosts(
                List.of(
                    new Host("closed", "d", "r1", "z", 4, 8 * GIB, false, Map.of("disk", "ssd")),
                    new Host("far", "other", "r1", "z", 4, 8 * GIB, true, Map.of()),
                    new Host("frozen", "d", "r1", "z", 4, 8 * GIB, true, Map.of()),
                    new Host("full", "d", "r1", "z", 1, 8 * GIB, true, Map.of("disk", "ssd")),
                    new Host("h3", "d", "r2", "z", 4, 8 * GIB, true, Map.of("disk", "ssd")),
                    new Host("narrow", "d", "r1", "z", 4, GIB, true, Map.of("disk", "ssd")),
                    new Host("right", "d", "r1", "z", 4, 8 * GIB, true, Map.of("disk", "ssd"))))
            .frozen(List.of("frozen"))
            .build();

    HostRanking ranking =
        HostRanking.of(problem, newcomer("apart", Map.of("disk", "ssd")), List.of());

    assertThat(ranking.candidates()).extracting(Candidate::host).containsExactly("right");
    assertThat(ranking.excluded())
        .containsExactly(
            new Excluded("closed", "it is cordoned"),
            new Excluded("far", "it is in domain other"),
            new Excluded("frozen", "its telemetry is incomplete"),
            new Excluded("full", "1.0 of 1.0 cores are free"),
            new Excluded("h1", "it has no label disk=ssd"),
            new Excluded("h2", "it has no label disk=ssd"),
            new Excluded("h3", "it has b of group apart"),
            new Excluded("h4", "it has no label disk=ssd"),
            new Excluded("narrow", "1.0 GiB of 1.0 GiB of memory are free"));
  }

  @Test
  void countsWhatIsOnItsWay() {
    PlacementProblem problem = builder().inFlight("a", "h4").build();

    HostRanking ranking = HostRanking.of(problem, newcomer("", Map.of()), List.of());

    assertThat(ranking.candidates())
        .filteredOn(candidate -> candidate.host().matches("h[14]"))
        .allMatch(candidate -> candidate.coresLeft() == 1);
  }

  @Test
  void takesOverPeersButNotVolumes() {
    PlacementProblem problem =
        builder()
            .volumes(List.of(new Volume("v", "h1", "")))
            .edges(
                List.of(
                    new WeightedEdge(new EdgeKey(EdgeKind.STORAGE, "a", "v"), Interval.exactly(5))))
            .build();

    assertThat(HostRanking.edgesLike(problem, "a", "new"))
        .containsExactly(edge("new", "b", BUSY), edge("b", "new", 1));
  }

  @Test
  void refusesAVmThatIsThere() {
    assertThatThrownBy(() -> HostRanking.of(builder().build(), vm("a", "", GIB), List.of()))
        .hasMessage("vm a is there already");
  }

  @Test
  void ranksNothingWhereThereIsNoHost() {
    PlacementProblem problem = PlacementProblem.of("d", Prices.defaults()).build();

    assertThat(HostRanking.of(problem, newcomer("", Map.of()), List.of()).candidates()).isEmpty();
  }

  private static double total(PlacementProblem problem) {
    Scene scene = new Scene(problem, 0);
    return scene.ledger.cost(scene.hostsNow()).total();
  }

  private static Vm newcomer(String apart, Map<String, String> labels) {
    return new Vm("new", "", "", "d", 2, 2 * GIB, Automation.AUTOMATIC, "", apart, labels, "", -1);
  }

  private static PlacementProblem.Builder builder() {
    Vm apart =
        new Vm("b", "", "h3", "d", 1, GIB, Automation.AUTOMATIC, "", "apart", Map.of(), "", -1);
    return PlacementProblem.of("d", Prices.defaults())
        .hosts(
            List.of(
                host("h1", "r1", 4, 8 * GIB),
                host("h2", "r1", 4, 8 * GIB),
                host("h3", "r2", 4, 8 * GIB),
                host("h4", "r2", 4, 8 * GIB)))
        .vms(List.of(vm("a", "h1", GIB), apart))
        .edges(List.of(edge("a", "b", BUSY), edge("b", "a", 1)));
  }
}
