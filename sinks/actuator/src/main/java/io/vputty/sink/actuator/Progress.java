package io.vputty.sink.actuator;

/** How far the platform is with a move. */
public sealed interface Progress {
  /** The VM is where it was and nothing is under way. */
  record NotStarted() implements Progress {}

  /**
   * It is under way.
   *
   * @param share share done, 0-1
   * @param transferredBytes bytes transferred so far
   */
  record Running(double share, long transferredBytes) implements Progress {
    public Running {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("share (" + share + ") must be 0-1");
      }
    }
  }

  /**
   * The VM runs at the target.
   *
   * @param transferredBytes bytes transferred; 0 if the platform does not say
   * @param downtimeMillis time the guest stood still; -1 if the platform does not say
   */
  record Arrived(long transferredBytes, long downtimeMillis) implements Progress {}

  /**
   * It is over and the VM is not at the target.
   *
   * @param reason what the platform said
   */
  record Failed(String reason) implements Progress {}
}
