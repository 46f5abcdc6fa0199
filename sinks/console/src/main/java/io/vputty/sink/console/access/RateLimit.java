package io.vputty.sink.console.access;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** At most so many of something by one client in a minute of the clock. */
final class RateLimit {
  private static final long MINUTE = 60_000;

  private final int most;
  private final Clock clock;
  private final Map<String, Integer> counts = new HashMap<>();
  private long minute;

  RateLimit(int most, Clock clock) {
    this.most = most;
    this.clock = clock;
  }

  /** Counts one more, and says whether it was still within the limit. */
  synchronized boolean allows(String client) {
    turn();
    return counts.merge(client, 1, Integer::sum) <= most;
  }

  /** Whether the limit has been reached, without counting. */
  synchronized boolean reached(String client) {
    turn();
    return counts.getOrDefault(client, 0) >= most;
  }

  private void turn() {
    long now = clock.millis() / MINUTE;
    if (now != minute) {
      minute = now;
      counts.clear();
    }
  }
}
