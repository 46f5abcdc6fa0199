package io.vputty.sink.actuator.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.schema.Move;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OccupancyTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Move NEXT = move("next", "h1", "h9");

  private final Occupancy occupancy = new Occupancy();

  @Test
  void countsAtSourceAndTargetUntilAMoveEnds() {
    MoveLimits limits = new MoveLimits(2, 9, 9, List.of());
    add("a", "h1", "h2", MoveState.CLAIMED, NOON, 1);
    add("b", "h3", "h1", MoveState.CLAIMED, NOON, 2);
    add("b", "h3", "h1", MoveState.RUNNING, NOON, 3);
    assertThat(occupancy.refusal(limits, "d", NEXT, NOON)).contains("2 moves run at host h1");
    assertThat(occupancy.refusal(limits, "d", move("other", "h4", "h3"), NOON)).isEmpty();

    add("a", "h1", "h2", MoveState.SKIPPED, NOON, 4);

    assertThat(occupancy.refusal(limits, "d", NEXT, NOON)).isEmpty();
  }

  @Test
  void countsByDomain() {
    MoveLimits limits = new MoveLimits(9, 1, 9, List.of());
    add("a", "h5", "h6", MoveState.CLAIMED, NOON, 1);

    assertThat(occupancy.refusal(limits, "d", NEXT, NOON)).contains("1 moves run in domain d");
    assertThat(occupancy.refusal(limits, "other", NEXT, NOON)).isEmpty();
  }

  @Test
  void startsWithinTheHourCountThoughTheirMovesHaveEnded() {
    MoveLimits limits = new MoveLimits(9, 9, 1, List.of());
    add("a", "h5", "h6", MoveState.CLAIMED, NOON, 1);
    add("a", "h5", "h6", MoveState.RUNNING, NOON, 2);
    add("a", "h5", "h6", MoveState.RUNNING, NOON.plusSeconds(1), 3);
    add("a", "h5", "h6", MoveState.SUCCEEDED, NOON.plusSeconds(2), 4);

    assertThat(occupancy.refusal(limits, "d", NEXT, NOON.plus(Duration.ofMinutes(59))))
        .contains("1 moves started in domain d within the hour");
    assertThat(occupancy.refusal(limits, "d", NEXT, NOON.plus(Duration.ofHours(1)))).isEmpty();
  }

  @Test
  void ofTwoClaimsThatBothSawRoomTheFirstMayStart() {
    MoveLimits limits = new MoveLimits(9, 1, 9, List.of());
    add("a", "h5", "h6", MoveState.CLAIMED, NOON, 1);
    add("b", "h7", "h8", MoveState.CLAIMED, NOON, 2);

    assertThat(occupancy.refusal(limits, "d", move("a", "h5", "h6"), NOON, 1)).isEmpty();
    assertThat(occupancy.refusal(limits, "d", move("b", "h7", "h8"), NOON, 2)).isPresent();

    add("b", "h7", "h8", MoveState.CLAIMED, NOON, 3);
    add("a", "h5", "h6", MoveState.RUNNING, NOON, 4);

    assertThat(occupancy.refusal(limits, "d", move("b", "h7", "h8"), NOON, 3)).isPresent();
  }

  private void add(
      String id, String source, String target, MoveState state, Instant time, long offset) {
    MoveOutcome report =
        MoveOutcome.newBuilder()
            .setMoveId(id)
            .setDomain("d")
            .setSource(source)
            .setTarget(target)
            .setState(state)
            .setTime(time)
            .build();
    occupancy.add(report, offset);
  }

  private static Move move(String id, String source, String target) {
    return Move.newBuilder().setId(id).setVm(id).setSource(source).setTarget(target).build();
  }
}
