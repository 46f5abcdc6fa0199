package io.vputty.job.affinity;

import static io.vputty.job.affinity.Fixtures.AGENT_A;
import static io.vputty.job.affinity.Fixtures.G1_TO_G2;
import static io.vputty.job.affinity.Fixtures.G1_TO_STRANGER;
import static io.vputty.job.affinity.Fixtures.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.vputty.mapping.FlowSecond;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class PaneCombinerTest {

  private static final long PANE = 10_000;

  @Test
  void addsUpTheSecondsOfAPaneAndPassesThemOnAtItsEnd() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement(second(0, AGENT_A, G1_TO_G2, 3), 0);
      harness.processElement(second(9_000, AGENT_A, G1_TO_G2, 4), 0);
      harness.processElement(second(9_000, AGENT_A, G1_TO_STRANGER, 1), 0);
      harness.processElement(second(10_000, AGENT_A, G1_TO_G2, 5), 0);
      harness.processWatermark(9_998);
      assertThat(harness.extractOutputValues()).isEmpty();

      harness.processWatermark(9_999);

      assertThat(harness.extractOutputValues())
          .extracting(sighting -> sighting.paneEndMs, sighting -> sighting.sums.sampleCount())
          .containsExactlyInAnyOrder(tuple(PANE, 7L), tuple(PANE, 1L));
    }
  }

  @Test
  void keepsNothingOverACheckpoint() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement(second(0, AGENT_A, G1_TO_G2, 3), 0);
      harness.prepareSnapshotPreBarrier(1);

      assertThat(harness.extractOutputValues())
          .singleElement()
          .extracting(sighting -> sighting.sums.sampleCount())
          .isEqualTo(3L);
    }
  }

  private static OneInputStreamOperatorTestHarness<FlowSecond, Sighting> harness()
      throws Exception {
    return new OneInputStreamOperatorTestHarness<>(new PaneCombiner(PANE));
  }
}
