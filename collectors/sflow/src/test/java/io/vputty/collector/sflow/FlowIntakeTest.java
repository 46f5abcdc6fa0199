package io.vputty.collector.sflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.collector.Counters;
import io.vputty.schema.FlowBatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FlowIntakeTest {

  private static final TestDatagram.Point POINT = new TestDatagram.Point(3, 3, 4, 16, 0);

  private final Counters counters = new Counters();
  private final FlowIntake intake = new FlowIntake("sflow/test", counters);

  @Test
  void dropsDatagramsWhenNobodyTakesTheSecondsAndLetsTheGapTell() {
    int seconds = FlowIntake.SECONDS_WAITING + 5;
    for (int second = 0; second < seconds; second++) {
      accept(second, second * 1000L);
    }
    assertThat(counters.value("datagrams.received")).isEqualTo(seconds);
    assertThat(counters.value("datagrams.decoded")).isEqualTo(FlowIntake.SECONDS_WAITING + 1);
    assertThat(counters.value("datagrams.dropped.kafka-slow")).isEqualTo(4);

    List<FlowBatch> before = take();
    accept(seconds, seconds * 1000L);
    intake.advance((seconds + 1) * 1000L);
    List<FlowBatch> after = take();
    assertThat(before).hasSize(FlowIntake.SECONDS_WAITING);
    assertThat(after).extracting(FlowBatch::getLostDatagrams).containsExactly(0L, 4L);
  }

  @Test
  void countsEveryDatagramOnce() {
    accept(1, 0);
    reject(new byte[0]);
    reject(new byte[] {0, 0, 0, 9});
    reject(new byte[] {0, 0, 0, 5, 0, 0, 0, 7});
    Map<String, Long> counts = counters.snapshot();
    long sum =
        counts.entrySet().stream()
            .filter(count -> count.getKey().matches("datagrams\\.(decoded|malformed.*|dropped.*)"))
            .mapToLong(Map.Entry::getValue)
            .sum();
    assertThat(sum).isEqualTo(counts.get("datagrams.received")).isEqualTo(4);
  }

  @Test
  void keepsABoundedNumberOfRejectedDatagrams() {
    for (int i = 0; i < FlowIntake.REJECTED_WAITING + 7; i++) {
      reject(new byte[3]);
    }
    assertThat(counters.value("rejected.dropped.kafka-slow")).isEqualTo(7);
  }

  private void accept(int sequence, long timeMs) {
    byte[] payload =
        new TestDatagram().sequence(sequence).flow(POINT, 100, TestDatagram.FRAME).bytes();
    intake.accept(payload, 0, payload.length, () -> "test", timeMs);
  }

  private void reject(byte[] payload) {
    intake.accept(payload, 0, payload.length, () -> "test", 0);
  }

  private List<FlowBatch> take() {
    return Stream.generate(intake::nextSecond)
        .takeWhile(Optional::isPresent)
        .flatMap(Optional::stream)
        .flatMap(second -> second.batches("test", 1))
        .toList();
  }
}
