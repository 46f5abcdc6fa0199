package io.vputty.job.reshape;

import io.vputty.job.runtime.DomainSettings;
import io.vputty.job.runtime.JobSettings;
import io.vputty.model.graph.EdgeMemory;
import io.vputty.model.plan.PlannerOptions;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a domain is planned. Times are counted in panes.
 *
 * @param halfLifePanes panes after which traffic weighs half in the graph that is planned on
 * @param warmUpPanes no plan before the domain has been seen this long
 * @param everyPanes a round of planning at least this often
 * @param expiryPanes no move of a plan may start later than this
 * @param restPanes a VM that was moved stays where it is for this long, one whose move failed for
 *     twice as long with each further failure
 * @param loadPeriodPanes contention is read off the summed loads of VMs in periods this long, the
 *     last dozen of them
 * @param verdictPanes panes before and after a wave that it is judged by
 * @param horizonHours time over which a gain must pay its cost, hours
 * @param evaluations moves and swaps evaluated at most for a plan, about; 0 for as many as the size
 *     of the domain asks for
 * @param boldness what a plan must be worth
 * @param limits how much may move
 */
record ReshapeOptions(
    double halfLifePanes,
    int warmUpPanes,
    int everyPanes,
    int expiryPanes,
    int restPanes,
    int loadPeriodPanes,
    int verdictPanes,
    double horizonHours,
    long evaluations,
    Boldness boldness,
    Limits limits)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  static final ReshapeOptions DEFAULTS =
      new ReshapeOptions(
          30,
          20,
          30,
          60,
          30,
          30,
          10,
          24,
          0,
          Boldness.of(Boldness.DEFAULT_LEVEL),
          new Limits(100, 1000, 100, 4, 0, 0.2));

  private static final String HALF_LIFE = "half-life-panes";
  private static final String WARM_UP = "warm-up-panes";
  private static final String EVERY = "every-panes";
  private static final String HOLD = "hold-panes";
  private static final String EXPIRY = "expiry-panes";
  private static final String REST = "rest-panes";
  private static final String MIN_GAIN = "min-gain-share";
  private static final String RESERVE = "reserve-share";
  private static final String MAX_FROZEN = "max-frozen-share";
  private static final String MAX_MOVES = "max-moves";
  private static final String MAX_MOVES_PER_HOUR = "max-moves-per-hour";
  private static final String MAX_HOST_MOVES_PER_HOUR = "max-host-moves-per-hour";
  private static final String MAX_HOST_MOVES_AT_ONCE = "max-host-moves-at-once";
  private static final String LOAD_PERIOD = "load-period-panes";
  private static final String VERDICT = "verdict-panes";
  private static final String HORIZON = "horizon-hours";
  private static final String MARGIN = "margin";
  private static final String EVALUATIONS = "evaluations";
  private static final String AGGRESSIVENESS = "aggressiveness";
  private static final String SHADOW = "shadow";

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
          RESERVE,
          MAX_FROZEN,
          MAX_MOVES,
          MAX_MOVES_PER_HOUR,
          MAX_HOST_MOVES_PER_HOUR,
          MAX_HOST_MOVES_AT_ONCE,
          LOAD_PERIOD,
          VERDICT,
          HORIZON,
          MARGIN,
          EVALUATIONS,
          AGGRESSIVENESS,
          SHADOW);

  ReshapeOptions {
    if (warmUpPanes < 1
        || everyPanes < 1
        || expiryPanes < 1
        || restPanes < 0
        || loadPeriodPanes < 1
        || verdictPanes < 1) {
      throw new IllegalArgumentException("times in panes must be positive: " + NAMES);
    }
  }

  /** What the settings say, the default where they say nothing. */
  static ReshapeOptions of(JobSettings settings) {
    return of(settings.options());
  }

  /**
   * The options of a second planner, whose disagreement is reported; null if there is to be none.
   * They are those of the first one but for some: {@code margin=1,max-moves=10}.
   */
  static @Nullable ReshapeOptions shadow(JobSettings settings) {
    String text = settings.options().get(SHADOW);
    if (text == null) {
      return null;
    }
    Map<String, String> changed = new HashMap<>(settings.options());
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals).strip();
      if (equals < 0 || !NAMES.contains(name) || name.equals(SHADOW)) {
        throw new IllegalArgumentException(
            "--%s '%s' must be NAME=VALUE, by commas; '%s' is none".formatted(SHADOW, text, part));
      }
      changed.put(name, part.substring(equals + 1).strip());
    }
    return of(changed);
  }

  private static ReshapeOptions of(Map<String, String> settings) {
    Boldness boldness = Boldness.of(number(settings, AGGRESSIVENESS, Boldness.DEFAULT_LEVEL));
    Limits limits = DEFAULTS.limits;
    return new ReshapeOptions(
        number(settings, HALF_LIFE, DEFAULTS.halfLifePanes),
        (int) number(settings, WARM_UP, DEFAULTS.warmUpPanes),
        (int) number(settings, EVERY, DEFAULTS.everyPanes),
        (int) number(settings, EXPIRY, DEFAULTS.expiryPanes),
        (int) number(settings, REST, DEFAULTS.restPanes),
        (int) number(settings, LOAD_PERIOD, DEFAULTS.loadPeriodPanes),
        (int) number(settings, VERDICT, DEFAULTS.verdictPanes),
        number(settings, HORIZON, DEFAULTS.horizonHours),
        (long) number(settings, EVALUATIONS, (double) DEFAULTS.evaluations),
        new Boldness(
            number(settings, MARGIN, boldness.margin()),
            number(settings, MIN_GAIN, boldness.minGainShare()),
            (int) number(settings, HOLD, boldness.holdPanes())),
        new Limits(
            (int) number(settings, MAX_MOVES, limits.movesPerPlan()),
            (int) number(settings, MAX_MOVES_PER_HOUR, limits.movesPerHour()),
            (int) number(settings, MAX_HOST_MOVES_PER_HOUR, limits.hostMovesPerHour()),
            (int) number(settings, MAX_HOST_MOVES_AT_ONCE, limits.hostMovesAtOnce()),
            number(settings, RESERVE, limits.reserveShare()),
            number(settings, MAX_FROZEN, limits.frozenShare())));
  }

  /** These options as a domain's settings change them. */
  ReshapeOptions in(DomainSettings settings) {
    double level = settings.number(AGGRESSIVENESS, 0);
    return new ReshapeOptions(
        halfLifePanes,
        warmUpPanes,
        everyPanes,
        expiryPanes,
        restPanes,
        loadPeriodPanes,
        verdictPanes,
        horizonHours,
        evaluations,
        Boldness.isLevel(level) ? Boldness.of(level) : boldness,
        new Limits(
            (int) settings.number(MAX_MOVES, limits.movesPerPlan()),
            (int) settings.number(MAX_MOVES_PER_HOUR, limits.movesPerHour()),
            (int) settings.number(MAX_HOST_MOVES_PER_HOUR, limits.hostMovesPerHour()),
            (int) Math.max(1, settings.number(MAX_HOST_MOVES_AT_ONCE, limits.hostMovesAtOnce())),
            limits.reserveShare(),
            limits.frozenShare()));
  }

  EdgeMemory.Fading fading(long paneMs) {
    return new EdgeMemory.Fading(paneMs, halfLifePanes, warmUpPanes);
  }

  /** What the planner is told when so many moves are left of this hour. */
  PlannerOptions planner(int movesLeft) {
    return new PlannerOptions(
        Math.min(limits.movesPerPlan(), movesLeft),
        horizonHours,
        boldness.margin(),
        evaluations,
        PlannerOptions.defaults().seed(),
        limits.hostMovesAtOnce());
  }

  private static double number(Map<String, String> settings, String name, double otherwise) {
    String text = settings.get(name);
    try {
      return text == null ? otherwise : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--%s '%s' is no number".formatted(name, text), e);
    }
  }
}
