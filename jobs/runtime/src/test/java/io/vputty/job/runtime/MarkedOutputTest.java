package io.vputty.job.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.schema.Codec;
import io.vputty.schema.Mark;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class MarkedOutputTest {

  private static final int PARTITIONS = 4;

  @Test
  void writesAStepInOrderOnceItIsCompleteAndMarksEveryPartition() throws Exception {
    try (var harness = harness(1, 0)) {
      harness.open();
      harness.processElement(outgoing("b", 1, 1_000, 1), 0);
      harness.processElement(outgoing("a", 2, 1_000, 2), 0);
      harness.processElement(outgoing("c", 0, 2_000, 3), 0);
      harness.processWatermark(998);
      assertThat(written(harness)).containsExactly("mark0@1", "mark1@1", "mark2@1", "mark3@1");
      harness.getOutput().clear();

      harness.processWatermark(999);

      assertThat(written(harness))
          .containsExactly(
              "a@1000", "b@1000", "mark0@1001", "mark1@1001", "mark2@1001", "mark3@1001");
    }
  }

  @Test
  void marksOnlyThePartitionsThatTheSubtaskOwns() throws Exception {
    try (var harness = harness(2, 1)) {
      harness.open();
      harness.processWatermark(5_999);

      assertThat(written(harness)).containsExactly("mark1@6001", "mark3@6001");
    }
  }

  @Test
  void carriesTheOpenStepOverARestartToWhoeverOwnsItsPartition() throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness(1, 0)) {
      harness.open();
      harness.processElement(outgoing("even", 2, 1_000, 1), 0);
      harness.processElement(outgoing("odd", 3, 1_000, 1), 0);
      state = harness.snapshot(1, 1);
    }
    List<String> written = new ArrayList<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      try (var harness = harness(2, subtask)) {
        harness.initializeState(
            OneInputStreamOperatorTestHarness.repartitionOperatorState(state, 10, 1, 2, subtask));
        harness.open();
        harness.processWatermark(999);
        written.addAll(written(harness));
      }
    }

    assertThat(written)
        .containsExactly(
            "even@1000", "mark0@1001", "mark2@1001", "odd@1000", "mark1@1001", "mark3@1001");
  }

  private static OneInputStreamOperatorTestHarness<Outgoing, Outgoing> harness(
      int subtasks, int subtask) throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new MarkedOutput("job", PARTITIONS, 1_000, 1), 10, subtasks, subtask);
  }

  private static List<String> written(OneInputStreamOperatorTestHarness<Outgoing, Outgoing> harness)
      throws Exception {
    Codec codec = new Codec();
    List<String> written = new ArrayList<>();
    for (Outgoing outgoing : harness.extractOutputValues()) {
      if (outgoing.value.length > 1 && codec.decode(outgoing.value) instanceof Mark mark) {
        written.add("mark" + outgoing.partition + "@" + mark.getTime().toEpochMilli());
      } else {
        written.add(new String(outgoing.key, StandardCharsets.UTF_8) + "@" + outgoing.timeMs);
      }
    }
    return written;
  }

  private static Outgoing outgoing(String key, int partition, long timeMs, int content) {
    return Outgoing.of(key, partition, timeMs, new byte[] {(byte) content});
  }
}
