package io.vputty.sink.actuator.limit;

import io.vputty.schema.Move;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What runs where, and what has started within the last hour, by the reports that count, whoever
 * wrote them.
 *
 * <p>Two actuators that claim at once both see room. So that they do not both take it, a claim
 * looks only at what runs and at the claims before it: those of one domain, and hence those of one
 * host, stand in one partition, in one order.
 */
public final class Occupancy {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Map<String, Stay> stays = new HashMap<>();
  private final Map<String, Deque<Instant>> starts = new HashMap<>();

  /** A move that an actuator has. */
  private record Stay(String domain, String source, String target, long claim, boolean running) {

    boolean before(long other) {
      return running || claim < other;
    }

    boolean touches(String host) {
      return source.equals(host) || target.equals(host);
    }
  }

  /**
   * Takes a report into account that counts.
   *
   * @param offset where it stands in its partition
   */
  public void add(MoveOutcome report, long offset) {
    Stay before = stays.get(report.getMoveId());
    MoveState state = report.getState();
    boolean ran = before != null && before.running();
    if ((state == MoveState.RUNNING || state == MoveState.SUCCEEDED) && !ran && before != null) {
      started(report);
    }
    if (state == MoveState.CLAIMED) {
      stays.put(report.getMoveId(), stay(report, offset, ran));
    } else if (state == MoveState.RUNNING && before != null) {
      stays.put(report.getMoveId(), stay(report, before.claim(), true));
    } else {
      stays.remove(report.getMoveId());
    }
  }

  /** Why a move that nobody has claimed must wait; empty if it need not. */
  public Optional<String> refusal(MoveLimits limits, String domain, Move move, Instant now) {
    return refusal(limits, domain, move, now, Long.MAX_VALUE);
  }

  /**
   * Why a claimed move must wait; empty if it need not.
   *
   * @param claim offset of its claim
   */
  public Optional<String> refusal(
      MoveLimits limits, String domain, Move move, Instant now, long claim) {
    if (count(move, claim, stay -> stay.domain().equals(domain)) >= limits.perDomain()) {
      return Optional.of("%d moves run in domain %s".formatted(limits.perDomain(), domain));
    }
    if (count(move, claim, stay -> stay.touches(move.getSource())) >= limits.perHost()) {
      return Optional.of(atHost(limits, move.getSource()));
    }
    if (count(move, claim, stay -> stay.touches(move.getTarget())) >= limits.perHost()) {
      return Optional.of(atHost(limits, move.getTarget()));
    }
    long waiting = count(move, claim, stay -> stay.domain().equals(domain) && !stay.running());
    if (withinHour(domain, now) + waiting >= limits.perDomainHour()) {
      return Optional.of(
          "%d moves started in domain %s within the hour"
              .formatted(limits.perDomainHour(), domain));
    }
    return Optional.empty();
  }

  private static String atHost(MoveLimits limits, String host) {
    return "%d moves run at host %s".formatted(limits.perHost(), host);
  }

  private long count(Move except, long claim, Predicate<Stay> where) {
    return stays.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(except.getId()))
        .map(Map.Entry::getValue)
        .filter(stay -> stay.before(claim) && where.test(stay))
        .count();
  }

  private static Stay stay(MoveOutcome report, long claim, boolean running) {
    return new Stay(report.getDomain(), report.getSource(), report.getTarget(), claim, running);
  }

  private void started(MoveOutcome report) {
    Deque<Instant> ofDomain = starts.computeIfAbsent(report.getDomain(), key -> new ArrayDeque<>());
    ofDomain.addLast(report.getTime());
    forget(ofDomain, report.getTime());
  }

  private int withinHour(String domain, Instant now) {
    Deque<Instant> ofDomain = starts.getOrDefault(domain, new ArrayDeque<>());
    forget(ofDomain, now);
    return ofDomain.size();
  }

  private static void forget(Deque<Instant> ofDomain, Instant now) {
    while (!ofDomain.isEmpty() && !ofDomain.getFirst().isAfter(now.minus(HOUR))) {
      ofDomain.removeFirst();
    }
  }
}
