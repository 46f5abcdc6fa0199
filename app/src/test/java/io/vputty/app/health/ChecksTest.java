package io.vputty.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.app.moves.MoveRecords;
import io.vputty.schema.AffinityEdge;
import io.vputty.schema.Completeness;
import io.vputty.schema.FlowBatch;
import io.vputty.schema.Host;
import io.vputty.schema.Inventory;
import io.vputty.schema.Plan;
import io.vputty.schema.TopicRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChecksTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void findsNothingWrongWhereNothingIs() {
    List<StageProgress> stages =
        Stage.ALL.stream()
            .map(stage -> new StageProgress(stage, Map.of("w", NOW.minusSeconds(3)), NOW))
            .toList();

    assertThat(new PipelineChecks(stages, List.of()).findings())
        .allMatch(finding -> finding.level() == Finding.Level.FINE)
        .hasSize(Stage.ALL.size() + 2);
    assertThat(telemetry(NOW, Completeness.VALID).findings(List.of()))
        .allMatch(finding -> finding.level() == Finding.Level.FINE)
        .extracting(Finding::check)
        .containsExactly("inventory", "agents", "completeness");
  }

  @Test
  void warnsOfSilentAgentsIncompleteEdgesAndFrozenHosts() {
    Plan plan = MoveRecords.plan("p", NOW);
    plan.setFrozenHosts(List.of("hv1"));

    assertThat(telemetry(NOW.minusSeconds(61), Completeness.PARTIAL).findings(List.of(plan)))
        .filteredOn(finding -> finding.level() == Finding.Level.WARNING)
        .extracting(Finding::what)
        .containsExactly(
            "1 agent silent for a minute: 10.0.0.1",
            "1 of the newest 1 edges are not complete",
            "in east these hosts are left alone for want of telemetry: hv1");
  }

  @Test
  void takesAStageThatItsWriterLeftForNotRunning() {
    StageProgress left = new StageProgress(Stage.ALL.get(5), Map.of(), NOW);

    assertThat(new PipelineChecks(List.of(left), List.of()).findings())
        .extracting(Finding::level)
        .contains(Finding.Level.FAULT);
  }

  private static TelemetryChecks telemetry(Instant heard, Completeness completeness) {
    Inventory host =
        Inventory.newBuilder()
            .setEntity("host/hv1")
            .setHost(Host.newBuilder().setName("hv1").setAgents(List.of("10.0.0.1")).build())
            .build();
    List<TopicRecord> records =
        List.of(
            MoveRecords.read(FlowBatch.newBuilder().setTime(heard).setAgent("10.0.0.1").build(), 0),
            MoveRecords.read(
                AffinityEdge.newBuilder().setTime(NOW).setCompleteness(completeness).build(), 1));
    return new TelemetryChecks(NOW, List.of(host), records);
  }
}
