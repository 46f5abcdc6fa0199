package io.vputty.job.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.schema.RecordHeaders;
import io.vputty.schema.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class OutgoingSchemaTest {

  private final OutgoingSchema schema =
      new OutgoingSchema(Topics.PLANS, Map.of("bootstrap.servers", "none"), "");

  @Test
  void writesTheHeadersInTheOrderOfTheirNames() {
    Outgoing outgoing =
        Outgoing.of("east", 3, 1_000, new byte[] {1}).with(Map.of("b", "zwei", "a", "1"));

    ProducerRecord<byte[], byte[]> record = schema.serialize(outgoing, new NoContext(), 0L);

    assertThat(record.partition()).isEqualTo(3);
    assertThat(record.timestamp()).isEqualTo(1_000);
    assertThat(record.key()).isEqualTo("east".getBytes(StandardCharsets.UTF_8));
    assertThat(record.headers().toArray())
        .extracting(header -> header.key() + new String(header.value(), StandardCharsets.UTF_8))
        .containsExactly("a1", "bzwei");
  }

  @Test
  void headersOutliveACheckpoint() throws Exception {
    TypeSerializer<Outgoing> serializer =
        TypeInformation.of(Outgoing.class).createSerializer(new SerializerConfigImpl());
    Outgoing outgoing =
        Outgoing.of("east", 3, 1_000, new byte[] {1}).with(Map.of(RecordHeaders.PLAN_ID, "p"));
    DataOutputSerializer out = new DataOutputSerializer(64);

    serializer.serialize(outgoing, out);
    Outgoing restored = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));

    assertThat(restored.headers).isEqualTo(Map.of(RecordHeaders.PLAN_ID, "p"));
  }

  private static final class NoContext implements KafkaRecordSerializationSchema.KafkaSinkContext {
    @Override
    public int getParallelInstanceId() {
      return 0;
    }

    @Override
    public int getNumberOfParallelInstances() {
      return 1;
    }

    @Override
    public int[] getPartitionsForTopic(String topic) {
      return new int[] {0};
    }
  }
}
