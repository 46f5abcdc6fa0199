package io.vputty.model.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vputty.model.estimate.Interval;
import io.vputty.model.plan.GainScale;
import org.junit.jupiter.api.Test;

class TrackRecordTest {

  private final TrackRecord record = new TrackRecord();

  @Test
  void changesNothingBeforeAnythingWasMeasured() {
    assertThat(record.scale()).isEqualTo(GainScale.NONE);
  }

  @Test
  void oneWaveThatFellShortChangesLittle() {
    add(1, 0.5);

    assertThat(record.scale().factor()).isCloseTo((3 + 0.5) / 4, within(1e-9));
  }

  @Test
  void manyWavesThatFellShortAreBelieved() {
    add(40, 0.5);

    assertThat(record.scale().factor()).isBetween(0.5, 0.65);
  }

  @Test
  void boundsHoldWhateverWasMeasured() {
    add(100, -5);
    assertThat(record.scale().factor()).isEqualTo(0.25);
    assertThat(record.scale().spread()).isCloseTo(0.1, within(1e-9));
    add(200, 50);
    assertThat(record.scale().factor()).isEqualTo(2);
  }

  @Test
  void olderWavesFade() {
    add(40, 0.5);
    double low = record.scale().factor();
    add(40, 1);

    assertThat(record.scale().factor()).isGreaterThan(low).isCloseTo(1, within(0.02));
  }

  @Test
  void wavesThatStrayMoreThanForeseenWidenTheNextInterval() {
    for (int i = 0; i < 20; i++) {
      record.add(sure(1), sure(i % 2 == 0 ? 0.5 : 1.5));
    }
    Interval next = record.scale().of(sure(2));

    assertThat(record.scale().spread()).isBetween(0.35, 0.5);
    assertThat(next.low()).isLessThan(next.value() - 1);
    assertThat(next.high()).isGreaterThan(next.value() + 1);
  }

  @Test
  void wavesThatStrayAsForeseenDoNot() {
    for (int i = 0; i < 20; i++) {
      record.add(new Interval(1, -1, 3), sure(i % 2 == 0 ? 0.5 : 1.5));
    }

    assertThat(record.scale().spread()).isZero();
  }

  private void add(int times, double ratio) {
    for (int i = 0; i < times; i++) {
      record.add(sure(0.1), sure(0.1 * ratio));
    }
  }

  private static Interval sure(double gain) {
    return Interval.exactly(gain);
  }
}
