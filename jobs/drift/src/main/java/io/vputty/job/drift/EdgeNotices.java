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
   * What an edge's drift would be told as; null if it could move nothing.
   *
   * @param factor what the drift's rates are to be multiplied by: the season's
   */
  @Nullable DriftNotice fresh(
      EdgeKey edge, EdgeTrack track, EdgeDrift drift, double factor, Ground ground) {
    found.inc();
    Interval before = drift.before().times(factor);
    Interval after = drift.after().times(factor);
    List<String> domains = domains(edge, track);
    double worth = worth(edge, track, before, after, ground);
    if (domains.isEmpty() || Double.isNaN(worth)) {
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
        worth,
        detector,
        "");
  }

  /** Counts a drift that is not told because it is what the edge does at this time of day. */
  void passOver() {
    usual.inc();
  }

  /** What to tell of an edge at a pane's end; null if nothing. */
  @Nullable DriftNotice next(
      EdgeKey edge, EdgeTrack track, @Nullable DriftNotice fresh, Ground ground) {
    DriftNotice next =
        Held.next(
            track,
            fresh,
            ground.timeMs(),
            ground.rules().holdPanes() * paneMs,
            held -> worth(edge, track, held.before(), held.after(), ground));
    if (next != null) {
      told.inc();
    }
    return next;
  }

  /** What a change is worth, $ per hour; NaN if it could not pay for moving anything. */
  private static double worth(
      EdgeKey edge, EdgeTrack track, Interval before, Interval after, Ground ground) {
    double delta = after.value() - before.value();
    Stake stake = Stake.of(ground.prices(), edge.kind(), track.tier(), delta);
    return stake.isRelevant(ground.rules(), ground.migrationCost(edge))
        ? stake.worthPerHour()
        : Double.NaN;
  }

  /** Domains of both ends, as far as they are anywhere: that of the VM that it belongs to first. */
  private static List<String> domains(EdgeKey edge, EdgeTrack track) {
    boolean sends = WatchEdges.owner(edge).equals(edge.from());
    return Stream.of(
            sends ? track.fromDomain : track.toDomain, sends ? track.toDomain : track.fromDomain)
        .filter(domain -> !domain.isEmpty())
        .distinct()
        .toList();
  }
}
