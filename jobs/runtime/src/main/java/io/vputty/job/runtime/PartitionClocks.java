package io.vputty.job.runtime;

import io.vputty.job.runtime.TopicPipes.Input;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The clocks of a source's partitions, and the event time that those of one subtask agree on: the
 * least of them, so that nothing is claimed before each has been told.
 *
 * <p>Clocks of partitions that another subtask has are kept too, as they were restored, because any
 * partition may come here after the next change of parallelism.
 */
final class PartitionClocks {

  /** A partition whose writers did not say that they left is waited for so long, ms. */
  static final long LOST_MS = 10 * 60_000;

  private final Input input;
  private final long idleMs;
  private final Map<Place, PartitionClock> clocks = new HashMap<>();

  /** When each own partition last said anything, ms of processing time. */
  private final Map<Place, Long> own = new HashMap<>();

  /** Own partitions that hold no record. */
  private final Set<Place> empty = new HashSet<>();

  private record Place(String topic, int partition) {}

  /**
   * @param input whose silence is a gap, and whose is not
   * @param idleMs how long one may be silent that can be, ms of processing time
   */
  PartitionClocks(Input input, long idleMs) {
    this.input = input;
    this.idleMs = idleMs;
  }

  /** The clock of a partition. */
  PartitionClock of(String topic, int partition) {
    return clocks.computeIfAbsent(new Place(topic, partition), place -> new PartitionClock());
  }

  void restore(WriterMark row) {
    of(row.topic, row.partition).restore(row);
  }

  /** Rows from which {@link #restore} makes these clocks again. */
  List<WriterMark> rows() {
    List<WriterMark> rows = new ArrayList<>();
    clocks.forEach((place, clock) -> rows.addAll(clock.rows(place.topic, place.partition)));
    return rows;
  }

  /** Notes that a partition has become an own one. */
  void given(String topic, int partition, boolean isEmpty, long nowMs) {
    heard(topic, partition, nowMs);
    if (isEmpty) {
      empty.add(new Place(topic, partition));
    }
  }

  /** Notes that an own partition said something. */
  void heard(String topic, int partition, long nowMs) {
    Place place = new Place(topic, partition);
    own.put(place, nowMs);
    empty.remove(place);
  }

  /** Whether any partition is an own one. */
  boolean hasOwn() {
    return !own.isEmpty();
  }

  /** Whether all own partitions are silent at a processing time. */
  boolean allSilent(long nowMs) {
    return own.keySet().stream().allMatch(place -> isSilent(place, nowMs));
  }

  /**
   * The least time of the own partitions that are not silent at a processing time; {@link
   * Long#MIN_VALUE} if one of them has not been told any.
   */
  long timeMs(long nowMs) {
    long least = Long.MAX_VALUE;
    for (Place place : own.keySet()) {
      if (!isSilent(place, nowMs)) {
        PartitionClock clock = clocks.get(place);
        least = Math.min(least, clock == null ? Long.MIN_VALUE : clock.timeMs());
      }
    }
    return least == Long.MAX_VALUE ? Long.MIN_VALUE : least;
  }

  /** Whether nothing is to be expected of a partition. */
  private boolean isSilent(Place place, long nowMs) {
    long silentMs = nowMs - own.getOrDefault(place, nowMs);
    PartitionClock clock = of(place.topic, place.partition);
    boolean unwritten = empty.contains(place) && clock.timeMs() == Long.MIN_VALUE;
    return switch (input) {
      case DERIVED -> false;
      case TELEMETRY -> isDeserted(clock, silentMs) || (unwritten && silentMs >= idleMs);
      case OPTIONAL -> isDeserted(clock, silentMs) || unwritten;
      case CONTROL -> silentMs >= idleMs;
    };
  }

  private boolean isDeserted(PartitionClock clock, long silentMs) {
    return silentMs >= LOST_MS || (clock.left() && silentMs >= idleMs);
  }
}
