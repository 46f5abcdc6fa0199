package io.vputty.job.drift;

import io.vputty.mapping.ContentId;
import io.vputty.mapping.DriftMapping;
import io.vputty.model.drift.DriftKind;
import io.vputty.model.drift.DriftNotice;
import io.vputty.model.drift.EdgeDrift;
import io.vputty.model.drift.Stake;
import io.vputty.model.estimate.Interval;
import io.vputty.model.graph.EdgeKey;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/** Makes of an edge's drift what a domain hears of: with its price, if it could move anything. */
final class EdgeNotices {

  private final long paneMs;
  private final String detector;
  private final Counter found;
  private final Counter irrelevant;
  private final Counter usual;
  private final Counter told;

  EdgeNotices(long paneMs, String detector, MetricGroup metrics) {
    this.paneMs = paneMs;
    this.detector = detector;
    this.found = metrics.counter("edgeDriftsFound");
    this.irrelevant = metrics.counter("edgeDriftsThatMoveNothing");
    this.usual = metrics.counter("edgeDriftsAsUsual");
    this.told = metrics.counter("edgeDriftsTold");
  }

  /**
   * What to tell of an edge at a pane's end; null if nothing.
   *
   * @param factor what the drift's rates are to be multiplied by: the season's
   */
  @Nullable DriftNotice of(
      EdgeKey edge, EdgeTrack track, @Nullable EdgeDrift drift, double factor, Ground ground) {
    DriftNotice fresh = drift == null ? null : relevant(edge, track, drift, factor, ground);
    DriftNotice next =
        Held.next(track, fresh, ground.timeMs(), ground.rules().holdPanes() * paneMs);
    if (next != null) {
      told.inc();
    }
    return next;
  }

  /** Counts a drift that is not told because the edge does the same on other days. */
  void passOver() {
    found.inc();
    usual.inc();
  }

  private @Nullable DriftNotice relevant(
      EdgeKey edge, EdgeTrack track, EdgeDrift drift, double factor, Ground ground) {
    found.inc();
    Interval before = drift.before().times(factor);
    Interval after = drift.after().times(factor);
    double delta = after.value() - before.value();
    Stake stake = Stake.of(ground.prices(), edge.kind(), track.tier(), delta);
    List<String> domains = domains(track);
    if (domains.isEmpty() || !stake.isRelevant(ground.rules(), ground.migrationCost(edge))) {
      irrelevant.inc();
      return null;
    }
    DriftKind kind = drift.kind();
    String subject = DriftMapping.subject(edge);
    return new DriftNotice(
        ground.timeMs(),
        ContentId.of(subject, ground.timeMs(), kind),
        kind,
        subject,
        edge,
        domains,
        before,
        after,
        drift.onsetMs(),
        drift.score(),
        drift.threshold(),
        stake.worthPerHour(),
        detector,
        "");
  }

  /** Domains of both ends, as far as they are anywhere. */
  private static List<String> domains(EdgeTrack track) {
    return Stream.of(track.fromDomain, track.toDomain)
        .filter(domain -> !domain.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }
}
