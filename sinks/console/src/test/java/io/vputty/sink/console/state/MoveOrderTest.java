package io.vputty.sink.console.state;

import static io.vputty.sink.console.state.ConsoleRecords.NOON;
import static io.vputty.sink.console.state.ConsoleRecords.decision;
import static io.vputty.sink.console.state.ConsoleRecords.outcome;
import static io.vputty.sink.console.state.ConsoleRecords.plan;
import static io.vputty.sink.console.state.ConsoleRecords.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.schema.MoveState;
import io.vputty.schema.Plan;
import io.vputty.schema.Verb;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MoveOrderTest {
  private static final Plan PLAN = plan("p1", NOON, "a", "b");

  private static PlanStatus status(SpecificRecordBase... said) {
    FleetState state = state(PLAN);
    ConsoleRecords.add(state, said);
    return MoveOrder.status(state, PLAN, NOON.plusSeconds(60));
  }

  @ParameterizedTest
  @CsvSource({
    "CLAIMED, 5, RUNNING, 5, RUNNING",
    "RUNNING, 5, CLAIMED, 4, RUNNING",
    "SUCCEEDED, 5, CLAIMED, 6, SUCCEEDED",
    "SUCCEEDED, 5, VERIFIED, -1, VERIFIED",
    "CANCELLED, 5, SUCCEEDED, 5, CANCELLED",
    "EXPIRED, -1, CLAIMED, 7, EXPIRED",
    "RUNNING, 5, SKIPPED, -1, SKIPPED"
  })
  void lastReportHoldsUnlessTheMoveIsOverOrTheClaimWasLost(
      MoveState held, long heldToken, MoveState next, long nextToken, MoveState holds) {
    assertThat(MoveOrder.next(outcome("a", held, heldToken), outcome("a", next, nextToken)))
        .extracting("state")
        .isEqualTo(holds);
  }

  @Test
  void plansWaitThenRunThenAreDone() {
    assertThat(status()).isEqualTo(PlanStatus.PROPOSED);
    assertThat(status(decision("p1", Verb.APPROVE, NOON))).isEqualTo(PlanStatus.APPROVED);
    assertThat(status(outcome("a", MoveState.RUNNING))).isEqualTo(PlanStatus.RUNNING);
    assertThat(status(outcome("a", MoveState.SUCCEEDED))).isEqualTo(PlanStatus.PROPOSED);
    assertThat(status(outcome("a", MoveState.SUCCEEDED), outcome("b", MoveState.FAILED)))
        .isEqualTo(PlanStatus.DONE);
  }

  @Test
  void newestDecisionCounts() {
    var approve = decision("p1", Verb.APPROVE, NOON.plusSeconds(1));
    var reject = decision("p1", Verb.REJECT, NOON.plusSeconds(2));
    var cancel = decision("p1", Verb.CANCEL, NOON.plusSeconds(3));
    assertThat(status(approve, reject)).isEqualTo(PlanStatus.REJECTED);
    assertThat(status(reject, approve)).isEqualTo(PlanStatus.REJECTED);
    assertThat(status(approve, cancel)).isEqualTo(PlanStatus.CANCELLED);
  }

  @ParameterizedTest
  @CsvSource({"SUPERSEDED", "EXPIRED", "REJECTED"})
  void plansEndAsAllTheirMovesDo(MoveState end) {
    assertThat(status(outcome("a", end), outcome("b", end)).name()).isEqualTo(end.name());
  }

  @Test
  void laterPlanWithMovesSupersedesButARoundWithoutDoesNot() {
    assertThat(status(plan("p2", NOON.plusSeconds(5)))).isEqualTo(PlanStatus.PROPOSED);
    assertThat(status(plan("p2", NOON.plusSeconds(5), "c"))).isEqualTo(PlanStatus.SUPERSEDED);
    Plan elsewhere = plan("p2", NOON.plusSeconds(5), "c");
    elsewhere.setDomain("west");
    assertThat(status(elsewhere)).isEqualTo(PlanStatus.PROPOSED);
  }

  @Test
  void expiresUnlessApproved() {
    FleetState state = state(PLAN);
    assertThat(MoveOrder.status(state, PLAN, NOON.plusSeconds(3601))).isEqualTo(PlanStatus.EXPIRED);
    ConsoleRecords.add(state, decision("p1", Verb.APPROVE, NOON));
    assertThat(MoveOrder.status(state, PLAN, NOON.plusSeconds(3601)))
        .isEqualTo(PlanStatus.APPROVED);
  }

  @Test
  void roundWithoutMovesSaysSo() {
    Plan none = plan("p0", NOON);
    assertThat(MoveOrder.status(state(none), none, NOON)).isEqualTo(PlanStatus.NO_MOVE);
    assertThat(PlanStatus.NO_MOVE.open()).isFalse();
  }
}
