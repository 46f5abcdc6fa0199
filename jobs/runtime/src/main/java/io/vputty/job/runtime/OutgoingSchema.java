package io.vputty.job.runtime;

import io.vputty.schema.Mark;
import io.vputty.schema.Topic;
import io.vputty.schema.TopicWriter;
import io.vputty.schema.Topics;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Outgoing records to the partition they name; announces the topic's schemas before the first. */
final class OutgoingSchema implements KafkaRecordSerializationSchema<Outgoing> {

  private static final long serialVersionUID = 1L;

  private final String topicName;
  private final Map<String, String> kafka;

  OutgoingSchema(Topic topic, Map<String, String> kafka) {
    this.topicName = topic.name();
    this.kafka = kafka;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    Topic topic = Topics.find(topicName).orElseThrow();
    Schema record = SpecificData.get().getSchema(topic.record());
    try (TopicWriter writer = new TopicWriter(kafka, "schemas", 0)) {
      writer.announce(List.of(record, Mark.getClassSchema()));
    }
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Outgoing outgoing, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(
        topicName, outgoing.partition, outgoing.timeMs, outgoing.key, outgoing.value);
  }
}
