package io.vputty.sink.actuator;

import java.time.Duration;

/**
 * Waiting for a platform, with an end: an actuator that waits beats for no move, so that it must
 * not wait for as long as a lease.
 */
public final class Patience {

  private static final Duration LOOK = Duration.ofMillis(100);

  private final String what;
  private final long end;

  /**
   * Begins to wait.
   *
   * @param what what has not happened when the wait is over, for people: "it has not stopped yet"
   */
  public Patience(String what, Duration time) {
    this.what = what;
    end = System.nanoTime() + time.toNanos();
  }

  /**
   * Lets a moment pass between two looks.
   *
   * @throws DriverException if the wait is over
   */
  public void pause() throws DriverException {
    if (System.nanoTime() >= end) {
      throw new DriverException(what);
    }
    try {
      Thread.sleep(LOOK.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DriverException("interrupted", e);
    }
  }
}
