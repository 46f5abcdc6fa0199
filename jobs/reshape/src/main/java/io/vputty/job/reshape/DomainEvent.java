package io.vputty.job.reshape;

import io.vputty.mapping.OutcomeNotice;
import io.vputty.mapping.VmPages;
import io.vputty.model.drift.DriftNotice;
import io.vputty.model.graph.EdgeWindow;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that one domain hears of, on its way to the tick at which it counts. Exactly one of the
 * last six is set.
 *
 * @param timeMs event time, ms
 * @param partition partition it was read from
 * @param offset offset it was read at
 * @param refused id of a plan or move that a person rejected or cancelled
 * @param load load of one of its VMs
 * @param pages sample of the pages of one of its VMs
 */
public record DomainEvent(
    String domain,
    long timeMs,
    String topic,
    String key,
    int partition,
    long offset,
    @Nullable EdgeWindow edge,
    @Nullable DriftNotice drift,
    @Nullable OutcomeNotice outcome,
    @Nullable String refused,
    @Nullable LoadPeriod load,
    @Nullable VmPages pages) {

  /** Anything but pages. */
  public DomainEvent(
      String domain,
      long timeMs,
      String topic,
      String key,
      int partition,
      long offset,
      @Nullable EdgeWindow edge,
      @Nullable DriftNotice drift,
      @Nullable OutcomeNotice outcome,
      @Nullable String refused,
      @Nullable LoadPeriod load) {
    this(domain, timeMs, topic, key, partition, offset, edge, drift, outcome, refused, load, null);
  }

  private static final Comparator<DomainEvent> BY_KEY =
      Comparator.comparing(DomainEvent::key)
          .thenComparingInt(DomainEvent::partition)
          .thenComparingLong(DomainEvent::offset);

  /**
   * The order in which events count: the same for the same logs, however they came. Telemetry of
   * one time keeps the order in which it came, which is the log's for one edge or VM, and between
   * two of them does not matter.
   */
  static final Comparator<DomainEvent> ORDER =
      Comparator.comparingLong(DomainEvent::timeMs)
          .thenComparing(DomainEvent::topic)
          .thenComparing((one, other) -> one.isTelemetry() ? 0 : BY_KEY.compare(one, other));

  private boolean isTelemetry() {
    return edge != null || load != null || pages != null;
  }

  /** One event for each domain that an edge touches. */
  public static List<DomainEvent> of(EdgeWindow edge) {
    return Stream.of(edge.fromPlace().domain(), edge.toPlace().domain())
        .filter(domain -> !domain.isEmpty())
        .distinct()
        .map(
            domain ->
                new DomainEvent(
                    domain,
                    edge.endMs(),
                    "edges",
                    edge.subject(),
                    0,
                    0,
                    edge,
                    null,
                    null,
                    null,
                    null))
        .toList();
  }

  /** The load of a VM, told to its domain at a time. */
  public static DomainEvent of(String domain, long timeMs, LoadPeriod load) {
    return new DomainEvent(domain, timeMs, "load", load.vm(), 0, 0, null, null, null, null, load);
  }

  /** The pages of a VM, told to its domain at a time. */
  public static DomainEvent of(String domain, long timeMs, VmPages pages) {
    return new DomainEvent(
        domain, timeMs, "pages", pages.vm(), 0, 0, null, null, null, null, null, pages);
  }

  /** One event for each domain that a drift touches. */
  public static List<DomainEvent> of(DriftNotice drift) {
    return drift.domains().stream()
        .map(
            domain ->
                new DomainEvent(
                    domain,
                    drift.timeMs(),
                    "drift",
                    drift.id(),
                    0,
                    0,
                    null,
                    drift,
                    null,
                    null,
                    null))
        .toList();
  }
}
