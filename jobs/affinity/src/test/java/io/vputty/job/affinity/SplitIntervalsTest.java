package io.vputty.job.affinity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.mapping.VolumeInterval;
import io.vputty.mapping.VolumeInterval.IoCount;
import io.vputty.mapping.VolumeInterval.VolumeCount;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;

class SplitIntervalsTest {

  private static final long PANE = 1_000;

  @Test
  void cutsEvenlyAtTheEndsOfPanes() {
    List<EdgePane> panes =
        split(interval(9_500, 11_500, new IoCount(8_000, 8), new IoCount(4_000, 4)));

    assertThat(panes).extracting(pane -> pane.paneEndMs).containsExactly(10_000L, 11_000L, 12_000L);
    assertThat(panes)
        .extracting(pane -> pane.sums.bytes[0])
        .containsExactly(3_000L, 6_000L, 3_000L);
    assertThat(panes).extracting(pane -> pane.writtenBytes).containsExactly(1_000L, 2_000L, 1_000L);
    assertThat(panes).extracting(pane -> pane.writeOperations).containsExactly(1L, 2L, 1L);
    assertThat(panes)
        .extracting(EdgePane::key)
        .containsOnly(new EdgeKey(EdgeKind.STORAGE, "g1", "vol"));
    assertThat(panes).extracting(pane -> pane.kind).containsOnly(EdgeKind.STORAGE);
  }

  @Test
  void anIntervalOfOnePaneStaysWhole() {
    List<EdgePane> panes = split(interval(9_000, 10_000, new IoCount(7, 1), new IoCount(0, 0)));

    assertThat(panes).singleElement().returns(10_000L, pane -> pane.paneEndMs);
  }

  @Test
  void partsAddUpAndNoneHasBytesWithoutOperations() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      long start = random.nextInt(10_000);
      long end = start + 1 + random.nextInt(7_000);
      IoCount read = count(random);
      IoCount written = count(random);
      List<EdgePane> panes = split(interval(start, end, read, written));

      long bytes = 0;
      long operations = 0;
      long writtenBytes = 0;
      for (EdgePane pane : panes) {
        assertThat(pane.sums.sampleCount()).isPositive();
        bytes += pane.sums.bytes[0];
        operations += pane.sums.sampleCount();
        writtenBytes += pane.writtenBytes;
      }
      assertThat(bytes).isEqualTo(read.bytes() + written.bytes());
      assertThat(operations).isEqualTo(read.operations() + written.operations());
      assertThat(writtenBytes).isEqualTo(written.bytes());
    }
  }

  private static IoCount count(Random random) {
    long operations = random.nextInt(4) == 0 ? 0 : random.nextInt(50);
    return new IoCount(operations == 0 ? 0 : random.nextInt(1 << 30), operations);
  }

  private static VolumeInterval interval(long start, long end, IoCount read, IoCount written) {
    return new VolumeInterval(start, end, "g1", List.of(new VolumeCount("vol", read, written)), 0);
  }

  private static List<EdgePane> split(VolumeInterval interval) {
    List<EdgePane> panes = new ArrayList<>();
    new SplitIntervals(PANE).flatMap(interval, new ListCollector<>(panes));
    return panes;
  }
}
