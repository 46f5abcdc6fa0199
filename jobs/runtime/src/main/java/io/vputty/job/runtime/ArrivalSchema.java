package io.vputty.job.runtime;

import io.vputty.schema.Codec;
import io.vputty.schema.Mark;
import io.vputty.schema.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Kafka records to arrivals: only marks are decoded here, since watermarks are made inside the
 * source.
 */
final class ArrivalSchema implements KafkaRecordDeserializationSchema<Arrival> {

  private static final long serialVersionUID = 1L;
  private static final long MARK = Codec.fingerprint(Mark.getClassSchema());
  private static final String MARK_KEY = "mark/";

  private transient @Nullable Codec codec;

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    codec = new Codec();
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Arrival> out) {
    Arrival arrival = new Arrival();
    arrival.topic = record.topic();
    arrival.partition = record.partition();
    arrival.offset = record.offset();
    arrival.timestampMs = record.timestamp();
    arrival.value = record.value();
    if (record.key() != null) {
      arrival.key = new String(record.key(), StandardCharsets.UTF_8);
    }
    arrival.mark = mark(arrival);
    out.collect(arrival);
  }

  @Override
  public TypeInformation<Arrival> getProducedType() {
    return TypeInformation.of(Arrival.class);
  }

  /**
   * The mark in it, or null; one that cannot be read is rejected by the operator behind the source.
   */
  private @Nullable WriterMark mark(Arrival arrival) {
    byte[] value = arrival.value;
    if (value == null || codec == null || !Codec.isOf(value, MARK)) {
      return null;
    }
    try {
      return codec.decode(value) instanceof Mark mark ? mark(arrival, mark) : null;
    } catch (UnreadableRecordException e) {
      return null;
    }
  }

  /** A tombstone of a mark's key carries nothing either. */
  static boolean isMarkKey(@Nullable String key) {
    return key != null && key.startsWith(MARK_KEY);
  }

  private static WriterMark mark(Arrival arrival, Mark from) {
    WriterMark mark = new WriterMark();
    mark.topic = arrival.topic;
    mark.partition = arrival.partition;
    mark.writer = from.getWriter();
    mark.epoch = from.getEpoch();
    mark.timeMs = from.getTime().toEpochMilli();
    mark.last = from.getLast();
    return mark;
  }
}
