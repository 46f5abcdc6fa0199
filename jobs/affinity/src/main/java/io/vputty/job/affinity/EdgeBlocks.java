package io.vputty.job.affinity;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Puts the panes of edges into blocks by bucket before they are shuffled, chained to whoever made
 * them. Keeps no state over a checkpoint, as {@link PaneCombiner} does not.
 */
final class EdgeBlocks extends AbstractStreamOperator<PaneBlock>
    implements OneInputStreamOperator<EdgePane, PaneBlock> {

  private static final long serialVersionUID = 1L;
  private static final int BLOCK_BYTES = 1 << 8;
  private static final int MAX_PANES = 500_000;

  /** The bucket of an edge. */
  interface Bucket extends ToIntFunction<EdgePane>, Serializable {}

  private final Bucket bucket;
  private transient TreeMap<Long, DataOutputSerializer[]> blocks;
  private transient ArrayDeque<DataOutputSerializer[]> spare;
  private transient int held;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  EdgeBlocks(Bucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public void open() throws Exception {
    super.open();
    blocks = new TreeMap<>();
    spare = new ArrayDeque<>();
  }

  @Override
  public void processElement(StreamRecord<EdgePane> element) throws IOException {
    EdgePane pane = element.getValue();
    DataOutputSerializer[] rows = blocks.get(pane.atMs);
    if (rows == null) {
      rows = spare.isEmpty() ? empty() : spare.pop();
      blocks.put(pane.atMs, rows);
    }
    pane.write(rows[bucket.applyAsInt(pane)]);
    if (++held >= MAX_PANES) {
      passOn(Long.MAX_VALUE);
    }
  }

  private static DataOutputSerializer[] empty() {
    DataOutputSerializer[] rows = new DataOutputSerializer[Buckets.COUNT];
    Arrays.setAll(rows, bucket -> new DataOutputSerializer(BLOCK_BYTES));
    return rows;
  }

  @Override
  public void processWatermark(Watermark watermark) throws Exception {
    passOn(watermark.getTimestamp());
    super.processWatermark(watermark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    passOn(Long.MAX_VALUE);
  }

  @Override
  public void finish() throws Exception {
    passOn(Long.MAX_VALUE);
    super.finish();
  }

  private void passOn(long watermarkMs) {
    while (!blocks.isEmpty() && blocks.firstKey() - 1 <= watermarkMs) {
      Map.Entry<Long, DataOutputSerializer[]> entry = blocks.pollFirstEntry();
      DataOutputSerializer[] rows = entry.getValue();
      for (int of = 0; of < rows.length; of++) {
        if (rows[of].length() > 0) {
          PaneBlock block = PaneBlock.of(of, entry.getKey(), rows[of].getCopyOfBuffer());
          output.collect(new StreamRecord<>(block, entry.getKey() - 1));
          rows[of].clear();
        }
      }
      spare.push(rows);
    }
    held = 0;
  }
}
