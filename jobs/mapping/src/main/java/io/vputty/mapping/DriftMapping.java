package io.vputty.mapping;

import io.vputty.model.drift.DriftDirection;
import io.vputty.model.drift.DriftNotice;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.schema.DriftEvent;
import io.vputty.schema.DriftKind;
import io.vputty.schema.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Drift of the model to drift of the contract and back. */
public final class DriftMapping {

  /** From this many dollars per hour an event is worth a look. */
  static final double WARNING_PER_HOUR = 0.01;

  /** From this many dollars per hour an event is worth a call. */
  static final double CRITICAL_PER_HOUR = 1;

  private DriftMapping() {}

  /** The event of a notice. */
  public static DriftEvent toRecord(DriftNotice notice, String detector) {
    EdgeKey edge = notice.edge();
    return DriftEvent.newBuilder()
        .setTime(Instant.ofEpochMilli(notice.timeMs()))
        .setId(notice.id())
        .setKind(DriftKind.valueOf(notice.direction().name()))
        .setSubject(subject(edge))
        .setEdgeKind(io.vputty.schema.EdgeKind.valueOf(edge.kind().name()))
        .setFrom(edge.from())
        .setTo(edge.to())
        .setDomains(notice.domains())
        .setBefore(EdgeMapping.interval(notice.before()))
        .setAfter(EdgeMapping.interval(notice.after()))
        .setOnset(Instant.ofEpochMilli(notice.onsetMs()))
        .setScore(notice.score())
        .setThreshold(notice.threshold())
        .setSeverity(severity(Math.abs(notice.worthPerHour())))
        .setWorthPerHour(notice.worthPerHour())
        .setDetector(detector)
        .build();
  }

  /** The notice of an event; null if it is not about an edge of a kind this version knows. */
  public static @Nullable DriftNotice fromRecord(DriftEvent record, long timeMs) {
    DriftDirection direction = direction(record.getKind());
    if (direction == null || record.getEdgeKind() == io.vputty.schema.EdgeKind.UNKNOWN) {
      return null;
    }
    return new DriftNotice(
        timeMs,
        record.getId(),
        new EdgeKey(
            EdgeKind.valueOf(record.getEdgeKind().name()), record.getFrom(), record.getTo()),
        direction,
        record.getDomains(),
        EdgeMapping.interval(record.getBefore()),
        EdgeMapping.interval(record.getAfter()),
        record.getOnset().toEpochMilli(),
        record.getScore(),
        record.getThreshold(),
        record.getWorthPerHour());
  }

  /** "KIND/from/to". */
  public static String subject(EdgeKey edge) {
    return edge.kind() + "/" + edge.from() + "/" + edge.to();
  }

  private static @Nullable DriftDirection direction(DriftKind kind) {
    return switch (kind) {
      case SURGE -> DriftDirection.SURGE;
      case FADE -> DriftDirection.FADE;
      case APPEARANCE -> DriftDirection.APPEARANCE;
      case DISAPPEARANCE -> DriftDirection.DISAPPEARANCE;
      case NEIGHBOURHOOD, DOMAIN, UNKNOWN -> null;
    };
  }

  private static Severity severity(double dollarsPerHour) {
    if (dollarsPerHour >= CRITICAL_PER_HOUR) {
      return Severity.CRITICAL;
    }
    return dollarsPerHour >= WARNING_PER_HOUR ? Severity.WARNING : Severity.INFO;
  }
}
