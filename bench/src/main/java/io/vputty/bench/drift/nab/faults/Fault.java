package io.vputty.bench.drift.nab.faults;

/**
 * A fault that was injected into a service.
 *
 * @param second when, second of the day
 * @param service into which
 * @param kind what it does, as the list has it
 */
record Fault(int second, String service, String kind) {

  private static final int SECONDS = 360;

  /** Whether an alarm at the end of that minute of the day is soon enough to be of this fault. */
  boolean covers(int minute) {
    int delay = delaySeconds(minute);
    return delay > 0 && delay <= SECONDS;
  }

  /** Time from the injection to the end of a minute of the day. */
  int delaySeconds(int minute) {
    return 60 * (minute + 1) - second;
  }

  /** The same fault in another service, which it was not in. */
  Fault in(String other) {
    return new Fault(second, other, kind);
  }
}
