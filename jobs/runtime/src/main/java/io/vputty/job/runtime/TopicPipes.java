package io.vputty.job.runtime;

import io.vputty.schema.Codec;
import io.vputty.schema.Partitioning;
import io.vputty.schema.RecordHeaders;
import io.vputty.schema.Rejected;
import io.vputty.schema.Topic;
import io.vputty.schema.Topics;
import io.vputty.schema.access.Role;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/**
 * Topics into and out of one job. Sources read committed records from the beginning, or from where
 * the restored checkpoint stood; sinks write exactly once. The job's name goes into uids,
 * transactional ids and marks, and never changes.
 */
public final class TopicPipes {

  /** How a source treats records behind their partition's clock, and partitions that are silent. */
  public enum Input {
    /**
     * Marked by another job, which is waited for; a record that comes behind a mark is dropped and
     * counted.
     */
    DERIVED,
    /**
     * The same of collectors, which come and go: a partition that all of them have left, or to
     * which nobody has ever written, holds nobody back for long, nor does one that has been silent
     * for ten minutes.
     */
    TELEMETRY,
    /** The same of collectors that few have: what nobody has ever written is not waited for. */
    OPTIONAL,
    /**
     * Also written by hand: records advance time themselves, and a late one takes effect at once.
     */
    CONTROL
  }

  /** The key and the record that a value goes out as. */
  public interface Outlet<T> extends Serializable {
    String key(T value);

    /** The key that decides the partition; the record's own unless the topic says otherwise. */
    default String partitionKey(T value) {
      return key(value);
    }

    /** Event time, ms: a multiple of the pane. */
    long timeMs(T value);

    SpecificRecordBase record(T value);

    /** File with the key that signs its records, read where they are written; empty signs none. */
    default String signingKey() {
      return "";
    }
  }

  /** Longer than the longest recovery, and at most the broker's default limit. */
  private static final int TRANSACTION_TIMEOUT_MS = 15 * 60_000;

  private final StreamExecutionEnvironment env;
  private final JobSettings settings;
  private final String job;

  public TopicPipes(StreamExecutionEnvironment env, JobSettings settings, String job) {
    this.env = env;
    this.settings = settings;
    this.job = job;
  }

  /** What a topic carries, mapped; watermarks follow the marks of its writers. */
  public <T> SingleOutputStreamOperator<T> read(
      Topic topic, Input input, TypeInformation<T> type, Decode.Mapping<T> mapping) {
    return read(topic, input, Duration.ZERO, type, mapping, null);
  }

  /**
   * The same, taking records that come late.
   *
   * @param lateness how far behind its partition's clock a record may come
   * @param direct how to read records of one schema faster; null if there are few
   */
  public <T> SingleOutputStreamOperator<T> read(
      Topic topic,
      Input input,
      Duration lateness,
      TypeInformation<T> type,
      Decode.Mapping<T> mapping,
      Decode.@Nullable Direct<T> direct) {
    String name = topic.shortName();
    SingleOutputStreamOperator<T> decoded =
        env.fromSource(
                source(topic, input),
                WatermarkStrategy.noWatermarks(),
                "read " + topic.name(),
                TypeInformation.of(Arrival.class))
            .uid("read-" + name)
            .transform(
                "decode " + name,
                type,
                new Decode<>(
                    job,
                    settings.kafka(),
                    input,
                    settings.idleTimeout(),
                    lateness.toMillis(),
                    mapping,
                    direct))
            .uid("decode-" + name);
    rejectEncoded(decoded.getSideOutput(Decode.REJECTED), name);
    return decoded;
  }

