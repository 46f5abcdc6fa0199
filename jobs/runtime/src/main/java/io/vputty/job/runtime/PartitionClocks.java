package io.vputty.job.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The clocks of a source's partitions, and the event time that those of one subtask agree on: the
 * least of them, so that nothing is claimed before each has been told.
 *
 * <p>Clocks of partitions that another subtask has are kept too, as they were restored, because any
 * partition may come here after the next change of parallelism.
 */
final class PartitionClocks {

  private final Map<Place, PartitionClock> clocks = new HashMap<>();

  /** When each own partition last said anything, ms of processing time. */
  private final Map<Place, Long> own = new HashMap<>();

  private record Place(String topic, int partition) {}

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

  /** Notes that an own partition said something, or has become one. */
  void heard(String topic, int partition, long nowMs) {
    own.put(new Place(topic, partition), nowMs);
  }

  /** Whether no own partition has said anything since a time. */
  boolean allSilentSince(long sinceMs) {
    return own.values().stream().allMatch(heard -> heard <= sinceMs);
  }

  /**
   * The least time of the own partitions but those that have been silent since a processing time;
   * {@link Long#MIN_VALUE} if one of them has not been told any.
   */
  long timeMs(long silentSinceMs) {
    long least = Long.MAX_VALUE;
    for (Map.Entry<Place, Long> partition : own.entrySet()) {
      if (partition.getValue() > silentSinceMs) {
        PartitionClock clock = clocks.get(partition.getKey());
        least = Math.min(least, clock == null ? Long.MIN_VALUE : clock.timeMs());
      }
    }
    return least == Long.MAX_VALUE ? Long.MIN_VALUE : least;
  }
}
