package io.vputty.sink.actuator;

import io.vputty.schema.Move;

/**
 * Does nothing: every move is skipped, saying so. The default, so that an actuator that nobody has
 * configured moves no VM.
 */
public final class DryRunDriver implements MoveDriver {
  @Override
  public String name() {
    return "dry-run";
  }

  @Override
  public Precondition check(Move move) {
    return new Precondition.Unmet(
        "dry run: would move %s from %s to %s"
            .formatted(move.getVmName(), move.getSource(), move.getTarget()));
  }

  @Override
  public void start(Move move) throws DriverException {
    throw new DriverException("a dry run starts nothing");
  }

  @Override
  public Progress progress(Move move) {
    return new Progress.NotStarted();
  }
}
