package io.vputty.job.reshape;

import io.vputty.job.runtime.JobSettings;
import io.vputty.model.graph.EdgeMemory;
import io.vputty.model.plan.PlannerOptions;
import java.io.Serializable;
import java.util.Set;

/**
 * How a domain is planned. Times are counted in panes.
 *
 * @param halfLifePanes panes after which traffic weighs half in the graph that is planned on
 * @param warmUpPanes no plan before the domain has been seen this long
 * @param everyPanes a round of planning at least this often
 * @param holdPanes a drift must stand this long before it calls for a plan, so that its companions
 *     are known too
 * @param expiryPanes no move of a plan may start later than this
 * @param restPanes a VM that was moved stays where it is for this long
 * @param minGainShare share of the domain's cost that a plan must save if no drift called for it
 * @param maxFrozenShare with more of the hosts than this without telemetry the domain is held
 * @param maxMoves most migrations in one plan
 * @param horizonHours time over which a gain must pay its cost, hours
 * @param margin how many times its cost a gain must be worth at least
 * @param evaluations moves and swaps evaluated at most for a plan, about; 0 for as many as the size
 *     of the domain asks for
 */
record ReshapeOptions(
    double halfLifePanes,
    int warmUpPanes,
    int everyPanes,
    int holdPanes,
    int expiryPanes,
    int restPanes,
    double minGainShare,
    double maxFrozenShare,
    int maxMoves,
    double horizonHours,
    double margin,
    long evaluations)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  static final ReshapeOptions DEFAULTS =
      new ReshapeOptions(30, 20, 30, 6, 60, 30, 0.05, 0.2, 100, 24, 2, 0);

  private static final String HALF_LIFE = "half-life-panes";
  private static final String WARM_UP = "warm-up-panes";
  private static final String EVERY = "every-panes";
  private static final String HOLD = "hold-panes";
  private static final String EXPIRY = "expiry-panes";
  private static final String REST = "rest-panes";
  private static final String MIN_GAIN = "min-gain-share";
  private static final String MAX_FROZEN = "max-frozen-share";
  private static final String MAX_MOVES = "max-moves";
  private static final String HORIZON = "horizon-hours";
  private static final String MARGIN = "margin";
  private static final String EVALUATIONS = "evaluations";

  /** Names under which a job is told them. */
  static final Set<String> NAMES =
      Set.of(
          HALF_LIFE,
          WARM_UP,
          EVERY,
          HOLD,
          EXPIRY,
          REST,
          MIN_GAIN,
          MAX_FROZEN,
          MAX_MOVES,
          HORIZON,
          MARGIN,
          EVALUATIONS);

  ReshapeOptions {
    if (warmUpPanes < 1 || everyPanes < 1 || holdPanes < 0 || expiryPanes < 1 || restPanes < 0) {
      throw new IllegalArgumentException("times in panes must be positive: " + NAMES);
    }
    if (!(minGainShare >= 0 && minGainShare < 1) || !(maxFrozenShare >= 0 && maxFrozenShare <= 1)) {
      throw new IllegalArgumentException(
          "%s (%s) and %s (%s) must be shares"
              .formatted(MIN_GAIN, minGainShare, MAX_FROZEN, maxFrozenShare));
    }
  }

  /** What the settings say, the default where they say nothing. */
  static ReshapeOptions of(JobSettings settings) {
    return new ReshapeOptions(
        number(settings, HALF_LIFE, DEFAULTS.halfLifePanes),
        (int) number(settings, WARM_UP, DEFAULTS.warmUpPanes),
        (int) number(settings, EVERY, DEFAULTS.everyPanes),
        (int) number(settings, HOLD, DEFAULTS.holdPanes),
        (int) number(settings, EXPIRY, DEFAULTS.expiryPanes),
        (int) number(settings, REST, DEFAULTS.restPanes),
        number(settings, MIN_GAIN, DEFAULTS.minGainShare),
        number(settings, MAX_FROZEN, DEFAULTS.maxFrozenShare),
        (int) number(settings, MAX_MOVES, DEFAULTS.maxMoves),
        number(settings, HORIZON, DEFAULTS.horizonHours),
        number(settings, MARGIN, DEFAULTS.margin),
        (long) number(settings, EVALUATIONS, (double) DEFAULTS.evaluations));
  }

  EdgeMemory.Fading fading(long paneMs) {
    return new EdgeMemory.Fading(paneMs, halfLifePanes, warmUpPanes);
  }

  PlannerOptions planner() {
    return new PlannerOptions(
        maxMoves, horizonHours, margin, evaluations, PlannerOptions.defaults().seed());
  }

  private static double number(JobSettings settings, String name, double otherwise) {
    String text = settings.options().get(name);
    try {
      return text == null ? otherwise : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--%s '%s' is no number".formatted(name, text), e);
    }
  }
}
