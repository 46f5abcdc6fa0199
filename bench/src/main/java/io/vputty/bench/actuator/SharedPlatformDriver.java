package io.vputty.bench.actuator;

import io.vputty.schema.Move;
import io.vputty.sink.actuator.DriverException;
import io.vputty.sink.actuator.MoveDriver;
import io.vputty.sink.actuator.Precondition;
import io.vputty.sink.actuator.Progress;
import java.io.IOException;

/** Migrates on the {@link SharedPlatform}, and passes by the points at which it may be stopped. */
final class SharedPlatformDriver implements MoveDriver {
  private static final long BYTES = 1 << 20;

  private final SharedPlatform platform;
  private final Breakpoints breakpoints;

  SharedPlatformDriver(SharedPlatform platform, Breakpoints breakpoints) {
    this.platform = platform;
    this.breakpoints = breakpoints;
  }

  @Override
  public String name() {
    return "shared";
  }

  @Override
  public Precondition check(Move move) throws DriverException {
    breakpoints.reach(LifePoint.BEFORE_CHECK, move.getVm());
    SharedPlatform.Whereabouts now = whereabouts(move);
    if (now.migrates()) {
      return new Precondition.Unmet(move.getVm() + " migrates to " + now.target());
    }
    return now.host().equals(move.getSource())
        ? new Precondition.Met()
        : new Precondition.Unmet(move.getVm() + " is on " + now.host());
  }

  @Override
  public void start(Move move) throws DriverException {
    breakpoints.reach(LifePoint.BEFORE_START, move.getVm());
    try {
      if (!platform.migrate(move.getVm(), move.getSource(), move.getTarget())) {
        throw new DriverException(move.getVm() + " migrates already, or is elsewhere");
      }
    } catch (IOException e) {
      throw new DriverException("the platform does not answer", e);
    }
    breakpoints.reach(LifePoint.AFTER_START, move.getVm());
  }

  @Override
  public Progress progress(Move move) throws DriverException {
    SharedPlatform.Whereabouts now = whereabouts(move);
    if (now.target().equals(move.getTarget())) {
      breakpoints.reach(LifePoint.UNDER_WAY, move.getVm());
      return new Progress.Running(now.share(), (long) (now.share() * BYTES));
    }
    if (now.host().equals(move.getTarget())) {
      breakpoints.reach(LifePoint.ARRIVED, move.getVm());
      return new Progress.Arrived(BYTES, 1);
    }
    return new Progress.NotStarted();
  }

  @Override
  public boolean cancel(Move move) throws DriverException {
    breakpoints.reach(LifePoint.BEFORE_CANCEL, move.getVm());
    try {
      boolean cancelled = platform.cancel(move.getVm());
      breakpoints.reach(LifePoint.AFTER_CANCEL, move.getVm());
      return cancelled;
    } catch (IOException e) {
      throw new DriverException("the platform does not answer", e);
    }
  }

  private SharedPlatform.Whereabouts whereabouts(Move move) throws DriverException {
    try {
      return platform.whereabouts(move.getVm());
    } catch (IOException e) {
      throw new DriverException("the platform does not answer", e);
    }
  }
}
