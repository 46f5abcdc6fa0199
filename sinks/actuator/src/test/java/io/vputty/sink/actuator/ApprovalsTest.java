package io.vputty.sink.actuator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.schema.AutomationLevel;
import io.vputty.schema.Interval;
import io.vputty.schema.Move;
import io.vputty.schema.Plan;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApprovalsTest {
  private static final Plan PLAN = Plan.newBuilder().setHorizonHours(10).build();

  @ParameterizedTest
  @CsvSource({"0.80, '1 2 3 4 5'", "0.79, '2 3 4 5'", "0.2, '3 4 5'", "0.15, '4 5'", "-1, '5'"})
  void approvesWhatSurelyGainsEnoughForTheLevel(double lowPerHour, String levels) {
    Move move = move(lowPerHour);

    assertThat(levels(move)).isEqualTo(levels);
  }

  @Test
  void neverApprovesWhatAPersonMustApprove() {
    Move move = move(100);
    move.setAutomation(AutomationLevel.MANUAL);

    assertThat(levels(move)).isEmpty();
  }

  private static String levels(Move move) {
    return String.join(
        " ",
        IntStream.rangeClosed(1, 5)
            .filter(level -> Approvals.approvable(PLAN, move, level))
            .mapToObj(Integer::toString)
            .toList());
  }

  /** Of a cost of a dollar. */
  private static Move move(double lowPerHour) {
    Interval gain = Interval.newBuilder().setLow(lowPerHour).build();
    return Move.newBuilder().setGainPerHour(gain).setCost(1).build();
  }
}
