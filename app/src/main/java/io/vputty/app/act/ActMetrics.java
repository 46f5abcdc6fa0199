package io.vputty.app.act;

import io.vputty.collector.metrics.Catalog;
import io.vputty.collector.metrics.Gauge;
import io.vputty.collector.metrics.Metrics;
import io.vputty.schema.MoveState;
import io.vputty.schema.trust.Trust;
import io.vputty.sink.actuator.ActuatorCounts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The metrics of {@code vputty act}. */
public final class ActMetrics {

  private static final Gauge PLANS =
      new Gauge(
          "vputty_actuator_plans_total",
          "Plans read since the start, those of before it too, with moves or without.");
  private static final Gauge REFUSED_PLANS =
      new Gauge(
          "vputty_actuator_plans_refused_total",
          "Plans not carried out because of their signature, by `reason`: unsigned, unknown-key, altered.");
  private static final Gauge OUTDATED_PLANS =
      new Gauge(
          "vputty_actuator_plans_outdated_total",
          "Plans passed over because a newer one of their domain came before.");
  private static final Gauge REPORTS =
      new Gauge("vputty_actuator_reports_total", "Reports written, by `state` of the move.");
  private static final Gauge REFUSED_REPORTS =
      new Gauge(
          "vputty_actuator_reports_refused_total",
          "Reports read that may not follow what they follow, whoever wrote them.");
  private static final Gauge OPEN_PLANS =
      new Gauge("vputty_actuator_open_plans", "Plans with moves that have not ended.");
  private static final Gauge HELD_MOVES =
      new Gauge("vputty_actuator_held_moves", "Moves that any actuator has claimed or runs.");
  private static final Gauge ROUND_AGE =
      new Gauge(
          "vputty_actuator_last_round_age_seconds",
          "Time since all moves were last looked at; none before the topics have been read.");

  /** All of them. */
  public static final Catalog CATALOG =
      new Catalog(
          List.of(),
          List.of(
              PLANS,
              REFUSED_PLANS,
              OUTDATED_PLANS,
              REPORTS,
              REFUSED_REPORTS,
              OPEN_PLANS,
              HELD_MOVES,
              ROUND_AGE));

  private static final Set<MoveState> OF_OTHERS =
      Set.of(
          MoveState.UNKNOWN,
          MoveState.PROPOSED,
          MoveState.VERIFIED,
          MoveState.INEFFECTIVE,
          MoveState.ROLLED_BACK);

  private ActMetrics() {}

  static void publish(ActuatorCounts counts, Metrics metrics, InstantSource clock) {
    metrics.gauge(PLANS, counts::plans);
    metrics.gauge(OUTDATED_PLANS, counts::outdatedPlans);
    metrics.gauge(REFUSED_REPORTS, counts::refusedReports);
    metrics.gauge(OPEN_PLANS, () -> counts.present().openPlans());
    metrics.gauge(HELD_MOVES, () -> counts.present().heldMoves());
    metrics.gauge(ROUND_AGE, () -> age(counts, clock));
    for (Trust trust : Trust.values()) {
      if (trust != Trust.TRUSTED) {
        metrics.gauge(REFUSED_PLANS, "reason", trust.word(), () -> counts.refusedPlans(trust));
      }
    }
    for (MoveState state : MoveState.values()) {
      if (!OF_OTHERS.contains(state)) {
        metrics.gauge(REPORTS, "state", word(state), () -> counts.reports(state));
      }
    }
  }

  private static double age(ActuatorCounts counts, InstantSource clock) {
    return counts.caughtUp()
        ? Duration.between(counts.present().at(), clock.instant()).toMillis() / 1000.0
        : Double.NaN;
  }

  private static String word(MoveState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
