package io.vputty.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import io.vputty.app.broker.RecordingAuthorizer;
import io.vputty.app.broker.RecordingAuthorizer.Use;
import io.vputty.app.broker.SecuredBroker;
import io.vputty.app.pipeline.OpenParts;
import io.vputty.schema.Topic;
import io.vputty.schema.Topics;
import io.vputty.schema.access.Grant;
import io.vputty.schema.access.KafkaFile;
import io.vputty.schema.access.Role;
import io.vputty.schema.access.Roles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every role on a Kafka with TLS, SCRAM, client certificates and access lists: it can do its work,
 * uses all that it may, and can do nothing else.
 */
@Timeout(300)
class SecuredIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** A record of the contract whose schema nobody has announced: whoever meets it looks for it. */
  private static final byte[] UNKNOWN = {(byte) 0xC3, 1, 9, 9, 9, 9, 9, 9, 9, 9, 1, 2, 3};

  @TempDir static Path directory;

  private static final LogCapture LOG = new LogCapture();
  private static SecuredBroker broker;
  private static final Map<Role, Path> FILES = new LinkedHashMap<>();
  private static final OpenParts PARTS = new OpenParts();
  private static SecuredProcesses processes;

  @BeforeAll
  static void start() throws Exception {
    PARTS.add(LOG);
    broker = SecuredBroker.start(directory.resolve("kafka"), Roles.COLLECTOR_BLKIO.name());
    PARTS.add(broker);
    for (Role role : Roles.all()) {
      boolean certified = role.equals(Roles.COLLECTOR_BLKIO);
      FILES.put(role, certified ? broker.ofCertificate() : broker.user(role.name()));
      broker.grant(role, role.name());
    }
    assertThat(ask(Roles.SETUP, "topics", "create", "--demo").exitCode()).isZero();
    await()
        .atMost(PATIENCE) // the broker hears of a topic a little later than the controller
        .untilAsserted(
            () -> assertThat(ask(Roles.SETUP, "topics", "check", "--demo").out()).contains("all"));
    poison();
    processes = PARTS.add(SecuredProcesses.start(directory.resolve("work"), FILES));
    people();
  }

  @AfterAll
  static void stop() {
    PARTS.close();
  }

  /** One record that nobody can read at the beginning of each topic. */
  private static void poison() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer(broker.admin())) {
      for (Topic topic : Topics.all()) {
        producer.send(new ProducerRecord<>(topic.name(), 0, UNKNOWN, UNKNOWN)).get();
      }
    }
  }

  private static void people() throws Exception {
    SecuredProcesses.plans(broker.admin());
    for (Topic topic : Topics.all()) {
      String name = topic.shortName();
      assertThat(ask(Roles.OPERATOR, "tail", name, "--max", "1", "--from-beginning").exitCode())
          .isZero();
    }
    assertThat(ask(Roles.OPERATOR, "settings", "set", "max-moves", "20").err()).isEmpty();
    assertThat(ask(Roles.OPERATOR, "approve", "plan-one").err()).isEmpty();
    assertThat(ask(Roles.OPERATOR, "doctor").out()).contains("may do all that operator does");
    processes.decide();
    processes.spoilInventory();
  }

  @Test
  void eachRoleDoesItsWorkAndUsesWhatItMay() {
    for (Role role : Roles.all()) {
      if (role.equals(Roles.REPAIR)) {
        continue; // it may put back what anybody has written, and here there is nothing to put back
      }
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(unused(role)).as(role.name()).isEmpty());
    }
    assertThat(processes.failure()).isEmpty();
  }

  private static List<Grant> unused(Role role) {
    List<Grant> unused = new ArrayList<>(role.grants());
    for (Use use : RecordingAuthorizer.uses()) {
      if (use.allowed() && use.user().equals(role.name())) {
        unused.removeIf(grant -> covers(grant, use));
      }
    }
    return unused;
  }

  private static boolean covers(Grant grant, Use use) {
    boolean named =
        grant.prefixed() ? use.name().startsWith(grant.name()) : use.name().equals(grant.name());
    return named && use.type() == grant.resource() && use.operation() == grant.operation();
  }

  @Test
  void noRoleDoesAnythingElse() throws Exception {
    for (Role role : Roles.all()) {
      Map<String, Object> client = new HashMap<>(KafkaFile.read(file(role)));
      client.put("max.block.ms", 30_000);
      try (KafkaProducer<byte[], byte[]> producer = producer(client);
          KafkaConsumer<byte[], byte[]> consumer = consumer(client);
          Admin admin = Admin.create(client)) {
        for (Topic topic : Topics.all()) {
          String what = role.name() + " on " + topic.name();
          if (!role.writes().contains(topic)) {
            assertThatThrownBy(
                    () ->
                        producer
                            .send(new ProducerRecord<>(topic.name(), 0, UNKNOWN, UNKNOWN))
                            .get())
                .as(what)
                .hasRootCauseInstanceOf(AuthorizationException.class);
          }
          if (!role.reads().contains(topic)) {
            assertThatThrownBy(() -> readFirst(consumer, topic))
                .as(what)
                .isInstanceOf(TopicAuthorizationException.class);
          }
          assertThatThrownBy(() -> admin.deleteTopics(List.of(topic.name())).all().get())
              .as(what)
              .hasRootCauseInstanceOf(TopicAuthorizationException.class);
        }
      }
      if (!role.equals(Roles.JOB_RESHAPE)) {
        takesNoTransactionOfThePlanner(client);
      }
    }
  }

  private static void readFirst(KafkaConsumer<byte[], byte[]> consumer, Topic topic) {
    TopicPartition first = new TopicPartition(topic.name(), 0);
    consumer.assign(List.of(first));
    consumer.seek(first, 0);
    if (!consumer.poll(Duration.ofSeconds(30)).isEmpty()) {
      fail("reads " + topic.name());
    }
  }

  private static void takesNoTransactionOfThePlanner(Map<String, Object> client) {
    Map<String, Object> fencing = new HashMap<>(client);
    fencing.put("transactional.id", Role.transactions("reshape") + "plans-0-1");
    try (KafkaProducer<byte[], byte[]> producer = producer(fencing)) {
      assertThatThrownBy(producer::initTransactions)
          .isInstanceOf(TransactionalIdAuthorizationException.class);
    }
  }

  @Test
  void doctorSaysWhichRightIsMissing() throws Exception {
    for (Role role : Roles.all()) {
      CommandRun whole = ask(role, "doctor", "--role", role.name());
      assertThat(whole.out()).contains("this user may do all that " + role.name() + " does");
    }
    Path newcomer = broker.user("newcomer");
    CommandRun nothing = doctor(newcomer, Roles.JOB_DRIFT);
    assertThat(nothing.exitCode()).isEqualTo(1);
    for (Grant grant : Roles.JOB_DRIFT.grants()) {
      assertThat(nothing.out()).contains("kafka-acls " + grant.command("User:NAME"));
    }
    broker.grant(Roles.COLLECTOR_PAGEHASH, "newcomer");
    assertThat(doctor(newcomer, Roles.COLLECTOR_PAGEHASH).exitCode()).isZero();
    assertThat(doctor(newcomer, Roles.COLLECTOR_SFLOW).out())
        .contains("this user may not: Write vputty.flows.v1")
        .doesNotContain("Write vputty.schemas.v1");
  }

  @Test
  void nobodyTellsASecret() throws Exception {
    StringBuilder told = new StringBuilder(LOG.text());
    for (String collector : List.of("sflow", "blkio", "pagehash", "inventory")) {
      String role = "collector-" + collector;
      told.append(checked(Roles.find(role).orElseThrow(), "collect", collector, "--check-config"));
    }
    told.append(checked(Roles.ACTUATOR, "act", "--check-config"));
    assertThat(told.toString())
        .contains("sasl.jaas.config: \"(hidden)\"", "security.protocol", "SASL_SSL")
        .contains("ProducerConfig values");
    for (String secret : broker.secrets()) {
      assertThat(told.toString()).doesNotContain(secret);
    }
  }

  private static String checked(Role role, String... arguments) {
    CommandRun run = ask(role, arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out();
  }

  private static CommandRun doctor(Path file, Role role) {
    return CommandRun.of("doctor", "--role", role.name(), "--kafka-config", file.toString());
  }

  private static Path file(Role role) {
    return Objects.requireNonNull(FILES.get(role));
  }

  private static CommandRun ask(Role role, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--kafka-config", file(role).toString()));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> client) {
    return new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> client) {
    return new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
