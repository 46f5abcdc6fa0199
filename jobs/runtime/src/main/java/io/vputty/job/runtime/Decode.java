package io.vputty.job.runtime;

import io.vputty.job.runtime.TopicPipes.Input;
import io.vputty.schema.Codec;
import io.vputty.schema.Rejected;
import io.vputty.schema.Rejections;
import io.vputty.schema.SchemaTopic;
import io.vputty.schema.Topic;
import io.vputty.schema.Topics;
import io.vputty.schema.UnreadableRecordException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Arrivals to records of the model, and marks to watermarks, chained to their source. What cannot
 * be read goes to {@link #REJECTED}; a record behind its own partition's clock is late: control
 * input takes effect at the clock, telemetry too within the lateness allowed; what is later, or
 * comes from another job, is counted and goes to {@link #REJECTED} too.
 *
 * <p>State: the clock of every partition, so that after a restart a partition that says nothing
 * more still stands where it stood.
 *
 * @param <T> what the records become
 */
@SuppressWarnings("NullAway.Init") // Flink makes the transient parts when the operator opens
public final class Decode<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<Arrival, T> {

  /** What a record becomes; null leaves it out. */
  @FunctionalInterface
  public interface Mapping<T> extends Serializable {
    /**
     * Maps one record.
     *
     * @throws UnreadableRecordException if its fields make no sense; it is rejected then
     */
    @Nullable T map(SpecificRecordBase record, Position position) throws UnreadableRecordException;
  }

  /** Reads the records of one schema straight from their bytes, where there are very many. */
  public interface Direct<T> extends Serializable {
    /** The schema's fingerprint. */
    long fingerprint();

    T read(byte[] value) throws UnreadableRecordException;

    /** Event time of what was read, ms. */
    long timeMs(T value);

    /** Says how far its partition had been marked when it came, ms. */
    void cameAt(T value, long clockMs);
  }

  static final OutputTag<Outgoing> REJECTED = new OutputTag<>("rejected") {};

  private static final long serialVersionUID = 1L;
  private static final String TIME = "time";

  private final String reader;
  private final Map<String, String> kafka;
  private final Input input;
  private final long idleMs;
  private final long latenessMs;
  private final Mapping<T> mapping;
  private final @Nullable Direct<T> direct;

  private transient PartitionClocks clocks;
  private transient long watermarkMs;
  private transient boolean idle;
  private transient boolean assigning;
  private transient long openedMs;
  private transient ListState<WriterMark> rows;
  private transient SchemaTopic schemas;
  private transient Codec codec;
  private transient Counter decoded;
  private transient Counter late;
  private transient Counter tooLate;
  private transient Counter rejected;

  /**
   * @param reader name of the job in what it rejects
   * @param kafka client settings, to look up schemas
   * @param idle processing time after which control partitions that say nothing, those that all
   *     writers have left, and a subtask without any partition, hold nobody back
   * @param latenessMs how far behind its partition's clock telemetry may come, ms
   */
  Decode(
      String reader,
      Map<String, String> kafka,
      Input input,
      Duration idle,
      long latenessMs,
      Mapping<T> mapping,
      @Nullable Direct<T> direct) {
    this.reader = reader;
    this.kafka = kafka;
    this.input = input;
    this.idleMs = idle.toMillis();
    this.latenessMs = latenessMs;
    this.mapping = mapping;
    this.direct = direct;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    clocks = new PartitionClocks(input, idleMs);
    rows =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("clocks", WriterMark.class));
    for (WriterMark row : rows.get()) {
      clocks.restore(row);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    schemas = new SchemaTopic(kafka);
    codec = new Codec(schemas);
    decoded = getMetricGroup().counter("decoded");
    late = getMetricGroup().counter("late");
    tooLate = getMetricGroup().counter("tooLate");
    rejected = getMetricGroup().counter("rejected");
    watermarkMs = Long.MIN_VALUE;
    openedMs = now();
    awaitSilence();
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  private void awaitSilence() {
    ScheduledFuture<?> unused =
        getProcessingTimeService()
            .registerTimer(
                now() + Math.max(1, idleMs / 4),
                time -> {
                  tellTime();
                  awaitSilence();
                });
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    rows.update(clocks.rows());
  }

  @Override
  public void close() throws Exception {
    if (schemas != null) {
      schemas.close();
    }
    super.close();
  }

  /** The source's own watermarks say nothing, but that a bounded one has ended. */
  @Override
  public void processWatermark(Watermark watermark) throws Exception {
    if (watermark.getTimestamp() == Long.MAX_VALUE) {
      super.processWatermark(watermark);
    }
  }

  @Override
  public void processElement(StreamRecord<Arrival> element) {
    Arrival arrival = element.getValue();
    if (arrival.assigned) {
      clocks.given(arrival.topic, arrival.partition, arrival.empty, now());
    } else {
      clocks.heard(arrival.topic, arrival.partition, now());
    }
    PartitionClock clock = clocks.of(arrival.topic, arrival.partition);
    long before = clock.timeMs();
    if (arrival.mark != null) {
      clock.onMark(arrival.mark);
    } else if (arrival.value != null) {
      decode(arrival, arrival.value, clock);
    }
    assigning = arrival.moreAssigned;
    if (arrival.assigned || clock.timeMs() > before || idle) {
      tellTime();
    }
  }

  /**
   * Emits what the own partitions agree on. One that its writers mark and have not left is waited
   * for: what it has not told yet is missing.
   */
  private void tellTime() {
    if (assigning) {
      return;
    }
    long nowMs = now();
    boolean silent = clocks.allSilent(nowMs) && (clocks.hasOwn() || nowMs - openedMs >= idleMs);
    if (silent != idle) {
      idle = silent;
      output.emitWatermarkStatus(silent ? WatermarkStatus.IDLE : WatermarkStatus.ACTIVE);
    }
    long timeMs = silent ? Long.MIN_VALUE : clocks.timeMs(nowMs);
    if (timeMs > watermarkMs) {
      watermarkMs = timeMs;
      output.emitWatermark(new Watermark(timeMs - 1));
    }
  }

  private void decode(Arrival arrival, byte[] value, PartitionClock clock) {
    try {
      if (direct != null && Codec.isOf(value, direct.fingerprint())) {
        decodeDirectly(direct, arrival, value, clock);
        return;
      }
      SpecificRecordBase record = topic(arrival).own(codec.decode(value));
      long timeMs = time(record, arrival);
      T mapped = mapping.map(record, position(arrival, timeMs, clock.timeMs()));
      if (mapped != null && isTaken(timeMs, clock, arrival, value)) {
        emit(mapped, arrival);
      }
      if (input == Input.CONTROL) {
        clock.onRecord(timeMs);
      }
    } catch (UnreadableRecordException e) {
      rejected.inc();
      reject(arrival, value, e.reason(), String.valueOf(e.getMessage()));
    }
  }

  private static Topic topic(Arrival arrival) {
    return Topics.find(arrival.topic).orElseThrow();
  }

  private void decodeDirectly(
      Direct<T> reading, Arrival arrival, byte[] value, PartitionClock clock)
      throws UnreadableRecordException {
    T read = reading.read(value);
    long timeMs = reading.timeMs(read);
    if (isTaken(timeMs, clock, arrival, value)) {
      reading.cameAt(read, clock.timeMs());
      emit(read, arrival);
    }
  }

  /** Whether a record comes early enough; one that does not is told. */
  private boolean isTaken(long timeMs, PartitionClock clock, Arrival arrival, byte[] value) {
    if (input == Input.CONTROL || timeMs >= clock.timeMs()) {
      return true;
    }
    long behindMs = clock.timeMs() - timeMs;
    if (behindMs <= latenessMs) {
      late.inc();
      return true;
    }
    tooLate.inc();
    reject(
        arrival,
        value,
        "late",
        "%d ms behind the marks of its partition, %d allowed".formatted(behindMs, latenessMs));
    return false;
  }

  private void emit(T mapped, Arrival arrival) {
    decoded.inc();
    output.collect(new StreamRecord<>(mapped, arrival.timestampMs));
  }

  private static Position position(Arrival arrival, long timeMs, long clockMs) {
    return new Position(
        arrival.topic,
        arrival.partition,
        arrival.offset,
        arrival.key == null ? "" : arrival.key,
        Math.max(timeMs, clockMs),
        clockMs);
  }

  private static long time(SpecificRecordBase record, Arrival arrival) {
    Schema.Field field = record.getSchema().getField(TIME);
    return field != null && record.get(field.pos()) instanceof Instant time
        ? time.toEpochMilli()
        : arrival.timestampMs;
  }

  private void reject(Arrival arrival, byte[] value, String reason, String detail) {
    Rejected record =
        Rejected.newBuilder()
            .setTime(Instant.ofEpochMilli(arrival.timestampMs))
            .setReader(reader)
            .setSource(arrival.topic)
            .setTopic(arrival.topic)
            .setPartition(arrival.partition)
            .setOffset(arrival.offset)
            .setReason(reason)
            .setDetail(detail)
            .setPayload(ByteBuffer.wrap(value, 0, Math.min(value.length, Rejections.MOST_BYTES)))
            .setPayloadLength(value.length)
            .build();
    Outgoing outgoing = Outgoing.of(arrival.topic, 0, arrival.timestampMs, codec.encode(record));
    output.collect(REJECTED, new StreamRecord<>(outgoing, arrival.timestampMs));
  }
}
