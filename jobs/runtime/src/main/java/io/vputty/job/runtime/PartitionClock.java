package io.vputty.job.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The event time of one partition: every record before it has been written. It is the least of its
 * writers' marks, or, where nobody marks, the largest record time; it depends on the partition's
 * log alone and never goes back.
 *
 * <p>A writer whose mark lags the newest by {@link #STALE_MS} holds nobody back: it has stopped
 * without saying so.
 */
final class PartitionClock {

  /** A writer this far behind the newest mark is taken for gone, ms of event time. */
  static final long STALE_MS = 30_000;

  private final Map<String, WriterMark> marks = new TreeMap<>();
  private long timeMs = Long.MIN_VALUE;

  /**
   * Every record before this time has been written, ms; {@link Long#MIN_VALUE} before anything is
   * known.
   */
  long timeMs() {
    return timeMs;
  }

  boolean marked() {
    return !marks.isEmpty();
  }

  /** Whether all who marked it have said that they write no more. */
  boolean left() {
    return marked() && marks.values().stream().allMatch(mark -> mark.last);
  }

  void onRecord(long recordMs) {
    if (marks.isEmpty()) {
      timeMs = Math.max(timeMs, recordMs);
    }
  }

  void onMark(WriterMark mark) {
    WriterMark known = marks.get(mark.writer);
    if (known == null || mark.epoch > known.epoch || mark.timeMs > known.timeMs) {
      marks.put(mark.writer, mark);
    }
    long newest = marks.values().stream().mapToLong(m -> m.timeMs).max().orElseThrow();
    marks.values().removeIf(m -> m.timeMs < newest - STALE_MS);
    long least =
        marks.values().stream().filter(m -> !m.last).mapToLong(m -> m.timeMs).min().orElse(newest);
    timeMs = Math.max(timeMs, least);
  }

  /** Rows from which {@link #restore} makes this clock again. */
  List<WriterMark> rows(String topic, int partition) {
    List<WriterMark> rows = new ArrayList<>(marks.values());
    WriterMark own = new WriterMark();
    own.topic = topic;
    own.partition = partition;
    own.timeMs = timeMs;
    rows.add(own);
    return rows;
  }

  /** Takes in one row; rows may come in any order and more than once. */
  void restore(WriterMark row) {
    if (row.writer.isEmpty()) {
      timeMs = Math.max(timeMs, row.timeMs);
      return;
    }
    WriterMark known = marks.get(row.writer);
    if (known == null || row.timeMs > known.timeMs) {
      marks.put(row.writer, row);
    }
  }
}
