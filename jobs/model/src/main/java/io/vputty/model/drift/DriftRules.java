package io.vputty.model.drift;

/**
 * When a domain hears of drift; each value can be set at run time, by the name that its parameter
 * bears.
 *
 * @param falseAlarmsPerDay {@code drift.false-alarms-per-day}: edges that may be told a day though
 *     nothing happened; the detectors' thresholds follow from it and from how many edges there are
 * @param threshold {@code drift.threshold}: evidence that raises an alarm whatever that rate would
 *     ask for, nats; 0 to let the rate decide
 * @param stormShare {@code drift.storm-share}: share of a domain's edges that drift within {@value
 *     #STORM_PANES} panes from which one storm is told instead
 * @param staleShare {@code drift.stale-share}: share of a domain's inventory that is out of date
 *     from which nothing but that is told
 * @param costShare {@code drift.cost-share}: share by which the cost of a placement must have risen
 *     above what it was when it was last changed
 * @param communityShare {@code drift.community-share}: share of a domain's traffic that must go
 *     from one community of VMs to another where it did not
 * @param holdPanes {@code drift.hold-panes}: for how long an edge that was told is not told again
 * @param horizonHours {@code drift.horizon-hours}: time over which a change must be able to pay for
 *     a migration, hours
 * @param margin {@code drift.margin}: how many times its cost; 0 tells everything
 */
public record DriftRules(
    double falseAlarmsPerDay,
    double threshold,
    double stormShare,
    double staleShare,
    double costShare,
    double communityShare,
    int holdPanes,
    double horizonHours,
    double margin) {

  /** Panes in which drifts count as one storm. */
  public static final int STORM_PANES = 6;

  private static final DriftRules DEFAULTS = new DriftRules(10, 0, 0.3, 0.2, 0.2, 0.15, 30, 24, 1);

  /** What a number is set to. */
  @FunctionalInterface
  public interface Settings {
    /** The number of that name, at least 0; or the other one where it is not set. */
    double number(String name, double otherwise);
  }

  public DriftRules {
    if (!(falseAlarmsPerDay > 0)) {
      throw new IllegalArgumentException(
          "falseAlarmsPerDay (%s) must be positive".formatted(falseAlarmsPerDay));
    }
  }

  /** The documented defaults. */
  public static DriftRules defaults() {
    return DEFAULTS;
  }

  /** What is set, the default where nothing is. */
  public static DriftRules of(Settings settings) {
    double alarms = settings.number("drift.false-alarms-per-day", DEFAULTS.falseAlarmsPerDay);
    return new DriftRules(
        alarms > 0 ? alarms : DEFAULTS.falseAlarmsPerDay,
        settings.number("drift.threshold", DEFAULTS.threshold),
        settings.number("drift.storm-share", DEFAULTS.stormShare),
        settings.number("drift.stale-share", DEFAULTS.staleShare),
        settings.number("drift.cost-share", DEFAULTS.costShare),
        settings.number("drift.community-share", DEFAULTS.communityShare),
        (int) settings.number("drift.hold-panes", DEFAULTS.holdPanes),
        settings.number("drift.horizon-hours", DEFAULTS.horizonHours),
        settings.number("drift.margin", DEFAULTS.margin));
  }
}