  /**
   * Writes streams exactly once, in order and with marks.
   *
   * @param streams each encoded where its records are made
   * @param leadMs how far before a pane's end its records are made, ms; see {@link MarkedOutput}
   */
  public <T> void write(List<DataStream<T>> streams, Topic topic, long leadMs, Outlet<T> outlet) {
    Topic output = settings.output(topic);
    int partitions = settings.partitions(output);
    String name = topic.shortName();
    List<DataStream<Outgoing>> encoded = new ArrayList<>();
    for (DataStream<T> stream : streams) {
      String number = encoded.isEmpty() ? "" : "-" + encoded.size();
      encoded.add(
          stream
              .map(new Encode<>(outlet, partitions))
              .returns(Outgoing.class)
              .name("encode " + name)
              .uid("encode-" + name + number));
    }
    encoded.stream()
        .reduce((one, other) -> one.union(other))
        .orElseThrow()
        .partitionCustom(MarkedOutput::owner, outgoing -> outgoing.partition)
        .transform(
            "order and mark " + name,
            TypeInformation.of(Outgoing.class),
            new MarkedOutput(job, partitions, settings.paneMs(), leadMs))
        .uid("order-" + name)
        .sinkTo(sink(output, outlet.signingKey()))
        .name("write " + output.name())
        .uid("write-" + name);
  }

  private AnnouncingSource source(Topic topic, Input input) {
    return new AnnouncingSource(
        KafkaSource.<Arrival>builder()
            .setTopics(topic.name())
            .setProperties(properties())
            .setGroupId(Role.group(job) + beside())
            .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
            .setStartingOffsets(start(input))
            .setDeserializer(new ArrivalSchema())
            .build(),
        properties());
  }

  /** People and inventories are never begun in the middle: what they said last holds. */
  private OffsetsInitializer start(Input input) {
    return settings
        .startFrom()
        .filter(from -> input != Input.CONTROL)
        .map(from -> OffsetsInitializer.timestamp(from.toEpochMilli()))
        .orElseGet(OffsetsInitializer::earliest);
  }

  /** What tells a job that writes another version from the one that it runs beside. */
  private String beside() {
    String version = settings.output(Topics.PLANS).version();
    return version.equals(Topics.PLANS.version()) ? "" : "-" + version;
  }

  private KafkaSink<Outgoing> sink(Topic topic, String signingKey) {
    return KafkaSink.<Outgoing>builder()
        .setKafkaProducerConfig(properties())
        .setProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "" + TRANSACTION_TIMEOUT_MS)
        .setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4")
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(Role.transactions(job) + topic.shortName() + beside())
        .setRecordSerializer(new OutgoingSchema(topic, settings.kafka(), signingKey))
        .build();
  }

  /**
   * Tells what the job could not make sense of, as {@link Rejected}.
   *
   * @param name where it came from, for uids
   */
  public <T> void reject(DataStream<T> stream, String name, Outlet<T> outlet) {
    rejectEncoded(
        stream
            .map(new Encode<>(outlet, settings.partitions(Topics.REJECTED)))
            .returns(Outgoing.class)
            .name("encode rejected " + name)
            .uid("encode-rejected-" + name),
        name);
  }

  /** Outside any transaction, so that a stalled job still tells what it could not read. */
  private void rejectEncoded(DataStream<Outgoing> rejected, String from) {
    rejected
        .sinkTo(
            KafkaSink.<Outgoing>builder()
                .setKafkaProducerConfig(properties())
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(new OutgoingSchema(Topics.REJECTED, settings.kafka(), ""))
                .build())
        .name("reject " + from)
        .uid("reject-" + from);
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.putAll(settings.kafka());
    return properties;
  }

  private static final class Encode<T> extends RichMapFunction<T, Outgoing> {
    private static final long serialVersionUID = 1L;

    private final Outlet<T> outlet;
    private final int partitions;
    private transient Codec codec;

    @SuppressWarnings("NullAway.Init") // the codec is made in open
    Encode(Outlet<T> outlet, int partitions) {
      this.outlet = outlet;
      this.partitions = partitions;
    }

    @Override
    public void open(OpenContext context) {
      codec = new Codec();
    }

    @Override
    public Outgoing map(T value) {
      int partition = Partitioning.partition(outlet.partitionKey(value), partitions);
      SpecificRecordBase record = outlet.record(value);
      return Outgoing.of(outlet.key(value), partition, outlet.timeMs(value), codec.encode(record))
          .with(RecordHeaders.of(record));
    }
  }
}
