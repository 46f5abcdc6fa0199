package io.vputty.sink.actuator;

import io.vputty.schema.Move;

/**
 * Migrates VMs on one platform. The actuator calls it from one thread and remembers the life of
 * each move; a driver need not.
 *
 * <p>The truth about a move is the platform's, not the driver's memory: after a restart of the
 * process {@link #progress} must still tell a move that never started from one that runs or is
 * over, by a tag on the migration where the platform can carry one, else by the VM's host.
 */
public interface MoveDriver extends AutoCloseable {
  /** Name for people: "dry-run", "libvirt". */
  String name();

  /**
   * Whether the move could start now: the VM exists and is on the source, the target exists and has
   * room.
   *
   * @throws DriverException if the platform did not answer
   */
  Precondition check(Move move) throws DriverException;

  /**
   * Starts the move and returns once the platform has accepted it, not when it is over. Of a move
   * that is under way or has arrived it changes nothing; a VM that is not on the source is left
   * alone.
   *
   * @throws DriverException if the platform refused or did not answer
   */
  void start(Move move) throws DriverException;

  /**
   * How far the move is.
   *
   * @throws DriverException if the platform did not answer; the actuator asks again
   */
  Progress progress(Move move) throws DriverException;

  /**
   * Stops the move, if the platform can, and returns once the VM will surely stay on the source.
   *
   * @return false if it cannot be stopped, or is over
   * @throws DriverException if the platform did not answer; the actuator asks again
   */
  default boolean cancel(Move move) throws DriverException {
    return false;
  }

  /** Ends what the driver holds open; moves that run go on. */
  @Override
  default void close() {}
}
