package io.vputty.app.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vputty.schema.Codec;
import io.vputty.schema.Mark;
import io.vputty.schema.Setting;
import io.vputty.schema.Topic;
import io.vputty.schema.TopicAdmin;
import io.vputty.schema.TopicAdmin.Difference;
import io.vputty.schema.TopicAdmin.Sizing;
import io.vputty.schema.TopicReader;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.TopicWriter;
import io.vputty.schema.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The contract's topics, schemas and marks on a real broker, new for each test. */
@Timeout(120)
final class TopicAdminIT {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path directory;
  private EmbeddedBroker broker;
  private Map<String, Object> kafka;
  private Admin admin;

  @BeforeEach
  void start() throws IOException {
    broker = EmbeddedBroker.start(directory);
    kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
    admin = Admin.create(kafka);
  }

  @AfterEach
  void stop() {
    admin.close();
    broker.close();
  }

  @Test
  void createsEachTopicOnce() {
    TopicAdmin topics = new TopicAdmin(admin, Sizing.DEMO);
    List<String> names = Topics.all().stream().map(Topic::name).toList();
    assertThat(topics.create(Optional.empty())).containsExactlyElementsOf(names);
    assertThat(topics.create(Optional.empty())).isEmpty();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(topics.check()).isEmpty());
  }

  @Test
  void findsWhatDiffersFromTheContract() throws Exception {
    ContractTopics.ensure(kafka, Sizing.DEMO);
    ConfigResource plans = new ConfigResource(ConfigResource.Type.TOPIC, Topics.PLANS.name());
    AlterConfigOp shorter =
        new AlterConfigOp(new ConfigEntry("retention.ms", "60000"), AlterConfigOp.OpType.SET);
    admin.incrementalAlterConfigs(Map.of(plans, List.of(shorter))).all().get();
    admin.deleteTopics(List.of(Topics.DRIFT.name())).all().get();
    Difference[] expected = {
      new Difference("vputty.drift.v1", "topic", "present", "missing"),
      new Difference("vputty.plans.v1", "retention.ms", "7776000000", "60000")
    };
    TopicAdmin topics = new TopicAdmin(admin, Sizing.DEMO);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(topics.check()).containsExactly(expected));
  }

  @Test
  void findsAnotherNumberOfPartitions() {
    ContractTopics.ensure(kafka, Sizing.DEMO);
    assertThat(new TopicAdmin(admin, Sizing.PRODUCTION).check())
        .contains(new Difference("vputty.flows.v1", "partitions", "32", "4"));
  }

  @Test
  void marksReachEveryPartition() throws Exception {
    ContractTopics.ensure(kafka, Sizing.DEMO);
    try (TopicWriter writer = new TopicWriter(kafka, "test", 3)) {
      writer.mark(Topics.FLOWS, TIME).get();
    }
    List<TopicRecord> records = read(Topics.FLOWS, Topics.FLOWS.demoPartitions());
    assertThat(records).extracting(record -> record.position().partition()).contains(0, 1, 2, 3);
    assertThat(records)
        .allSatisfy(
            record -> {
              assertThat(record.key()).isEqualTo(TopicWriter.markKey("test"));
              assertThat(((TopicRecord.Decoded) record).value())
                  .isEqualTo(new Mark("test", TIME, 3L, false));
            });
  }

  @Test
  void readsRecordsOfAWriterWithAnotherSchema() throws Exception {
    ContractTopics.ensure(kafka, Sizing.DEMO);
    Schema theirs = new Schema.Parser().parse(withMood(Setting.getClassSchema()));
    try (TopicWriter writer = new TopicWriter(kafka, "stranger", 1)) {
      writer.announce(List.of(theirs));
    }
    GenericRecord setting =
        new GenericRecordBuilder(theirs).set("name", "pause").set("mood", "hopeful").build();
    send(Topics.SETTINGS, encode(setting));
    assertThat(read(Topics.SETTINGS, 1))
        .singleElement()
        .isInstanceOfSatisfying(
            TopicRecord.Decoded.class,
            record ->
                assertThat(record.value())
                    .isEqualTo(Setting.newBuilder().setName("pause").build()));
  }

  @Test
  void keepsTheBytesOfARecordWhoseSchemaNobodyAnnounced() throws Exception {
    ContractTopics.ensure(kafka, Sizing.DEMO);
    Schema theirs = new Schema.Parser().parse(withMood(Setting.getClassSchema()));
    byte[] bytes = encode(new GenericRecordBuilder(theirs).build());
    send(Topics.SETTINGS, bytes);
    assertThat(read(Topics.SETTINGS, 1))
        .singleElement()
        .isInstanceOfSatisfying(
            TopicRecord.Unreadable.class,
            record -> {
              assertThat(record.bytes()).isEqualTo(bytes);
              assertThat(record.why().reason()).isEqualTo("fingerprint");
            });
  }

  private List<TopicRecord> read(Topic topic, int count) {
    List<TopicRecord> records = new ArrayList<>();
    try (TopicReader reader = new TopicReader(kafka, List.of(topic), TopicReader.Start.BEGINNING)) {
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                records.addAll(reader.poll(POLL));
                return records.size() >= count && reader.caughtUp();
              });
    }
    return records;
  }

  private void send(Topic topic, byte[] bytes) throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic.name(), 0, "key", bytes)).get();
    }
  }

  private static String withMood(Schema schema) {
    return schema
        .toString()
        .replace(
            "\"fields\":[",
            "\"fields\":[{\"name\":\"mood\",\"type\":\"string\",\"default\":\"\"},");
  }

  private static byte[] encode(GenericRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return ByteBuffer.allocate(Codec.HEADER_BYTES + out.size())
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0xC3)
        .put((byte) 0x01)
        .putLong(Codec.fingerprint(record.getSchema()))
        .put(out.toByteArray())
        .array();
  }
}
