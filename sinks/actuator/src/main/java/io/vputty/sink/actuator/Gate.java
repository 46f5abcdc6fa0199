package io.vputty.sink.actuator;

import io.vputty.schema.Move;
import io.vputty.schema.Plan;
import io.vputty.sink.actuator.limit.MoveLimits;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a move of one plan may start now, or must wait because somebody paused the domain, no
 * maintenance window is open, or too much is under way. What a move waits for is logged when it
 * changes.
 */
final class Gate {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  private final Plan plan;
  private final OutcomeJournal journal;
  private final Directives directives;
  private final MoveLimits limits;
  private final Map<String, String> waiting = new HashMap<>();

  Gate(Plan plan, OutcomeJournal journal, Directives directives, MoveLimits limits) {
    this.plan = plan;
    this.journal = journal;
    this.directives = directives;
    this.limits = limits;
  }

  /** Whether a move that nobody has claimed may be claimed to start it. */
  boolean admits(Move move) {
    return admits(move, journal.now(), Long.MAX_VALUE);
  }

  /** Whether a move may start that this actuator has claimed, by the place of its claim. */
  boolean admitsClaimed(Move move) {
    return admits(move, journal.now(), journal.lifeOf(move).fencingToken());
  }

  private boolean admits(Move move, Instant now, long claim) {
    Optional<String> reason =
        directives
            .pause(plan.getDomain())
            .or(() -> limits.open(now) ? Optional.empty() : Optional.of("no window is open"))
            .or(() -> journal.occupancy().refusal(limits, plan.getDomain(), move, now, claim));
    if (reason.isEmpty()) {
      waiting.remove(move.getId());
    } else if (!reason.get().equals(waiting.put(move.getId(), reason.get()))) {
      LOG.info("move {} of plan {} waits: {}", move.getId(), plan.getId(), reason.get());
    }
    return reason.isEmpty();
  }
}
