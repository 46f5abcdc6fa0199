package io.vputty.job.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.schema.Codec;
import io.vputty.schema.Rejected;
import io.vputty.schema.Setting;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class DecodeTest {

  private static final String TOPIC = "vputty.settings.v1";
  private final Codec codec = new Codec();

  @Test
  void telemetryBehindItsPartitionsClockIsDroppedEvenAfterARestart() throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness(true)) {
      harness.open();
      harness.processElement(mark(5_000), 0);
      harness.processElement(setting("on time", 5_000), 0);
      harness.processElement(setting("late", 4_999), 0);
      state = harness.snapshot(1, 1);
      assertThat(harness.extractOutputValues()).containsExactly("on time@5000");
    }
    try (var harness = harness(true)) {
      harness.initializeState(state);
      harness.open();
      harness.processElement(setting("late too", 4_000), 0);
      harness.processElement(setting("next", 6_000), 0);

      assertThat(harness.extractOutputValues()).containsExactly("next@6000");
    }
  }

  @Test
  void lateControlInputTakesEffectAtTheClock() throws Exception {
    try (var harness = harness(false)) {
      harness.open();
      harness.processElement(mark(5_000), 0);
      harness.processElement(setting("late", 1_000), 0);

      assertThat(harness.extractOutputValues()).containsExactly("late@5000");
    }
  }

  @Test
  void whatCannotBeReadGoesAsideWithItsBytesAndPlace() throws Exception {
    try (var harness = harness(false)) {
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

  private static OneInputStreamOperatorTestHarness<Arrival, String> harness(boolean dropLate)
      throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new ProcessOperator<>(
            new Decode<>(
                "test", Map.of("bootstrap.servers", "nowhere:1"), dropLate, DecodeTest::text)));
  }

  private static String text(SpecificRecordBase record, Position position) {
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
