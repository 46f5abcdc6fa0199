package io.vputty.sink.console.state;

import static io.vputty.sink.console.state.ConsoleRecords.NOON;
import static io.vputty.sink.console.state.ConsoleRecords.edge;
import static io.vputty.sink.console.state.ConsoleRecords.pause;
import static io.vputty.sink.console.state.ConsoleRecords.plan;
import static io.vputty.sink.console.state.ConsoleRecords.state;
import static io.vputty.sink.console.state.ConsoleRecords.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.schema.AffinityEdge;
import io.vputty.schema.Inventory;
import io.vputty.schema.Plan;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.Topics;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FleetStateTest {

  @Test
  void keepsTheNewestOfEachEdgeWhateverTheOrder() {
    AffinityEdge late = edge("a", "b", 7, NOON.plusSeconds(1));
    AffinityEdge revised = AffinityEdge.newBuilder(late).setRevision(1).build();
    revised.getWeight().setValue(8);
    FleetState state = state(revised, late, edge("a", "b", 3, NOON));
    assertThat(state.edges()).containsExactly(revised);
  }

  @Test
  void forgetsEdgesThatAreRetiredAndEntitiesThatAreGone() {
    Inventory gone = vm("v2", "h1", "t");
    gone.setRemoved(true);
    FleetState state =
        state(
            edge("a", "b", 3, NOON),
            edge("a", "b", 0, NOON.plusSeconds(1)),
            vm("v1", "h1", "t"),
            vm("v2", "h1", "t"),
            gone);
    assertThat(state.edges()).isEmpty();
    assertThat(state.inventory()).extracting(Inventory::getEntity).containsExactly("vm/v1");
  }

  @Test
  void forgetsWhatATombstoneEnds() {
    FleetState state = state(vm("v1", "h1", "t"), edge("a", "b", 3, NOON), pause("east", "true"));
    state.add(
        List.of(
            tombstone(Topics.INVENTORY.name(), "vm/v1"),
            tombstone(Topics.EDGES.name(), "NETWORK/a/b"),
            tombstone(Topics.SETTINGS.name(), "east/pause")));
    assertThat(state.inventory()).isEmpty();
    assertThat(state.edges()).isEmpty();
    assertThat(state.settings()).isEmpty();
  }

  private static TopicRecord tombstone(String topic, String key) {
    return new TopicRecord.Tombstone(new TopicRecord.Position(topic, 0, 0, 0), key);
  }

  @Test
  void pauseOfADomainCountsBeforeThatOfAll() {
    assertThat(state(pause("*", "true")).pause("east")).isPresent();
    assertThat(state(pause("*", "true"), pause("east", "false")).pause("east")).isEmpty();
    assertThat(state(pause("*", "true"), pause("east", "")).pause("east")).isPresent();
    assertThat(state(pause("west", "true")).pause("east")).isEmpty();
  }

  @Test
  void keepsTheLastFiveHundredPlansTheNewestFirst() {
    FleetState state = new FleetState();
    for (int i = 0; i < 501; i++) {
      ConsoleRecords.add(state, plan("p" + i, NOON.plusSeconds(i)));
    }
    assertThat(state.plans())
        .hasSize(500)
        .extracting(Plan::getId)
        .startsWith("p500", "p499")
        .doesNotContain("p0");
    assertThat(state.plan("p0")).isEmpty();
  }
}
