package io.vputty.job.affinity;

import static io.vputty.job.affinity.Fixtures.pane;
import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.model.graph.Completeness;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class EdgeHistoryTest {

  private static final String ID = "00000000-0000-4000-8000-000000000001";

  @Test
  void isReadAsItWasWritten() throws Exception {
    EdgeHistory history = EdgeHistory.of(pane("g1", "g2", 3_000, 5));
    history.add(pane("g1", "g2", 3_000, 5));
    history.add(pane("g1", "g2", 1_000, 4));
    history.add(pane("g1", "g2", 3_000, 2));
    history.change(1_000L);
    history.told = Completeness.PARTIAL;
    DataOutputSerializer out = new DataOutputSerializer(1);
    history.write(out);

    EdgeHistory read = EdgeHistory.read(new DataInputDeserializer(out.getCopyOfBuffer()));

    assertThat(read)
        .usingRecursiveComparison()
        .ignoringFieldsMatchingRegexes(".*atMs")
        .isEqualTo(history);
    assertThat(read.panes).extracting(pane -> pane.sums.sampleCount()).containsExactly(4L, 7L);
  }

  /** What the operator's documentation states. */
  @Test
  void takesAsManyBytesAsStated() throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(1);
    EdgeHistory history = EdgeHistory.of(pane(ID, ID, 1_000, 1));
    history.write(out);
    assertThat(out.length()).isEqualTo(18 + 2 * ID.length());

    out.clear();
    for (int pane = 1; pane <= 9; pane++) {
      history.add(pane(ID, ID, pane * 1_000L, 1));
    }
    history.write(out);
    assertThat(out.length()).isEqualTo(18 + 2 * ID.length() + 9 * 66);
  }
}
