package io.vputty.job.drift;

import io.vputty.mapping.ContentId;
import io.vputty.model.drift.DriftKind;
import io.vputty.model.drift.DriftNotice;
import io.vputty.model.drift.DriftRules;
import io.vputty.model.drift.LevelDetector;
import io.vputty.model.estimate.Interval;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is told of a domain as a whole at one pane's end. */
final class DomainNotices {

  private final Ground ground;
  private final List<DriftNotice> drifts;

  /**
   * At a pane's end.
   *
   * @param drifts of its VMs and edges in the same pane, in a fixed order
   */
  DomainNotices(Ground ground, List<DriftNotice> drifts) {
    this.ground = ground;
    this.drifts = drifts;
  }

  /** The placement costs more than when it was last changed. */
  DriftNotice costs(LevelDetector.Rise rise, double threshold) {
    return notice(
        DriftKind.DOMAIN,
        rise.onsetMs(),
        rise.score(),
        threshold,
        rise.after() - rise.before(),
        String.format(
            Locale.ROOT,
            "the placement costs $%.4f/h, %.0f%% above the $%.4f/h when it was last changed",
            rise.after(),
            100 * (rise.after() / rise.before() - 1),
            rise.before()));
  }

  /** Its VMs keep to themselves in another way. */
  DriftNotice mixes(WatchCommunities.Mixing mixing, double threshold) {
    LevelDetector.Rise rise = mixing.rise();
    return notice(
        DriftKind.COMMUNITY,
        rise.onsetMs(),
        rise.score(),
        threshold,
        mixing.worthPerHour(),
        mixing.summary());
  }

  /** So many edges drifted that none is told by itself. */
  DriftNotice storm(int drifted, int edges) {
    String kinds =
        drifts.stream()
            .collect(Collectors.groupingBy(DriftNotice::kind, TreeMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    return notice(
        DriftKind.STORM,
        sum(DriftNotice::before),
        sum(DriftNotice::after),
        ofEdges().stream().mapToLong(DriftNotice::onsetMs).min().orElse(ground.timeMs()),
        (double) drifted / Math.max(1, edges),
        ground.rules().stormShare(),
        ofEdges().stream().mapToDouble(DriftNotice::worthPerHour).sum(),
        "%d of %d edges drifted within %d panes (now %s): none is told by itself until it is over"
            .formatted(drifted, edges, DriftRules.STORM_PANES, kinds));
  }

  boolean isStale() {
    return staleShare() > ground.rules().staleShare();
  }

  /** So much of the inventory is out of date that nothing else is told. */
  DriftNotice stale() {
    return notice(
        DriftKind.STALE,
        ground.timeMs(),
        staleShare(),
        ground.rules().staleShare(),
        0,
        "the source of %d of %d inventory entries does not answer: no drift is told until it does"
            .formatted(ground.census().stale(), ground.census().entities()));
  }

  private double staleShare() {
    return (double) ground.census().stale() / Math.max(1, ground.census().entities());
  }

  private DriftNotice notice(
      DriftKind kind,
      long onsetMs,
      double score,
      double threshold,
      double worthPerHour,
      String summary) {
    return notice(
        kind, Interval.ZERO, Interval.ZERO, onsetMs, score, threshold, worthPerHour, summary);
  }

  private DriftNotice notice(
      DriftKind kind,
      Interval before,
      Interval after,
      long onsetMs,
      double score,
      double threshold,
      double worthPerHour,
      String summary) {
    String subject = "domain/" + ground.domain();
    return new DriftNotice(
        ground.timeMs(),
        ContentId.of(subject, ground.timeMs(), kind),
        kind,
        subject,
        null,
        List.of(ground.domain()),
        before,
        after,
        onsetMs,
        score,
        threshold,
        worthPerHour,
        ground.rules().toString(),
        summary);
  }

  private List<DriftNotice> ofEdges() {
    return drifts.stream().filter(drift -> drift.kind().isOfEdge()).toList();
  }

  /** Of the edges that drifted in the same pane; errors of edges are independent. */
  private Interval sum(Function<DriftNotice, Interval> side) {
    double value = 0;
    double low = 0;
    double high = 0;
    for (DriftNotice drift : ofEdges()) {
      Interval one = side.apply(drift);
      value += one.value();
      low += square(one.value() - one.low());
      high += square(one.high() - one.value());
    }
    return new Interval(value, Math.max(0, value - Math.sqrt(low)), value + Math.sqrt(high));
  }

  private static double square(double x) {
    return x * x;
  }
}
