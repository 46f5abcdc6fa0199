package io.vputty.job.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class PartitionClockTest {

  private final PartitionClock clock = new PartitionClock();

  @Test
  void knowsNothingAtFirst() {
    assertThat(clock.timeMs()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void followsTheSlowestWriter() {
    clock.onMark(mark("a", 1, 5_000, false));
    clock.onMark(mark("b", 1, 3_000, false));
    clock.onMark(mark("a", 1, 9_000, false));

    assertThat(clock.timeMs()).isEqualTo(5_000);

    clock.onMark(mark("b", 1, 7_000, false));

    assertThat(clock.timeMs()).isEqualTo(7_000);
  }

  @Test
  void neverGoesBackWhenAWriterJoinsLate() {
    clock.onMark(mark("a", 1, 5_000, false));
    clock.onMark(mark("b", 1, 1_000, false));

    assertThat(clock.timeMs()).isEqualTo(5_000);
  }

  @Test
  void isHeldBackNeitherByAWriterThatLeftNorByOneThatFellSilent() {
    clock.onMark(mark("leaves", 1, 2_000, true));
    clock.onMark(mark("silent", 1, 2_000, false));
    clock.onMark(mark("a", 1, 3_000, false));
    assertThat(clock.timeMs()).isEqualTo(2_000);

    clock.onMark(mark("a", 1, 2_001 + PartitionClock.STALE_MS, false));

    assertThat(clock.timeMs()).isEqualTo(2_001 + PartitionClock.STALE_MS);
  }

  @Test
  void recordsCountOnlyWhereNobodyMarks() {
    clock.onRecord(4_000);
    assertThat(clock.timeMs()).isEqualTo(4_000);

    clock.onMark(mark("a", 1, 5_000, false));
    clock.onRecord(8_000);

    assertThat(clock.timeMs()).isEqualTo(5_000);
  }

  @Test
  void isTheSameAfterRestoreFromRowsInAnyOrderAndTwice() {
    clock.onMark(mark("a", 1, 5_000, false));
    clock.onMark(mark("b", 1, 3_000, false));
    PartitionClock restored = new PartitionClock();
    var rows = new ArrayList<>(clock.rows("t", 0));
    rows.addAll(clock.rows("t", 0));
    Collections.reverse(rows);
    rows.forEach(restored::restore);

    assertThat(restored.timeMs()).isEqualTo(clock.timeMs());
    restored.onMark(mark("b", 1, 4_000, false));
    assertThat(restored.timeMs()).isEqualTo(5_000);
  }

  private static WriterMark mark(String writer, long epoch, long timeMs, boolean last) {
    WriterMark mark = new WriterMark();
    mark.writer = writer;
    mark.epoch = epoch;
    mark.timeMs = timeMs;
    mark.last = last;
    return mark;
  }
}
