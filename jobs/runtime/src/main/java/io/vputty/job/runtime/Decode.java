package io.vputty.job.runtime;

import io.vputty.schema.Codec;
import io.vputty.schema.Rejected;
import io.vputty.schema.SchemaTopic;
import io.vputty.schema.UnreadableRecordException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Arrivals to records of the model, chained to their source. What cannot be read goes to {@link
 * #REJECTED}; a record behind its own partition's clock is late: telemetry is then dropped and
 * counted, control input takes effect at the clock.
 *
 * @param <T> what the records become
 */
@SuppressWarnings("NullAway.Init") // Flink makes the transient parts when the operator opens
public final class Decode<T> extends ProcessFunction<Arrival, T> implements CheckpointedFunction {

  /** What a record becomes; null leaves it out. */
  @FunctionalInterface
  public interface Mapping<T> extends Serializable {
    @Nullable T map(SpecificRecordBase record, Position position);
  }

  static final OutputTag<Outgoing> REJECTED = new OutputTag<>("rejected") {};

  private static final long serialVersionUID = 1L;
  private static final String TIME = "time";
  private static final int REJECTED_BYTES = 100_000;

  private final String reader;
  private final Map<String, String> kafka;
  private final boolean dropLate;
  private final Mapping<T> mapping;

  private transient Map<String, PartitionClock> clocks;
  private transient ListState<WriterMark> rows;
  private transient SchemaTopic schemas;
  private transient Codec codec;
  private transient Counter decoded;
  private transient Counter late;
  private transient Counter rejected;

  Decode(String reader, Map<String, String> kafka, boolean dropLate, Mapping<T> mapping) {
    this.reader = reader;
    this.kafka = kafka;
    this.dropLate = dropLate;
    this.mapping = mapping;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    clocks = new HashMap<>();
    rows =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("clocks", WriterMark.class));
    for (WriterMark row : rows.get()) {
      clock(row.topic, row.partition).restore(row);
    }
  }

  @Override
  public void open(OpenContext context) {
    schemas = new SchemaTopic(kafka);
    codec = new Codec(schemas);
    decoded = getRuntimeContext().getMetricGroup().counter("decoded");
    late = getRuntimeContext().getMetricGroup().counter("late");
    rejected = getRuntimeContext().getMetricGroup().counter("rejected");
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    rows.clear();
    for (Map.Entry<String, PartitionClock> clock : clocks.entrySet()) {
      int separator = clock.getKey().lastIndexOf('/');
      String topic = clock.getKey().substring(0, separator);
      int partition = Integer.parseInt(clock.getKey().substring(separator + 1));
      rows.addAll(clock.getValue().rows(topic, partition));
    }
  }

  @Override
  public void close() {
    if (schemas != null) {
      schemas.close();
    }
  }

  @Override
  public void processElement(Arrival arrival, Context context, Collector<T> out) {
    PartitionClock clock = clock(arrival.topic, arrival.partition);
    if (arrival.mark != null) {
      clock.onMark(arrival.mark);
    } else if (arrival.value != null) {
      decode(arrival, arrival.value, clock, context, out);
    }
  }

  private void decode(
      Arrival arrival, byte[] value, PartitionClock clock, Context context, Collector<T> out) {
    try {
      SpecificRecordBase record = codec.decode(value);
      long timeMs = time(record, arrival);
      if (dropLate && timeMs < clock.timeMs()) {
        late.inc();
        return;
      }
      emit(record, arrival, Math.max(timeMs, clock.timeMs()), out);
      clock.onRecord(timeMs);
    } catch (UnreadableRecordException e) {
      rejected.inc();
      context.output(REJECTED, reject(arrival, value, e));
    }
  }

  private void emit(SpecificRecordBase record, Arrival arrival, long timeMs, Collector<T> out) {
    String key = arrival.key == null ? "" : arrival.key;
    T mapped =
        mapping.map(
            record, new Position(arrival.topic, arrival.partition, arrival.offset, key, timeMs));
    if (mapped != null) {
      decoded.inc();
      out.collect(mapped);
    }
  }

  private PartitionClock clock(String topic, int partition) {
    return clocks.computeIfAbsent(topic + '/' + partition, name -> new PartitionClock());
  }

  private static long time(SpecificRecordBase record, Arrival arrival) {
    Schema.Field field = record.getSchema().getField(TIME);
    return field != null && record.get(field.pos()) instanceof Instant time
        ? time.toEpochMilli()
        : arrival.timestampMs;
  }

  private Outgoing reject(Arrival arrival, byte[] value, UnreadableRecordException why) {
    Rejected record =
        Rejected.newBuilder()
            .setTime(Instant.ofEpochMilli(arrival.timestampMs))
            .setReader(reader)
            .setSource(arrival.topic)
            .setTopic(arrival.topic)
            .setPartition(arrival.partition)
            .setOffset(arrival.offset)
            .setReason(why.reason())
            .setDetail(String.valueOf(why.getMessage()))
            .setPayload(ByteBuffer.wrap(value, 0, Math.min(value.length, REJECTED_BYTES)))
            .setPayloadLength(value.length)
            .build();
    return Outgoing.of(arrival.topic, 0, arrival.timestampMs, codec.encode(record));
  }
}
