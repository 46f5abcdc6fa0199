package io.vputty.job.affinity;

import static io.vputty.job.affinity.Fixtures.AGENT_A;
import static io.vputty.job.affinity.Fixtures.AGENT_B;
import static io.vputty.job.affinity.Fixtures.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.vputty.mapping.FlowSecond;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class PaneCombinerTest {

  private static final long PANE = 10_000;

  @Test
  void addsUpTheSecondsOfAPaneAndPassesThemOnAtItsEnd() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement(second(0, AGENT_A, 1, 2, 3), 0);
      harness.processElement(second(9_000, AGENT_A, 1, 2, 4), 0);
      harness.processElement(second(9_000, AGENT_A, 1, 99, 1), 0);
      harness.processElement(second(10_000, AGENT_A, 1, 2, 5), 0);
      harness.processWatermark(9_998);
      assertThat(harness.extractOutputValues()).isEmpty();

      harness.processWatermark(9_999);

      assertThat(sightings(harness))
          .extracting(s -> s.paneEndMs, s -> s.destinationMac, s -> s.samples)
          .containsExactlyInAnyOrder(tuple(PANE, 2L, 7L), tuple(PANE, 99L, 1L));
      assertThat(harness.getSideOutput(PaneCombiner.AGENTS))
          .singleElement()
          .extracting(record -> record.getValue())
          .returns(AGENT_A, report -> report.agent)
          .returns(8L, report -> report.arrived)
          .returns(800L, report -> report.packets);
    }
  }

  @Test
  void keepsNothingOverACheckpoint() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement(second(0, AGENT_A, 1, 2, 3), 0);
      harness.prepareSnapshotPreBarrier(1);

      assertThat(sightings(harness)).singleElement().returns(3L, sighting -> sighting.samples);
    }
  }

  @Test
  void whatComesLateTakesEffectWithALaterPane() throws Exception {
    try (var harness = harness()) {
      harness.open();
      FlowSecond late = second(9_000, AGENT_A, 1, 2, 3);
      late.clockMs = 20_500;
      harness.processElement(late, 0);
      harness.processWatermark(29_999);

      assertThat(harness.extractOutputValues())
          .singleElement()
          .returns(30_000L, block -> block.atMs);
      assertThat(sightings(harness)).singleElement().returns(PANE, sighting -> sighting.paneEndMs);
    }
  }

  @Test
  void leavesOutWhatGoesToManyAtOnce() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement(second(0, AGENT_A, 1, 0xFFFF_FFFF_FFFFL, 3), 0);
      harness.processWatermark(9_999);

      assertThat(harness.extractOutputValues()).isEmpty();
    }
  }

  @Test
  void addsUpThousandsOfPairsAsAMapWould() throws Exception {
    Random random = new Random(7);
    Map<String, Long> expected = new HashMap<>();
    try (var harness = harness()) {
      harness.open();
      for (int i = 0; i < 20_000; i++) {
        long from = random.nextLong(1, 101);
        long to = random.nextLong(1, 101);
        String agent = random.nextBoolean() ? AGENT_A : AGENT_B;
        long samples = random.nextInt(5);
        harness.processElement(second(random.nextInt(10) * 1_000L, agent, from, to, samples), 0);
        expected.merge(agent + ">" + from + ">" + to, samples, Long::sum);
      }
      harness.processWatermark(9_999);

      Map<String, Long> actual = new HashMap<>();
      for (Sighting s : sightings(harness)) {
        actual.merge(s.agent + ">" + s.sourceMac + ">" + s.destinationMac, s.samples, Long::sum);
        assertThat(s.bytes).isEqualTo(s.samples * Fixtures.FRAME);
      }
      assertThat(actual).isEqualTo(expected);
      assertThat(harness.extractOutputValues()).hasSizeLessThanOrEqualTo(Buckets.COUNT);
    }
  }

  private static List<Sighting> sightings(
      OneInputStreamOperatorTestHarness<FlowSecond, PaneBlock> harness) throws Exception {
    List<Sighting> sightings = new ArrayList<>();
    for (PaneBlock block : harness.extractOutputValues()) {
      DataInputDeserializer rows = new DataInputDeserializer(block.rows);
      while (rows.available() > 0) {
        sightings.add(Sighting.read(rows));
      }
    }
    return sightings;
  }

  private static OneInputStreamOperatorTestHarness<FlowSecond, PaneBlock> harness()
      throws Exception {
    return new OneInputStreamOperatorTestHarness<>(new PaneCombiner(PANE));
  }
}
