package io.vputty.app.actuator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vputty.app.broker.KafkaExtension;
import io.vputty.schema.Move;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;
import io.vputty.schema.Plan;
import io.vputty.schema.TopicReader;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.TopicWriter;
import io.vputty.schema.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The example of the documents, as it stands there, carries a plan out. */
@Timeout(120)
final class ExampleActuatorIT {
  @RegisterExtension static final KafkaExtension KAFKA = new KafkaExtension();

  private static final Path EXAMPLE = Path.of("../docs/actuator-example.py");
  private static final String PYTHON = "/usr/bin/python3";

  @Test
  void theExampleCarriesMovesOut(@TempDir Path directory) throws Exception {
    assumeTrue(librariesArePresent(), "needs python3-confluent-kafka and python3-avro");
    Path migrate = directory.resolve("migrate");
    Files.writeString(
        migrate, "#!/bin/sh\necho \"$@\" >>" + directory.resolve("calls") + "\ntest $1 != bad\n");
    assertThat(migrate.toFile().setExecutable(true)).isTrue();
    publish(plan(move("good", 0), move("bad", 1), move("next", 2)));

    Process example =
        new ProcessBuilder(PYTHON, EXAMPLE.toString(), KAFKA.bootstrapServers(), migrate.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(states("next"))
                      .as(Files.readString(directory.resolve("log")))
                      .endsWith(MoveState.SKIPPED));
    } finally {
      example.destroyForcibly().waitFor();
    }

    assertThat(states("good"))
        .containsExactly(
            MoveState.APPROVED, MoveState.CLAIMED, MoveState.RUNNING, MoveState.SUCCEEDED);
    assertThat(states("bad")).endsWith(MoveState.RUNNING, MoveState.FAILED);
    assertThat(Files.readAllLines(directory.resolve("calls")))
        .containsExactly("good h1 h2", "bad h1 h2");
    assertThat(outcomes().stream().map(MoveOutcome::getDomain).collect(Collectors.toSet()))
        .containsExactly("d-example");
  }

  private static boolean librariesArePresent() throws IOException, InterruptedException {
    return Files.isExecutable(Path.of(PYTHON))
        && new ProcessBuilder(PYTHON, "-c", "import avro, confluent_kafka").start().waitFor() == 0;
  }

  private static Move move(String vm, int wave) {
    return Move.newBuilder()
        .setId("example-" + vm)
        .setVm(vm)
        .setVmName(vm)
        .setSource("h1")
        .setTarget("h2")
        .setWave(wave)
        .setAfter(wave == 2 ? List.of("example-bad") : List.of())
        .build();
  }

  private static Plan plan(Move... moves) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return Plan.newBuilder()
        .setTime(now)
        .setId("example")
        .setDomain("d-example")
        .setExpires(now.plusSeconds(300))
        .setMoves(List.of(moves))
        .build();
  }

  private static void publish(Plan plan) {
    try (TopicWriter writer = new TopicWriter(KAFKA.clientSettings(), "planner", 1)) {
      writer.send(Topics.PLANS, plan.getDomain(), plan).join();
    }
  }

  private static List<MoveState> states(String vm) {
    return outcomes().stream()
        .filter(outcome -> outcome.getVm().equals(vm))
        .map(MoveOutcome::getState)
        .toList();
  }

  private static List<MoveOutcome> outcomes() {
    Map<String, Object> kafka = KAFKA.clientSettings();
    List<MoveOutcome> outcomes = new ArrayList<>();
    try (TopicReader reader =
        new TopicReader(kafka, List.of(Topics.OUTCOMES), TopicReader.Start.BEGINNING)) {
      while (!reader.caughtUp()) {
        for (TopicRecord record : reader.poll(Duration.ofMillis(200))) {
          if (record instanceof TopicRecord.Decoded decoded
              && decoded.value() instanceof MoveOutcome outcome) {
            outcomes.add(outcome);
          }
        }
      }
    }
    return outcomes;
  }
}
