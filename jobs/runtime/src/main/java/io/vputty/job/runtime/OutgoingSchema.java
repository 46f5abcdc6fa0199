package io.vputty.job.runtime;

import io.vputty.schema.Mark;
import io.vputty.schema.RecordHeaders;
import io.vputty.schema.Topic;
import io.vputty.schema.TopicWriter;
import io.vputty.schema.Topics;
import io.vputty.schema.trust.KeyFileException;
import io.vputty.schema.trust.SigningKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Outgoing records to the partition they name, those that tell of a plan signed if there is a key;
 * announces the topic's schemas before the first.
 */
final class OutgoingSchema implements KafkaRecordSerializationSchema<Outgoing> {

  private static final long serialVersionUID = 1L;

  private final String topicName;
  private final String shortName;
  private final Map<String, String> kafka;
  private final String signingKey;
  private transient @Nullable SigningKey key;

  /**
   * Makes the schema; nothing is read before it opens.
   *
   * @param signingKey file with the key that signs; empty for none
   */
  OutgoingSchema(Topic topic, Map<String, String> kafka, String signingKey) {
    this.topicName = topic.name();
    this.shortName = topic.shortName();
    this.kafka = kafka;
    this.signingKey = signingKey;
  }

  @Override
  public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext)
      throws KeyFileException {
    if (!signingKey.isEmpty()) {
      key = SigningKey.read(Path.of(signingKey));
    }
    Topic topic = Topics.find(shortName).orElseThrow();
    Schema record = SpecificData.get().getSchema(topic.record());
    try (TopicWriter writer = new TopicWriter(kafka, "schemas", 0)) {
      writer.announce(List.of(record, Mark.getClassSchema()));
    }
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Outgoing outgoing, KafkaSinkContext context, Long timestamp) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topicName, outgoing.partition, outgoing.timeMs, outgoing.key, outgoing.value);
    RecordHeaders.add(outgoing.headers, record.headers());
    if (key != null && outgoing.headers.containsKey(RecordHeaders.PLAN_ID)) {
      RecordHeaders.add(key.sign(outgoing.value), record.headers());
    }
    return record;
  }
}
