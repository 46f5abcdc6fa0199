package io.vputty.mapping;

import io.vputty.model.footprint.Tier;
import io.vputty.model.graph.Completeness;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.schema.AffinityEdge;
import io.vputty.schema.Interval;
import io.vputty.schema.Pane;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Edges of the model to edges of the contract and back. */
public final class EdgeMapping {

  private EdgeMapping() {}

  /** The record of a window; set one by one, since a builder checks and copies every value. */
  public static AffinityEdge toRecord(EdgeWindow edge) {
    AffinityEdge record = new AffinityEdge();
    record.setTime(Instant.ofEpochMilli(edge.endMs()));
    record.setKind(io.vputty.schema.EdgeKind.valueOf(edge.kind().name()));
    record.setFrom(edge.from());
    record.setTo(edge.to());
    record.setFromDomain(edge.fromPlace().domain());
    record.setToDomain(edge.toPlace().domain());
    record.setFromHost(edge.fromPlace().host());
    record.setToHost(edge.toPlace().host());
    record.setTier(tier(edge.tier()));
    record.setWindowMs(edge.windowMs());
    record.setPaneMs(edge.paneMs());
    record.setWeight(interval(edge.weight()));
    record.setSamples(edge.samples());
    record.setPane(pane(edge.pane()));
    record.setCompleteness(
        io.vputty.schema.Completeness.valueOf(Completeness.of(edge.completeness()).name()));
    record.setCompletenessShare(edge.completeness());
    record.setWrittenShare(edge.writes().ofBytes());
    record.setWriteOperationsShare(edge.writes().ofOperations());
    record.setRevision(edge.revision());
    return record;
  }

  /** The window of a record; null if its kind is newer than this version. */
  public static @Nullable EdgeWindow fromRecord(AffinityEdge record) {
    if (record.getKind() == io.vputty.schema.EdgeKind.UNKNOWN) {
      return null;
    }
    Pane pane = record.getPane();
    return new EdgeWindow(
        record.getTime().toEpochMilli(),
        EdgeKind.valueOf(record.getKind().name()),
        record.getFrom(),
        record.getTo(),
        new EdgeWindow.Place(record.getFromHost(), record.getFromDomain()),
        new EdgeWindow.Place(record.getToHost(), record.getToDomain()),
        tier(record.getTier()),
        record.getWindowMs(),
        record.getPaneMs(),
        interval(record.getWeight()),
        record.getSamples(),
        new EdgeWindow.PaneCount(
            pane.getBytes(),
            pane.getPackets(),
            pane.getSamples(),
            pane.getBytesVariance(),
            pane.getExposure()),
        record.getCompletenessShare(),
        new EdgeWindow.Writes(record.getWrittenShare(), record.getWriteOperationsShare()),
        record.getRevision());
  }

  /**
   * The window of a flow as it was told first; null if it was told again, is of no flow, or its
   * kind is newer than this version.
   */
  public static @Nullable EdgeWindow flow(AffinityEdge record) {
    EdgeWindow edge = record.getRevision() == 0 ? fromRecord(record) : null;
    return edge != null && edge.kind().isFlow() ? edge : null;
  }

  /** An interval of the contract. */
  public static Interval interval(io.vputty.model.estimate.Interval interval) {
    return new Interval(interval.value(), interval.low(), interval.high());
  }

  /** An interval of the model. */
  public static io.vputty.model.estimate.Interval interval(Interval interval) {
    return new io.vputty.model.estimate.Interval(
        interval.getValue(), interval.getLow(), interval.getHigh());
  }

  private static Pane pane(EdgeWindow.PaneCount pane) {
    return new Pane(
        pane.bytes(), pane.packets(), pane.samples(), pane.bytesVariance(), pane.exposure());
  }

  private static io.vputty.schema.Tier tier(@Nullable Tier tier) {
    return tier == null
        ? io.vputty.schema.Tier.UNKNOWN
        : io.vputty.schema.Tier.valueOf(tier.name());
  }

  private static @Nullable Tier tier(io.vputty.schema.Tier tier) {
    return tier == io.vputty.schema.Tier.UNKNOWN ? null : Tier.valueOf(tier.name());
  }
}
