package io.vputty.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vputty.app.demo.view.PlanGain;
import io.vputty.app.simulator.DataCentre;
import io.vputty.app.simulator.DataCentreSettings;
import io.vputty.app.simulator.MigrationRefusedException;
import io.vputty.app.simulator.fleet.SimulatedHost;
import io.vputty.app.simulator.fleet.SimulatedVm;
import io.vputty.app.simulator.truth.TierPrices;
import io.vputty.schema.Move;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;
import io.vputty.schema.Plan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GainLedgerTest {
  private static final TierPrices PRICES = new TierPrices(0, 1e-9, 4e-9, 2e-8);

  private final DataCentre dataCentre = new DataCentre(DataCentreSettings.forVms(64, 7));
  private final GainLedger ledger = new GainLedger(dataCentre, PRICES);

  @Test
  void measuresAMoveOnTheTrafficAfterIt() {
    step(15);
    Move move = moveSomewhere();
    long arrived = carryOut(move);
    step(12);
    List<PlanGain> due = ledger.due(dataCentre.second());
    int vm = dataCentre.fleet().vm(move.getVm()).index();
    int source = dataCentre.fleet().host(move.getSource()).index();
    long from = arrived + 1;
    double back = dataCentre.truth().costPerHour(from, from + 10, PRICES, Map.of(vm, source));
    double now = dataCentre.truth().costPerHour(from, from + 10, PRICES);
    assertThat(due).hasSize(1);
    assertThat(due.get(0).complete()).isTrue();
    assertThat(due.get(0).seconds()).isEqualTo(10);
    assertThat(due.get(0).attributed()).isCloseTo(back - now, within(1e-9)).isNotZero();
    assertThat(ledger.due(dataCentre.second())).as("told once").isEmpty();
  }

  @Test
  void measuresOnTheTrafficThatThePlanWasMadeForWhereItChangedSoonAfter() {
    step(15);
    Move move = moveSomewhere();
    carryOut(move);
    step(4);
    long change = dataCentre.second();
    dataCentre.changeTenants();
    ledger.trafficChanges(change);
    step(12);
    PlanGain gain = ledger.all(dataCentre.second()).get(0);
    double back = costWithVmOn(move.getSource(), move, change);
    double moved = costWithVmOn(move.getTarget(), move, change);
    assertThat(gain.seconds()).isEqualTo(10);
    assertThat(gain.attributed()).isCloseTo(back - moved, within(1e-9)).isNotZero();
  }

  private double costWithVmOn(String host, Move move, long until) {
    int vm = dataCentre.fleet().vm(move.getVm()).index();
    int index = dataCentre.fleet().host(host).index();
    return dataCentre.truth().costPerHour(until - 10, until, PRICES, Map.of(vm, index));
  }

  @Test
  void leavesOutAPlanOfWhichNothingWasCarriedOut() {
    step(15);
    Move move = moveSomewhere();
    ledger.plan(Plan.newBuilder().setId("plan").setMoves(List.of(move)).build());
    ledger.outcome(outcome(move, MoveState.SKIPPED), dataCentre.second());
    step(15);
    assertThat(ledger.all(dataCentre.second())).isEmpty();
  }

  private void step(int seconds) {
    for (int i = 0; i < seconds; i++) {
      dataCentre.step();
    }
  }

  /** Starts a migration to another rack. */
  private Move moveSomewhere() {
    SimulatedVm vm = dataCentre.fleet().vms().get(0);
    SimulatedHost source = dataCentre.fleet().host(dataCentre.hostOf(vm.id()));
    for (SimulatedHost host : dataCentre.fleet().hosts()) {
      if (!host.rack().equals(source.rack()) && tryMove(vm, host)) {
        return Move.newBuilder()
            .setId("move")
            .setVm(vm.id())
            .setVmName(vm.name())
            .setSource(source.name())
            .setTarget(host.name())
            .build();
      }
    }
    throw new AssertionError("no host has room for " + vm.name());
  }

  private boolean tryMove(SimulatedVm vm, SimulatedHost host) {
    try {
      dataCentre.migrate(vm.id(), host.name());
      return true;
    } catch (MigrationRefusedException e) {
      return false;
    }
  }

  /** Tells the ledger of the plan and its outcomes; returns the second of the arrival. */
  private long carryOut(Move move) {
    ledger.plan(Plan.newBuilder().setId("plan").setMoves(List.of(move)).build());
    ledger.outcome(outcome(move, MoveState.CLAIMED), dataCentre.second());
    while (!dataCentre.migration(move.getVm()).orElseThrow().arrived()) {
      dataCentre.step();
    }
    long arrived = dataCentre.second();
    ledger.outcome(outcome(move, MoveState.SUCCEEDED), arrived);
    return arrived;
  }

  private static MoveOutcome outcome(Move move, MoveState state) {
    return MoveOutcome.newBuilder()
        .setPlanId("plan")
        .setMoveId(move.getId())
        .setState(state)
        .build();
  }
}
