package io.vputty.bench.drift;

import java.util.List;

/**
 * Everything that is measured.
 *
 * @param comparisons all contenders, each kind of traffic
 * @param appearing edges that come late
 * @param smallShifts ours with and without its test for them
 * @param young a change of an edge that is just warmed up
 * @param gappy the same edge, a tenth of whose windows are missing
 * @param plain a season that nobody knows
 * @param seasonal one that is learned
 * @param alarms thresholds and their false alarms
 */
record Results(
    List<Comparison> comparisons,
    List<Comparison> appearing,
    List<Comparison> smallShifts,
    Comparison young,
    Comparison gappy,
    SeasonTrial.Result plain,
    SeasonTrial.Result seasonal,
    List<AlarmTable.Line> alarms) {

  static final int YOUNG = 60;
  static final double MISSING = 0.1;

  static Results of(Effort effort) {
    return new Results(
        Comparison.all(effort),
        Comparison.appearing(effort),
        Comparison.ofSmallShifts(effort),
        Comparison.under(YOUNG, 0, effort),
        Comparison.under(Change.LEARNED, MISSING, effort),
        SeasonTrial.run(false, effort.senders()),
        SeasonTrial.run(true, effort.senders()),
        AlarmTable.lines(effort));
  }

  /** The comparison on that traffic. */
  Comparison comparison(double mean, double size) {
    return comparisons.stream()
        .filter(c -> c.traffic().mean() == mean && c.traffic().size() == size)
        .findFirst()
        .orElseThrow();
  }
}
