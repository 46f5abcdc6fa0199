package io.vputty.job.runtime;

import io.vputty.schema.Codec;
import io.vputty.schema.Mark;
import io.vputty.schema.TopicWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The last operator before a sink: holds the records of a step until the watermark has passed it,
 * writes them in the order (time, key, bytes), and marks every partition. A partition is owned by
 * one subtask, so its log is the same after any restart and at any parallelism, and one writer's
 * marks suffice for it.
 *
 * <p>State: the records of the open step, kept as union state so that they find the subtask that
 * owns their partition after a change of parallelism.
 */
@SuppressWarnings("NullAway.Init") // Flink makes the transient parts when the operator opens
final class MarkedOutput extends AbstractStreamOperator<Outgoing>
    implements OneInputStreamOperator<Outgoing, Outgoing> {

  private static final long serialVersionUID = 1L;

  private final String writer;
  private final int partitions;
  private final long stepMs;
  private final long leadMs;

  private transient List<Outgoing> open;
  private transient long marked;
  private transient ListState<Outgoing> openState;
  private transient ListState<Long> markedState;
  private transient Codec codec;

  /**
   * Makes the operator.
   *
   * @param stepMs records bear multiples of this time, ms
   * @param leadMs a step is complete when the watermark is this close to it: 1 where its records
   *     are made at the last millisecond before it, 0 where they are made at it
   */
  MarkedOutput(String writer, int partitions, long stepMs, long leadMs) {
    this.writer = writer;
    this.partitions = partitions;
    this.stepMs = stepMs;
    this.leadMs = leadMs;
  }

  /** Which subtask owns a partition. */
  static int owner(int partition, int subtasks) {
    return partition % subtasks;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    codec = new Codec();
    openState =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("open", Outgoing.class));
    markedState =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("marked", Long.class));
    open = new ArrayList<>();
    for (Outgoing outgoing : openState.get()) {
      if (owned(outgoing.partition)) {
        open.add(outgoing);
      }
    }
    marked = Long.MAX_VALUE;
    for (long restored : markedState.get()) {
      marked = Math.min(marked, restored);
    }
    marked = marked == Long.MAX_VALUE ? Long.MIN_VALUE : marked;
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    openState.update(open);
    markedState.update(List.of(marked));
  }

  @Override
  public void processElement(StreamRecord<Outgoing> element) {
    open.add(element.getValue());
  }

  @Override
  public void processWatermark(Watermark watermark) throws Exception {
    long complete = complete(watermark.getTimestamp());
    if (complete > marked) {
      write(complete);
      if (watermark.getTimestamp() != Long.MAX_VALUE) {
        mark(complete);
      }
      marked = complete;
    }
    super.processWatermark(watermark);
  }

  private long complete(long watermarkMs) {
    if (watermarkMs >= Long.MAX_VALUE - stepMs) {
      return Long.MAX_VALUE;
    }
    return Math.floorDiv(watermarkMs + leadMs, stepMs) * stepMs;
  }

  private void write(long completeMs) {
    List<Outgoing> ready = new ArrayList<>();
    open.removeIf(outgoing -> outgoing.timeMs <= completeMs && ready.add(outgoing));
    ready.sort(MarkedOutput::compare);
    ready.forEach(this::emit);
  }

  private static int compare(Outgoing one, Outgoing other) {
    int order = Long.compare(one.timeMs, other.timeMs);
    if (order == 0) {
      order = Arrays.compareUnsigned(one.key, other.key);
    }
    return order == 0 ? Arrays.compareUnsigned(one.value, other.value) : order;
  }

  /** Says that what follows is later than the step just written. */
  private void mark(long completeMs) {
    Mark mark =
        Mark.newBuilder().setWriter(writer).setTime(Instant.ofEpochMilli(completeMs + 1)).build();
    byte[] value = codec.encode(mark);
    for (int partition = 0; partition < partitions; partition++) {
      if (owned(partition)) {
        emit(Outgoing.of(TopicWriter.markKey(writer), partition, completeMs + 1, value));
      }
    }
  }

  private boolean owned(int partition) {
    int subtasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    return owner(partition, subtasks) == getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
  }

  private void emit(Outgoing outgoing) {
    output.collect(new StreamRecord<>(outgoing, outgoing.timeMs));
  }
}
