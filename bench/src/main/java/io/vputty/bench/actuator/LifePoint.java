package io.vputty.bench.actuator;

/**
 * A point in the life of a move at which the process that is there is made to wait for its fate.
 */
enum LifePoint {
  APPROVED_UNSENT,
  CLAIM_UNSENT,
  /** The claim stands in the topic; its writer has not been told. */
  CLAIM_WRITTEN,
  BEFORE_CHECK,
  /** The driver was told to start, the platform not. */
  BEFORE_START,
  /** The platform has begun; the driver has not returned. */
  AFTER_START,
  RUNNING_UNSENT,
  RUNNING_WRITTEN,
  UNDER_WAY,
  /** The platform says that the VM has arrived; the driver has not returned. */
  ARRIVED,
  END_UNSENT,
  END_WRITTEN,
  BEFORE_CANCEL,
  AFTER_CANCEL;

  /** Whether a person must cancel the move for it to get there. */
  boolean ofCancelled() {
    return this == BEFORE_CANCEL || this == AFTER_CANCEL;
  }
}
