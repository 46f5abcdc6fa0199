package io.vputty.mapping;

import io.vputty.model.drift.DriftKind;
import io.vputty.model.drift.DriftNotice;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.schema.DriftEvent;
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
  public static DriftEvent toRecord(DriftNotice notice) {
    DriftEvent event = DriftEvent.newBuilder().build();
    event.setTime(Instant.ofEpochMilli(notice.timeMs()));
    event.setId(notice.id());
    event.setKind(io.vputty.schema.DriftKind.valueOf(notice.kind().name()));
    event.setSubject(notice.subject());
    EdgeKey edge = notice.edge();
    if (edge != null) {
      event.setEdgeKind(io.vputty.schema.EdgeKind.valueOf(edge.kind().name()));
      event.setFrom(edge.from());
      event.setTo(edge.to());
    }
    event.setDomains(notice.domains());
    event.setBefore(EdgeMapping.interval(notice.before()));
    event.setAfter(EdgeMapping.interval(notice.after()));
    event.setOnset(Instant.ofEpochMilli(notice.onsetMs()));
    event.setScore(notice.score());
    event.setThreshold(notice.threshold());
    event.setSeverity(severity(notice));
    event.setWorthPerHour(notice.worthPerHour());
    event.setDetector(notice.detector());
    event.setSummary(notice.summary());
    return event;
  }

  /** The notice of an event; null if it is of a kind that this version does not know. */
  public static @Nullable DriftNotice fromRecord(DriftEvent record, long timeMs) {
    if (record.getKind() == io.vputty.schema.DriftKind.UNKNOWN) {
      return null;
    }
    DriftKind kind = DriftKind.valueOf(record.getKind().name());
    if (kind.isOfEdge() && record.getEdgeKind() == io.vputty.schema.EdgeKind.UNKNOWN) {
      return null;
    }
    return new DriftNotice(
        timeMs,
        record.getId(),
        kind,
        record.getSubject(),
        kind.isOfEdge() ? edge(record) : null,
        record.getDomains(),
        EdgeMapping.interval(record.getBefore()),
        EdgeMapping.interval(record.getAfter()),
        record.getOnset().toEpochMilli(),
        record.getScore(),
        record.getThreshold(),
        record.getWorthPerHour(),
        record.getDetector(),
        record.getSummary());
  }

  private static EdgeKey edge(DriftEvent record) {
    EdgeKind kind = EdgeKind.valueOf(record.getEdgeKind().name());
    return new EdgeKey(kind, record.getFrom(), record.getTo());
  }

  /** "KIND/from/to". */
  public static String subject(EdgeKey edge) {
    return edge.kind() + "/" + edge.from() + "/" + edge.to();
  }

  private static Severity severity(DriftNotice notice) {
    double worth = Math.abs(notice.worthPerHour());
    if (worth >= CRITICAL_PER_HOUR) {
      return Severity.CRITICAL;
    }
    boolean holds = notice.kind() == DriftKind.STORM || notice.kind() == DriftKind.STALE;
    return worth >= WARNING_PER_HOUR || holds ? Severity.WARNING : Severity.INFO;
  }
}
