package io.vputty.sink.actuator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MoveLifeTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant LEASE_END = NOON.plusSeconds(30);

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN, ''",
    "PROPOSED, 'APPROVED REJECTED SUPERSEDED EXPIRED CLAIMED'",
    "APPROVED, 'REJECTED SUPERSEDED EXPIRED CLAIMED'",
    "CLAIMED, 'REJECTED SUPERSEDED EXPIRED CLAIMED RUNNING SUCCEEDED FAILED SKIPPED CANCELLED'",
    "RUNNING, 'CLAIMED RUNNING SUCCEEDED FAILED CANCELLED'",
    "SUCCEEDED, 'VERIFIED INEFFECTIVE ROLLED_BACK'",
    "VERIFIED, 'ROLLED_BACK'",
    "INEFFECTIVE, 'ROLLED_BACK'",
    "REJECTED, ''",
    "SUPERSEDED, ''",
    "EXPIRED, ''",
    "FAILED, ''",
    "SKIPPED, ''",
    "CANCELLED, ''",
    "ROLLED_BACK, ''"
  })
  void onlySomeStatesFollowAState(MoveState state, String next) {
    MoveLife life = new MoveLife(state, "one", 7, NOON, LEASE_END, NOON);

    String allowed =
        Arrays.stream(MoveState.values())
            .filter(after -> life.allows(report("one", after, NOON, 7)))
            .map(MoveState::name)
            .collect(Collectors.joining(" "));

    assertThat(Arrays.stream(allowed.split(" ", -1)).sorted())
        .containsExactlyElementsOf(Arrays.stream(next.split(" ", -1)).sorted().toList());
  }

  @Test
  void theFirstClaimCountsAndItsOffsetIsTheToken() {
    MoveLife claimed = MoveLife.BEGIN.after(report("one", MoveState.CLAIMED, NOON, -1), 41);

    assertThat(claimed.holder()).isEqualTo("one");
    assertThat(claimed.fencingToken()).isEqualTo(41);
    assertThat(claimed.allows(report("two", MoveState.CLAIMED, NOON.plusSeconds(1), -1))).isFalse();
    assertThat(claimed.allows(report("one", MoveState.RUNNING, NOON.plusSeconds(2), 41))).isTrue();
    assertThat(claimed.allows(report("one", MoveState.RUNNING, NOON.plusSeconds(2), 40))).isFalse();
  }

  @Test
  void aMoveIsTakenOverAfterTheLeaseAndItsOldHolderIsFencedOff() {
    MoveLife running = new MoveLife(MoveState.RUNNING, "one", 41, NOON, LEASE_END, NOON);
    assertThat(running.allows(report("two", MoveState.CLAIMED, LEASE_END, 41))).isFalse();

    MoveOutcome claim = report("two", MoveState.CLAIMED, LEASE_END.plusMillis(1), 41);
    assertThat(running.allows(claim)).isTrue();
    MoveLife taken = running.after(claim, 50);

    assertThat(taken.claimedAt()).isEqualTo(NOON);
    assertThat(taken.allows(report("one", MoveState.SUCCEEDED, LEASE_END, 41))).isFalse();
    assertThat(taken.allows(report("two", MoveState.SUCCEEDED, LEASE_END, 50))).isTrue();
  }

  @Test
  void aHeartbeatProlongsTheLease() {
    MoveLife claimed = MoveLife.BEGIN.after(report("one", MoveState.CLAIMED, NOON, -1), 41);
    MoveLife running = claimed.after(report("one", MoveState.RUNNING, NOON.plusSeconds(9), 41), 42);

    assertThat(running.leaseUntil()).isEqualTo(LEASE_END.plusSeconds(9));
    assertThat(running.fencingToken()).isEqualTo(41);
  }

  private static MoveOutcome report(String actuator, MoveState state, Instant time, long token) {
    return MoveOutcome.newBuilder()
        .setActuator(actuator)
        .setState(state)
        .setTime(time)
        .setFencingToken(token)
        .setLeaseUntil(time.plusSeconds(30))
        .build();
  }
}
