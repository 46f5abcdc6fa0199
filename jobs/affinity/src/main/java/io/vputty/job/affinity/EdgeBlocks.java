package io.vputty.job.affinity;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
  private static final int BLOCK_BYTES = 1 << 14;
  private static final int MAX_PANES = 100_000;

  /** The bucket of an edge. */
  interface Bucket extends ToIntFunction<EdgePane>, Serializable {}

  private final Bucket bucket;
  private transient TreeMap<Long, List<EdgePane>> panes;
  private transient DataOutputSerializer rows;
  private transient int held;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  EdgeBlocks(Bucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public void open() throws Exception {
    super.open();
    panes = new TreeMap<>();
    rows = new DataOutputSerializer(BLOCK_BYTES);
  }

  @Override
  public void processElement(StreamRecord<EdgePane> element) throws IOException {
    panes.computeIfAbsent(element.getValue().atMs, at -> new ArrayList<>()).add(element.getValue());
    if (++held >= MAX_PANES) {
      passOn(Long.MAX_VALUE);
    }
  }

  @Override
  public void processWatermark(Watermark watermark) throws Exception {
    passOn(watermark.getTimestamp());
    super.processWatermark(watermark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws IOException {
    passOn(Long.MAX_VALUE);
  }

  @Override
  public void finish() throws Exception {
    passOn(Long.MAX_VALUE);
    super.finish();
  }

  private void passOn(long watermarkMs) throws IOException {
    while (!panes.isEmpty() && panes.firstKey() - 1 <= watermarkMs) {
      Map.Entry<Long, List<EdgePane>> entry = panes.pollFirstEntry();
      List<EdgePane> sorted = entry.getValue();
      held -= sorted.size();
      sorted.sort(Comparator.comparingInt(bucket));
      for (int i = 0; i < sorted.size(); i++) {
        sorted.get(i).write(rows);
        int of = bucket.applyAsInt(sorted.get(i));
        if (i + 1 == sorted.size() || bucket.applyAsInt(sorted.get(i + 1)) != of) {
          PaneBlock block = PaneBlock.of(of, entry.getKey(), rows.getCopyOfBuffer());
          output.collect(new StreamRecord<>(block, entry.getKey() - 1));
          rows.clear();
        }
      }
    }
  }
}
