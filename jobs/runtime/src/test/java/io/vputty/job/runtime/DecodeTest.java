package io.vputty.job.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.job.runtime.TopicPipes.Input;
import io.vputty.schema.Codec;
import io.vputty.schema.Rejected;
import io.vputty.schema.Setting;
import io.vputty.schema.UnreadableRecordException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class DecodeTest {

  private static final String TOPIC = "vputty.settings.v1";
  private static final long LATENESS = 500;
  private final Codec codec = new Codec();

  @Test
  void telemetryBehindItsPartitionsClockIsDroppedEvenAfterARestart() throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness(Input.TELEMETRY)) {
      harness.open();
      harness.processElement(mark(5_000), 0);
      harness.processElement(setting("on time", 5_000), 0);
      harness.processElement(setting("late", 4_499), 0);
      state = harness.snapshot(1, 1);
      assertThat(harness.extractOutputValues()).containsExactly("on time@5000");
    }
    try (var harness = harness(Input.TELEMETRY)) {
      harness.initializeState(state);
      harness.open();
      harness.processElement(setting("late too", 4_000), 0);
      harness.processElement(setting("next", 6_000), 0);

      assertThat(harness.extractOutputValues()).containsExactly("next@6000");
    }
  }

  @Test
  void telemetryWithinTheLatenessIsTakenAndWhatIsLaterGoesAside() throws Exception {
    try (var harness = harness(Input.TELEMETRY)) {
      harness.open();
      harness.processElement(mark(5_000), 0);
      harness.processElement(setting("late", 4_500), 0);
      harness.processElement(setting("too late", 4_499), 0);

      assertThat(harness.extractOutputValues()).containsExactly("late@5000");
      Outgoing aside = harness.getSideOutput(Decode.REJECTED).peek().getValue();
      Rejected rejected = (Rejected) codec.decode(aside.value);
      assertThat(rejected.getReason()).isEqualTo("late");
      assertThat(rejected.getDetail()).contains("501 ms");
    }
  }

  @Test
  void aPartitionThatSaysNothingMoreStandsWhereItStoodBeforeTheRestart() throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness(Input.TELEMETRY)) {
      harness.open();
      harness.processElement(Arrival.assigned(TOPIC, 0, false, true), 0);
      harness.processElement(Arrival.assigned(TOPIC, 1, false, false), 0);
      harness.processElement(mark(5_000), 0);
      assertThat(watermarks(harness)).isEmpty();
      harness.processElement(in(1, mark(3_000)), 0);
      assertThat(watermarks(harness)).containsExactly(2_999L);
      state = harness.snapshot(1, 1);
    }
    try (var harness = harness(Input.TELEMETRY)) {
      harness.initializeState(state);
      harness.open();
      harness.processElement(Arrival.assigned(TOPIC, 0, false, false), 0);
      assertThat(watermarks(harness)).containsExactly(4_999L);
    }
    try (var harness = harness(Input.TELEMETRY)) {
      harness.initializeState(state);
      harness.open();
      harness.processElement(Arrival.assigned(TOPIC, 0, false, true), 0);
      assertThat(watermarks(harness)).as("not before partition 1 is known").isEmpty();
      harness.processElement(Arrival.assigned(TOPIC, 1, false, false), 0);
      harness.setProcessingTime(500_000);
      harness.processElement(in(1, mark(6_000)), 0);
      assertThat(watermarks(harness)).containsExactly(2_999L, 4_999L);
      harness.setProcessingTime(PartitionClocks.LOST_MS + 30_000);
      assertThat(watermarks(harness)).as("not for ever").contains(5_999L);
    }
  }

  @Test
  void whatNobodyWritesHoldsNobodyBack() throws Exception {
    try (var harness = harness(Input.OPTIONAL)) {
      harness.open();
      harness.processElement(Arrival.assigned(TOPIC, 0, true, true), 0);
      harness.processElement(Arrival.assigned(TOPIC, 1, true, false), 0);
      assertThat(harness.getOutput()).containsExactly(WatermarkStatus.IDLE);
      harness.processElement(in(1, mark(6_000)), 0);
      assertThat(watermarks(harness)).as("of the one that is written now").containsExactly(5_999L);
      harness.processElement(mark(6_500), 0);
      harness.processElement(in(1, mark(7_000)), 0);
      assertThat(watermarks(harness)).as("of both").containsExactly(5_999L, 6_499L);
    }
  }

  @Test
  void telemetryThatNobodyWritesHoldsNobodyBackForLong() throws Exception {
    try (var harness = harness(Input.TELEMETRY)) {
      harness.open();
      harness.processElement(Arrival.assigned(TOPIC, 0, true, false), 0);
      harness.setProcessingTime(20_000);
      assertThat(harness.getOutput()).isEmpty();
      harness.setProcessingTime(40_000);
      assertThat(harness.getOutput()).containsExactly(WatermarkStatus.IDLE);
    }
  }

  @Test
  void whatAnotherJobWritesIsWaitedFor() throws Exception {
    try (var harness = harness(Input.DERIVED)) {
      harness.open();
      harness.processElement(Arrival.assigned(TOPIC, 0, true, true), 0);
      harness.processElement(Arrival.assigned(TOPIC, 1, true, false), 0);
      harness.processElement(in(1, mark(6_000)), 0);
      harness.setProcessingTime(2 * PartitionClocks.LOST_MS);
      assertThat(harness.getOutput()).isEmpty();
    }
  }

  @Test
  void telemetryThatAllWritersHaveLeftHoldsNobodyBackForLong() throws Exception {
    try (var harness = harness(Input.TELEMETRY)) {
      harness.open();
      harness.processElement(Arrival.assigned(TOPIC, 0, false, true), 0);
      harness.processElement(Arrival.assigned(TOPIC, 1, false, false), 0);
      Arrival last = mark(5_000);
      Objects.requireNonNull(last.mark).last = true;
      harness.processElement(last, 0);
      harness.processElement(in(1, mark(9_000)), 0);
      assertThat(watermarks(harness)).containsExactly(4_999L);
      harness.setProcessingTime(40_000);
      assertThat(watermarks(harness)).containsExactly(4_999L, 8_999L);
      assertThat(harness.getOutput()).doesNotContain(WatermarkStatus.IDLE);
    }
  }

  @Test
  void controlPartitionsThatSayNothingHoldNobodyBackForLong() throws Exception {
    try (var harness = harness(Input.CONTROL)) {
      harness.open();
      harness.processElement(Arrival.assigned(TOPIC, 0, false, true), 0);
      harness.processElement(Arrival.assigned(TOPIC, 1, false, false), 0);
      harness.setProcessingTime(20_000);
      harness.processElement(setting("first", 7_000), 0);
      assertThat(watermarks(harness)).isEmpty();
      harness.setProcessingTime(40_000);
      assertThat(watermarks(harness)).containsExactly(6_999L);
      assertThat(harness.getOutput()).doesNotContain(WatermarkStatus.IDLE);
      harness.setProcessingTime(60_000);
      assertThat(harness.getOutput()).contains(WatermarkStatus.IDLE);
      harness.processElement(setting("second", 9_000), 0);
      assertThat(harness.getOutput()).contains(WatermarkStatus.ACTIVE);
      assertThat(watermarks(harness)).containsExactly(6_999L, 8_999L);
    }
  }

  private static List<Long> watermarks(OneInputStreamOperatorTestHarness<?, ?> harness) {
    return harness.getOutput().stream()
        .filter(Watermark.class::isInstance)
        .map(out -> ((Watermark) out).getTimestamp())
        .toList();
  }

  private static Arrival in(int partition, Arrival arrival) {
    arrival.partition = partition;
    return arrival;
  }

  @Test
  void lateControlInputTakesEffectAtTheClock() throws Exception {
    try (var harness = harness(Input.CONTROL)) {
      harness.open();
      harness.processElement(mark(5_000), 0);
      harness.processElement(setting("late", 1_000), 0);

      assertThat(harness.extractOutputValues()).containsExactly("late@5000");
    }
  }

  @Test
  void whatCannotBeReadGoesAsideWithItsBytesAndPlace() throws Exception {
    try (var harness = harness(Input.CONTROL)) {
      harness.open();
      Arrival broken = arrival(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
      broken.offset = 42;
      harness.processElement(broken, 0);

      Outgoing aside = harness.getSideOutput(Decode.REJECTED).peek().getValue();
      Rejected rejected = (Rejected) codec.decode(aside.value);
      assertThat(rejected.getReason()).isEqualTo("magic");
      assertThat(rejected.getOffset()).isEqualTo(42);
      assertThat(rejected.getPayload().remaining()).isEqualTo(11);
      assertThat(harness.extractOutputValues()).isEmpty();
    }
  }

  @Test
  void whatAMappingCannotReadGoesAsideToo() throws Exception {
    try (var harness = harness(Input.CONTROL)) {
      harness.open();
      harness.processElement(setting("unreadable", 1_000), 0);
      harness.processElement(setting("next", 2_000), 0);

      Outgoing aside = harness.getSideOutput(Decode.REJECTED).peek().getValue();
      assertThat(((Rejected) codec.decode(aside.value)).getReason()).isEqualTo("value");
      assertThat(harness.extractOutputValues()).containsExactly("next@2000");
    }
  }

  private static OneInputStreamOperatorTestHarness<Arrival, String> harness(Input input)
      throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new Decode<>(
            "test",
            Map.of("bootstrap.servers", "nowhere:1"),
            input,
            Duration.ofSeconds(30),
            LATENESS,
            DecodeTest::text,
            null));
  }

  private static String text(SpecificRecordBase record, Position position)
      throws UnreadableRecordException {
    if (((Setting) record).getValue().equals("unreadable")) {
      throw new UnreadableRecordException("value", "it makes no sense");
    }
    return ((Setting) record).getValue() + "@" + position.timeMs();
  }

  private Arrival setting(String value, long timeMs) {
    return arrival(
        codec.encode(
            Setting.newBuilder().setTime(Instant.ofEpochMilli(timeMs)).setValue(value).build()));
  }

  private static Arrival mark(long timeMs) {
    Arrival arrival = arrival(new byte[0]);
    arrival.mark = new WriterMark();
    arrival.mark.writer = "w";
    arrival.mark.timeMs = timeMs;
    return arrival;
  }

  private static Arrival arrival(byte[] value) {
    Arrival arrival = new Arrival();
    arrival.topic = TOPIC;
    arrival.value = value;
    return arrival;
  }
}
