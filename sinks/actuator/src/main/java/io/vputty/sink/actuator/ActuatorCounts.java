package io.vputty.sink.actuator;

import io.vputty.schema.MoveState;
import io.vputty.schema.trust.Trust;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What an actuator has done since it started, and what it has at present. Thread-safe. */
public final class ActuatorCounts {
  private final Map<MoveState, LongAdder> reports = new ConcurrentHashMap<>();
  private final Map<Trust, LongAdder> refusedPlans = new ConcurrentHashMap<>();
  private final LongAdder plans = new LongAdder();
  private final LongAdder outdatedPlans = new LongAdder();
  private final LongAdder refusedReports = new LongAdder();
  private volatile Present present = new Present(Instant.EPOCH, 0, 0);

  /**
   * What there is at the end of a round.
   *
   * @param at when that was; {@link Instant#EPOCH} before everything has been read once
   * @param openPlans plans with moves that have not ended
   * @param heldMoves moves that any actuator has
   */
  public record Present(Instant at, int openPlans, long heldMoves) {}

  ActuatorCounts() {}

  /** Plans that were read, with moves or without; those that are refused or outdated, too. */
  public long plans() {
    return plans.sum();
  }

  /** Plans that were not carried out because of what their signature says. */
  public long refusedPlans(Trust trust) {
    return sum(refusedPlans.get(trust));
  }

  /** Plans with moves that were passed over, since a newer one of their domain came before. */
  public long outdatedPlans() {
    return outdatedPlans.sum();
  }

  /** Reports that this actuator has written. */
  public long reports(MoveState state) {
    return sum(reports.get(state));
  }

  /**
   * Reports on the topic that may not follow what they follow, whoever wrote them, those of before
   * the start included: each is logged with its offset, and does not count.
   */
  public long refusedReports() {
    return refusedReports.sum();
  }

  /** Whether all that stood in the topics at the start has been read, and a round made. */
  public boolean caughtUp() {
    return present.at().isAfter(Instant.EPOCH);
  }

  /** At the end of the last round. */
  public Present present() {
    return present;
  }

  void planRead() {
    plans.increment();
  }

  void planRefused(Trust trust) {
    refusedPlans.computeIfAbsent(trust, each -> new LongAdder()).increment();
  }

  void planOutdated() {
    outdatedPlans.increment();
  }

  void reported(MoveState state) {
    reports.computeIfAbsent(state, each -> new LongAdder()).increment();
  }

  void reportRefused() {
    refusedReports.increment();
  }

  void round(Present now) {
    present = now;
  }

  private static long sum(@Nullable LongAdder adder) {
    return adder == null ? 0 : adder.sum();
  }
}
