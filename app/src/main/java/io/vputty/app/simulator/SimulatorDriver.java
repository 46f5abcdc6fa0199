package io.vputty.app.simulator;

import io.vputty.schema.Move;
import io.vputty.sink.actuator.DriverException;
import io.vputty.sink.actuator.MoveDriver;
import io.vputty.sink.actuator.Precondition;
import io.vputty.sink.actuator.Progress;
import java.util.Optional;

/** Carries moves out in the simulated data centre. */
public final class SimulatorDriver implements MoveDriver {
  private static final long DOWNTIME_MILLIS = 300;

  private final DataCentre dataCentre;

  public SimulatorDriver(DataCentre dataCentre) {
    this.dataCentre = dataCentre;
  }

  @Override
  public String name() {
    return "simulator";
  }

  @Override
  public Precondition check(Move move) {
    if (!dataCentre.fleet().hasVm(move.getVm())) {
      return new Precondition.Unmet("there is no VM " + move.getVm());
    }
    String host = dataCentre.hostOf(move.getVm());
    return host.equals(move.getSource())
        ? new Precondition.Met()
        : new Precondition.Unmet(move.getVmName() + " is on " + host + " now");
  }

  @Override
  public void start(Move move) throws DriverException {
    try {
      dataCentre.migrate(move.getVm(), move.getTarget());
    } catch (MigrationRefusedException e) {
      throw new DriverException(e.reason(), e);
    }
  }

  @Override
  public Progress progress(Move move) {
    Optional<Migration> newest = dataCentre.migration(move.getVm());
    if (newest.isEmpty() || !target(newest.get()).equals(move.getTarget())) {
      return new Progress.NotStarted();
    }
    Migration migration = newest.get();
    return migration.arrived()
        ? new Progress.Arrived(migration.transferredBytes(), DOWNTIME_MILLIS)
        : new Progress.Running(migration.progress(), migration.transferredBytes());
  }

  private String target(Migration migration) {
    return dataCentre.fleet().hosts().get(migration.target()).name();
  }
}
