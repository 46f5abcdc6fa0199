package io.vputty.collector.sflow.sums;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceTrackerTest {

  private final SequenceTracker tracker = new SequenceTracker();

  @Test
  void beginsAnywhere() {
    assertThat(tracker.accept(4711, 90_000)).isZero();
  }

  @Test
  void countsAGap() {
    tracker.accept(10, 1000);
    assertThat(tracker.accept(11, 1000)).isZero();
    assertThat(tracker.accept(15, 2000)).isEqualTo(3);
  }

  @Test
  void takesBackWhatComesLate() {
    tracker.accept(10, 5000);
    assertThat(tracker.accept(12, 5000)).isEqualTo(1);
    assertThat(tracker.accept(11, 5000)).isEqualTo(SequenceTracker.LATE);
    assertThat(tracker.accept(13, 5000)).isZero();
  }

  @Test
  void countsThroughTheWrap() {
    tracker.accept(0xFFFF_FFFEL, 1000);
    assertThat(tracker.accept(1, 1000)).isEqualTo(2);
  }

  @Test
  void beginsAnewAfterARestart() {
    tracker.accept(2071, 362_000);
    assertThat(tracker.accept(5, 0)).isZero();
    assertThat(tracker.accept(7, 1000)).isEqualTo(1);
  }

  @Test
  void beginsAnewAfterAnEarlyRestart() {
    tracker.accept(50, 30_000);
    assertThat(tracker.accept(1, 0)).isZero();
    assertThat(tracker.accept(2, 0)).isZero();
  }

  @Test
  void beginsAnewAfterAnAbsurdGap() {
    tracker.accept(1, 1000);
    assertThat(tracker.accept(1 + SequenceTracker.LARGEST_GAP + 1L, 2000)).isZero();
  }

  @Test
  void countsADuplicateAsNothing() {
    tracker.accept(10, 1000);
    assertThat(tracker.accept(10, 1000)).isZero();
    assertThat(tracker.accept(11, 1000)).isZero();
  }
}
