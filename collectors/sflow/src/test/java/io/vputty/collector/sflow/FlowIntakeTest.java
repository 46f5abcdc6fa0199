package io.vputty.collector.sflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vputty.collector.Counters;
import io.vputty.collector.sflow.agents.Admission;
import io.vputty.collector.sflow.hosts.Hosts;
import io.vputty.schema.FlowBatch;
import io.vputty.schema.FlowSums;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FlowIntakeTest {

  private static final TestDatagram.Point POINT = new TestDatagram.Point(3, 3, 4, 16, 0);
  private static final long BACKLOG = 2 << 20;
  private static final int RATE = 16;
  private static final int FRAME_BYTES = 500;

  private final Counters counters = new Counters();
  private final FlowIntake intake =
      new FlowIntake(
          "sflow/test", Admission.ALL, BACKLOG, new Hosts("test", "", counters), counters);
  private final FlowIntake.Lane lane = intake.lane();
  private final Random random = new Random(5);
  private int sequence;
  private int sampleNumber;
  private long largestBacklog;

  /**
   * Nobody takes the seconds for a minute, as when a broker stands still: what is shed is stood for
   * by what is kept, in total and for the pair that sends a tenth of all; a second of which nothing
   * was kept is told as lost.
   */
  @Test
  void keepsTotalsUnbiasedAndMemoryFlatWhileNobodyTakesTheSeconds() {
    List<FlowBatch> batches = new ArrayList<>();
    for (int second = 0; second < 90; second++) {
      send(second * 1000L);
      intake.advance((second + 1) * 1000L);
      if (second < 15 || second >= 75) {
        batches.addAll(take());
      }
    }
    batches.addAll(take());

    assertThat(counters.value("datagrams.shed.kafka-slow")).isGreaterThan(3000);
    assertThat(largestBacklog).isLessThan(BACKLOG + BACKLOG / 10);
    assertThat(intake.backlogBytes()).isZero();
    long lost = batches.stream().mapToLong(FlowBatch::getLostSamples).sum();
    assertThat(lost).isLessThan(sampleNumber / 50);
    long samples = sampleNumber - lost;
    assertThat(estimate(batches, false)).isCloseTo(samples * RATE * 496.0, within(1e-3));
    double share = samples * RATE * 496.0 / 10;
    assertThat(estimate(batches, true)).isCloseTo(share, within(4 * share / Math.sqrt(kept())));
    assertThat(batches)
        .allSatisfy(
            batch ->
                assertThat(batch.getCompleteness()).isEqualTo(batch.getLostSamples() > 0 ? 0 : 1));
  }

  /** Samples of the one pair that were kept, about. */
  private double kept() {
    return counters.value("samples.counted") / 10.0;
  }

  private void send(long timeMs) {
    for (int datagram = 0; datagram < 100; datagram++) {
      TestDatagram next = new TestDatagram().sequence(++sequence);
      for (int sample = 0; sample < 5; sample++) {
        next.flow(POINT, ++sampleNumber, 0, FRAME_BYTES, frame());
      }
      accept(next.bytes(), timeMs);
    }
    largestBacklog = Math.max(largestBacklog, intake.backlogBytes());
  }

  /** One in ten from one sender, the others from anybody. */
  private byte[] frame() {
    byte[] frame = TestDatagram.FRAME.clone();
    if (random.nextInt(10) > 0) {
      ByteBuffer.wrap(frame).putInt(6, random.nextInt(1 << 20));
    }
    return frame;
  }

  private static double estimate(List<FlowBatch> batches, boolean ofTheOne) {
    double bytes = 0;
    for (FlowBatch batch : batches) {
      for (FlowSums flow : batch.getFlows()) {
        boolean counts = !ofTheOne || flow.getSource().getMac() == 0x525400000001L;
        bytes += counts ? flow.getBytes() * flow.getRate() : 0;
      }
    }
    return bytes;
  }

  @Test
  void countsEveryDatagramOnce() {
    accept(datagram(1), 0);
    accept(datagram(1), 0);
    accept(new byte[0], 0);
    accept(new byte[] {0, 0, 0, 9}, 0);
    accept(new byte[] {0, 0, 0, 5, 0, 0, 0, 7}, 0);
    Map<String, Long> counts = counters.snapshot();
    long sum =
        counts.entrySet().stream()
            .filter(
                count ->
                    count
                        .getKey()
                        .matches("datagrams\\.(decoded|duplicate|(malformed|shed|refused)\\..*)"))
            .mapToLong(Map.Entry::getValue)
            .sum();
    assertThat(sum).isEqualTo(counts.get("datagrams.received")).isEqualTo(5);
  }

  @Test
  void keepsABoundedNumberOfRejectedDatagrams() {
    for (int i = 0; i < FlowIntake.REJECTED_WAITING + 7; i++) {
      accept(new byte[3], 0);
    }
    assertThat(counters.value("rejected.dropped.kafka-slow")).isEqualTo(7);
  }

  private static byte[] datagram(int sequence) {
    return new TestDatagram().sequence(sequence).flow(POINT, 100, TestDatagram.FRAME).bytes();
  }

  private void accept(byte[] payload, long timeMs) {
    lane.accept(payload, 0, payload.length, () -> "test", timeMs);
  }

  private List<FlowBatch> take() {
    return Stream.generate(intake::nextSecond)
        .takeWhile(Optional::isPresent)
        .flatMap(Optional::stream)
        .flatMap(
            second -> {
              List<FlowBatch> batches = second.batches("test", 1).toList();
              second.release();
              return batches.stream();
            })
        .toList();
  }
}
