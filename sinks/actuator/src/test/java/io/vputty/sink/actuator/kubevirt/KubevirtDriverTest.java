package io.vputty.sink.actuator.kubevirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.vputty.sink.actuator.Precondition;
import io.vputty.sink.actuator.conformance.FakePlatform;
import io.vputty.sink.actuator.conformance.Fleet;
import io.vputty.sink.actuator.conformance.MigrationConformance;
import org.junit.jupiter.api.Test;

final class KubevirtDriverTest extends MigrationConformance {

  @SuppressWarnings("NullAway.Init") // before each test, in platform()
  private FakeCluster cluster;

  @Override
  protected FakePlatform platform(Fleet fleet) {
    cluster = new FakeCluster(fleet, VM);
    return cluster;
  }

  @Test
  void asksForAnObjectOfTheMovesName() throws Exception {
    newDriver().start(move);
    assertThat(cluster.migrations())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.getMetadata().getName()).isEqualTo("vputty-" + move.getId());
              assertThat(one.getMetadata().getLabels()).containsEntry(Cluster.MOVE, move.getId());
              assertThat(Serialization.asJson(one.getAdditionalProperties().get("spec")))
                  .contains("\"vmiName\":\"web\"")
                  .contains("\"kubernetes.io/hostname\":\"hv2.example.com\"");
            });
  }

  @Test
  void skipsWhatKubeVirtCannotMigrate() throws Exception {
    cluster.pin();
    assertThat(newDriver().check(move))
        .isEqualTo(new Precondition.Unmet("not live migratable: DisksNotLiveMigratable"));
  }

  @Test
  void derivesUuidsAsKubeVirtDoes() {
    assertThat(FirmwareUuid.derived("web")).hasToString("d32ff544-f682-571b-8677-3762f07ab8a4");
  }
}
