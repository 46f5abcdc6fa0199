package io.vputty.bench.drift.nab.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vputty.bench.drift.nab.faults.CallGraph.Edge;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Three services in a row over ten minutes, with a fault in the first in minute 4. */
class FaultTrialTest {

  private static final Edge NEAR = new Edge("a", "b", new double[10]);
  private static final Edge FAR = new Edge("b", "c", new double[10]);
  private static final CallGraph GRAPH =
      new CallGraph(
          new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
          List.of(NEAR, FAR),
          List.of(new Fault(4 * 60 + 30, "a", "return")));

  @Test
  void findsAFaultByAnAlarmOnAnEdgeOfItsService() {
    FaultTrial trial = FaultTrial.all(GRAPH, alarmAt(NEAR, 6));

    assertThat(trial.found(fault -> true)).isEqualTo(1);
    assertThat(trial.medianDelayMinutes()).isEqualTo(2.5);
    assertThat(trial.falseAlarms()).isZero();
  }

  @Test
  void countsAlarmsElsewhereAsFalse() {
    FaultTrial trial = FaultTrial.all(GRAPH, alarmAt(FAR, 6));

    assertThat(trial.found(fault -> true)).isZero();
    assertThat(trial.medianDelayMinutes()).isNaN();
    // ten minutes of the far edge, four of the near one before the fault
    assertThat(trial.falsePerTenThousand()).isCloseTo(10_000 / 14.0, within(1e-9));
  }

  @Test
  void countsAlarmsBeforeTheFaultAsFalse() {
    assertThat(FaultTrial.all(GRAPH, alarmAt(NEAR, 3)).falseAlarms()).isEqualTo(1);
  }

  @Test
  void knowsWhatChanceWouldFind() {
    // b has both edges, c has only the far one
    assertThat(FaultTrial.all(GRAPH, alarmAt(NEAR, 6)).foundByChance(fault -> true)).isEqualTo(0.5);
    assertThat(FaultTrial.all(GRAPH, alarmAt(FAR, 6)).foundByChance(fault -> true)).isEqualTo(1);
  }

  @Test
  void takesTheHighestAlarmsFirst() {
    Rule rule = (graph, edge) -> edge.equals(NEAR) ? new double[] {0, 3, 0, 1} : new double[] {2};

    assertThat(FaultTrial.highest(GRAPH, rule, 2).alarms()).isEqualTo(2);
    assertThat(FaultTrial.highest(GRAPH, rule, 9).alarms()).isEqualTo(3);
  }

  private static Rule alarmAt(Edge where, int minute) {
    return (graph, edge) -> {
      double[] scores = new double[graph.minutes().length];
      scores[minute] = edge.equals(where) ? 1 : 0;
      return scores;
    };
  }
}
