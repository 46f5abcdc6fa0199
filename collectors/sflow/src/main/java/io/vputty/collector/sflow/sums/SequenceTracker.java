package io.vputty.collector.sflow.sums;

/**
 * Datagrams of one sub-agent that never arrived, from the gaps in their sequence numbers (32 bits,
 * wrapping).
 *
 * <p>A number that comes late takes one from what its gap added. Otherwise a number or an uptime
 * that goes back, or a gap beyond {@value #LARGEST_GAP}, is a restart: counting begins anew and
 * nothing was lost.
 */
final class SequenceTracker {

  static final int LATE = -1;
  static final int LARGEST_GAP = 1 << 20;
  static final int LATE_NUMBERS = 1000;
  static final int LATE_MS = 2000;

  private static final long NEVER = -1;

  private long last = NEVER;
  private long lastUptimeMs;

  /**
   * Takes note of a datagram.
   *
   * @return datagrams found to be missing before it; {@link #LATE} if it had been given up itself
   */
  int accept(long sequenceNumber, long uptimeMs) {
    int step = (int) (sequenceNumber - last);
    boolean first = last == NEVER;
    if (!first && isLate(step, uptimeMs)) {
      return step == 0 ? 0 : LATE;
    }
    boolean restarted = step <= 0 || step > LARGEST_GAP || uptimeMs < lastUptimeMs;
    last = sequenceNumber;
    lastUptimeMs = uptimeMs;
    return first || restarted ? 0 : step - 1;
  }

  private boolean isLate(int step, long uptimeMs) {
    return step <= 0 && step > -LATE_NUMBERS && uptimeMs > lastUptimeMs - LATE_MS;
  }
}
