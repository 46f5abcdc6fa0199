package io.vputty.sink.actuator.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The newest report of each move that was asked about lately. The oldest are forgotten beyond
 * {@value #MOST}: the other end still knows them.
 */
final class Reports {

  private static final int MOST = 4096;

  /** A report, and when it was made. */
  private record Dated(Report report, Instant at) {}

  private final Map<String, Dated> newest = new LinkedHashMap<>();

  /** Takes a report of a second, unless there is one of a later second or of the move's end. */
  synchronized void add(String move, Report report, Instant at) {
    Instant second = at.truncatedTo(ChronoUnit.SECONDS);
    Dated known = newest.remove(move);
    boolean outdated = known != null && (known.report().ends() || known.at().isAfter(second));
    newest.put(move, outdated ? known : new Dated(report, second));
    if (newest.size() > MOST) {
      newest.remove(newest.keySet().iterator().next());
    }
  }

  /** The newest of a move, if it is not older than that. */
  synchronized Optional<Report> newest(String move, Instant now, Duration age) {
    Dated known = newest.get(move);
    return known == null || !now.isBefore(known.at().plus(age))
        ? Optional.empty()
        : Optional.of(known.report());
  }

  /** What is known of it is not so any more. */
  synchronized void forget(String move) {
    newest.remove(move);
  }
}
