package io.vputty.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vputty.app.broker.KafkaExtension;
import io.vputty.app.pipeline.Pipeline;
import io.vputty.app.recorded.Poison;
import io.vputty.app.recorded.Recording;
import io.vputty.app.recorded.RejectedPositions;
import io.vputty.app.recorded.Run;
import io.vputty.app.simulator.DataCentre;
import io.vputty.app.simulator.DataCentreSettings;
import io.vputty.model.footprint.Prices;
import io.vputty.schema.Codec;
import io.vputty.schema.Mark;
import io.vputty.schema.Topic;
import io.vputty.schema.Topics;
import io.vputty.sink.actuator.Actuator;
import io.vputty.sink.actuator.ActuatorSettings;
import io.vputty.sink.actuator.Approval;
import io.vputty.sink.actuator.DryRunDriver;
import io.vputty.sink.console.Console;
import io.vputty.sink.console.ConsoleSettings;
import io.vputty.sink.console.access.AccessRules;
import io.vputty.sink.console.history.HistorySettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bad records of every kind on every topic: each reader goes on, and tells of each record that it
 * met where it stands.
 */
@Timeout(240)
class PoisonIT {

  private static final int SECONDS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** What the console reads from its beginning. */
  private static final List<Topic> OF_THE_CONSOLE =
      List.of(
          Topics.INVENTORY,
          Topics.EDGES,
          Topics.DRIFT,
          Topics.PLANS,
          Topics.OUTCOMES,
          Topics.VERDICTS,
          Topics.SETTINGS,
          Topics.DECISIONS);

  private static final List<Topic> OF_ACTUATORS =
      List.of(Topics.PLANS, Topics.DECISIONS, Topics.SETTINGS, Topics.OUTCOMES);

  private static final List<Topic> OF_JOBS =
      List.of(
          Topics.INVENTORY,
          Topics.FLOWS,
          Topics.LOAD,
          Topics.BLKIO,
          Topics.PAGEHASH,
          Topics.EDGES,
          Topics.DRIFT,
          Topics.OUTCOMES,
          Topics.SETTINGS,
          Topics.DECISIONS);

  private static final Map<Topic, Set<String>> POSITIONS = new HashMap<>();

  @RegisterExtension static final KafkaExtension KAFKA = new KafkaExtension();
  @TempDir static Path directory;

  @BeforeAll
  static void poison() throws Exception {
    DataCentre centre = new DataCentre(DataCentreSettings.forVms(16, 3));
    Recording.record(KAFKA.bootstrapServers(), centre, SECONDS, -1, directory);
    byte[] good =
        new Codec().encode(Mark.newBuilder().setWriter("w").setTime(Recording.START).build());
    byte[] key = "poison".getBytes(StandardCharsets.UTF_8);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            KAFKA.clientSettings(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (Topic topic : Topics.all()) {
        for (Poison kind : Poison.values()) {
          RecordMetadata stands =
              producer.send(new ProducerRecord<>(topic.name(), key, kind.of(good))).get();
          POSITIONS
              .computeIfAbsent(topic, t -> new TreeSet<>())
              .add(stands.topic() + "-" + stands.partition() + "@" + stands.offset());
        }
      }
    }
  }

  @Test
  void jobsTellOfEachAndGoOn() throws Exception {
    try (Pipeline pipeline = Run.start(KAFKA.bootstrapServers(), directory.resolve("flink"), 1)) {
      tellsOf(OF_JOBS, List.of("affinity", "drift", "reshape")::contains);
      assertThat(pipeline.failure()).isNotDone();
    }
  }

  @Test
  void theConsoleTellsOfEachAndGoesOn() {
    ConsoleSettings settings =
        new ConsoleSettings(
            KAFKA.clientSettings(),
            "127.0.0.1",
            0,
            AccessRules.open("x"),
            null,
            Prices.defaults(),
            HistorySettings.none());
    try (Console console = Console.start(settings, Clock.systemUTC())) {
      tellsOf(OF_THE_CONSOLE, "console"::equals);
      assertThat(console.failure()).isEmpty();
    }
  }

  @Test
  void anActuatorTellsOfEachAndGoesOn() {
    ActuatorSettings settings =
        new ActuatorSettings(
            "one",
            KAFKA.clientSettings(),
            8,
            Duration.ofMillis(200),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Approval.AUTOMATIC);
    try (Actuator actuator = new Actuator(settings, new DryRunDriver(), Clock.systemUTC())) {
      actuator.start();
      tellsOf(OF_ACTUATORS, "actuator/one"::equals);
      assertThat(actuator.unreadable()).isGreaterThanOrEqualTo(positions(OF_ACTUATORS).size());
      assertThat(actuator.ended()).isNotDone();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status",
        "doctor",
        "top edges",
        "graph",
        "drift",
        "outcomes",
        "savings",
        "settings list",
        "rejected list",
        "tail flows --from-beginning --until-end",
        "tail rejected --from-beginning --until-end"
      })
  void commandsGoOn(String line) {
    String[] words = (line + " --bootstrap " + KAFKA.bootstrapServers()).split(" ", -1);

    CommandRun run = CommandRun.of(words);

    assertThat(run.err()).as(line).doesNotContain("Exception").doesNotContain("\tat ");
    assertThat(run.exitCode()).as("%s: %s", line, run.err()).isLessThan(2);
  }

  private static void tellsOf(List<Topic> topics, Predicate<String> reader) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(RejectedPositions.read(KAFKA.bootstrapServers(), reader))
                    .containsAll(positions(topics)));
  }

  private static Set<String> positions(List<Topic> topics) {
    Set<String> positions = new TreeSet<>();
    topics.stream().map(POSITIONS::get).flatMap(Collection::stream).forEach(positions::add);
    return positions;
  }
}
