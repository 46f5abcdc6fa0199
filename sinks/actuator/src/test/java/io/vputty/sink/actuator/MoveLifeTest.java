package io.vputty.sink.actuator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MoveLifeTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @ParameterizedTest
  @EnumSource(names = {"SUCCEEDED", "FAILED", "SKIPPED", "CANCELLED"})
  void endsWithATerminalState(MoveState state) {
    assertThat(MoveLife.PROPOSED.after(report(state, NOON), 7).ended()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"PROPOSED", "APPROVED", "CLAIMED", "RUNNING"})
  void goesOnBeforeATerminalState(MoveState state) {
    assertThat(MoveLife.PROPOSED.after(report(state, NOON), 7).ended()).isFalse();
  }

  @Test
  void keepsTheOffsetOfItsClaimAsFencingToken() {
    MoveLife claimed = MoveLife.PROPOSED.after(report(MoveState.CLAIMED, NOON), 41);
    MoveLife running = claimed.after(report(MoveState.RUNNING, NOON.plusSeconds(2)), 42);
    assertThat(running).isEqualTo(new MoveLife(MoveState.RUNNING, 41, NOON, NOON.plusSeconds(2)));
  }

  private static MoveOutcome report(MoveState state, Instant time) {
    return MoveOutcome.newBuilder().setState(state).setTime(time).build();
  }
}
