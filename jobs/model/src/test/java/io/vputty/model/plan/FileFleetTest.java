package io.vputty.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Vm;
import io.vputty.model.footprint.Volume;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.WeightedEdge;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class FileFleetTest {

  private static final String TEXT =
      """
      topology 2 2 2
      vm a 0
      vm b 1
      vm c 3
      edge a b 10
      edge a b 5
      edge b a 1
      edge b c 100
      cap 1 16 1024
      vol d 2
      io a d 7
      share a c 3
      load b 0.5,2
      """;

  private final FileFleet fleet = new FileFleet(file());

  FileFleetTest() throws IOException {}

  @Test
  void makesCoresOfSlots() {
    assertThat(fleet.hosts()).hasSize(4).allMatch(host -> host.cpuCores() == 2);
    assertThat(fleet.vms()).allMatch(vm -> vm.cpuCores() == 1 && vm.memoryBytes() == 0);
    assertThat(fleet.hosts().get(1))
        .returns(16.0, Host::hardwareCores)
        .returns(1L << 30, Host::memoryBytes)
        .returns("rack 0", Host::rack);
    assertThat(fleet.vms()).extracting(Vm::host).containsExactly("host 0", "host 1", "host 3");
    assertThat(fleet.volumes()).containsExactly(new Volume("d", "host 2", ""));
  }

  @Test
  void addsParallelEdgesUp() {
    assertThat(fleet.edges())
        .extracting(edge -> edge.key().kind(), edge -> edge.weight().value())
        .containsExactly(
            tuple(EdgeKind.NETWORK, 15.0),
            tuple(EdgeKind.NETWORK, 1.0),
            tuple(EdgeKind.NETWORK, 100.0),
            tuple(EdgeKind.MEMORY, 3 * 4096.0),
            tuple(EdgeKind.STORAGE, 7.0));
    assertThat(fleet.edges()).extracting(WeightedEdge::key).doesNotHaveDuplicates();
  }

  @Test
  void keepsTheLoadsThatAreKnown() {
    assertThat(fleet.loads()).containsOnlyKeys("b");
    assertThat(fleet.loads().get("b")).containsExactly(0.5, 2);
  }

  @Test
  void costsWeightTimesHops() {
    Prices prices = FileFleet.prices(Prices.defaults());
    Scene scene = new Scene(problem(prices), 0);

    double cost = FileFleet.inHops(scene.ledger.cost(scene.hostsNow()), prices);

    assertThat(cost).isCloseTo(2 * 16 + 4 * 100 + 4 * 7, within(1e-9));
  }

  @Test
  void isPlannedForNothingButTheMoves() {
    PlanResult result =
        new Planner()
            .plan(
                problem(FileFleet.prices(Prices.defaults())),
                PlannerOptions.defaults().withMaxMoves(1));

    assertThat(result).isInstanceOf(Recommendation.class);
    assertThat(((Recommendation) result).migrationCost()).isZero();
    assertThat(((Recommendation) result).moves().get(0).explanation())
        .startsWith("Move vm ")
        .contains("saves $0.00000");
  }

  private PlacementProblem problem(Prices prices) {
    return PlacementProblem.of(FileFleet.DOMAIN, prices)
        .hosts(fleet.hosts())
        .vms(fleet.vms())
        .volumes(fleet.volumes())
        .edges(fleet.edges())
        .build();
  }

  private static PlacementFile file() throws IOException {
    return PlacementFile.read(new BufferedReader(new StringReader(TEXT)));
  }
}
