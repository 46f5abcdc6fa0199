package io.vputty.app.actuator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vputty.app.CommandRun;
import io.vputty.app.TestKey;
import io.vputty.app.act.OperatedActuator;
import io.vputty.app.broker.KafkaExtension;
import io.vputty.collector.command.CollectorProcess;
import io.vputty.schema.Codec;
import io.vputty.schema.Move;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;
import io.vputty.schema.Plan;
import io.vputty.schema.RecordHeaders;
import io.vputty.schema.Rejected;
import io.vputty.schema.Topic;
import io.vputty.schema.TopicReader;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.TopicWriter;
import io.vputty.schema.Topics;
import io.vputty.schema.trust.SigningKey;
import io.vputty.schema.trust.TrustedKeys;
import io.vputty.sink.actuator.ActuatorSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An actuator that trusts one key carries out what it has signed, and nothing else. */
@Timeout(180)
final class SignedPlansIT {
  @RegisterExtension static final KafkaExtension KAFKA = new KafkaExtension();

  private static final String DOMAIN = "d-signed";

  @TempDir Path directory = Path.of("");

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final ScriptedDriver driver = new ScriptedDriver();
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void carriesOutOnlyWhatATrustedKeyHasSigned() throws Exception {
    List<String> vms = List.of("unsigned", "altered", "unknown", "old", "good", "stray");
    vms.forEach(vm -> driver.put(vm, "h1"));
    SigningKey trusted = SigningKey.read(TestKey.ONE.signing(directory));
    SigningKey other = SigningKey.read(TestKey.TWO.signing(directory));
    try (CollectorProcess<OperatedActuator> actuator = start()) {
      URI http = actuator.http().address().orElseThrow().local();
      Plan good = plan("good", 1, "h2");
      write(good, trusted.sign(bytes(good)));
      awaitState("good", MoveState.RUNNING);

      write(plan("unsigned", 2, "h2"), Map.of());
      write(plan("altered", 3, "h3"), trusted.sign(bytes(plan("altered", 3, "h2"))));
      write(plan("unknown", 4, "h2"), other.sign(bytes(plan("unknown", 4, "h2"))));
      write(plan("old", 0, "h2"), trusted.sign(bytes(plan("old", 0, "h2"))));
      writeStrayReport();
      driver.arrive("good", "h2");
      awaitState("good", MoveState.SUCCEEDED);

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(get(http, "/metrics").body())
                      .contains("vputty_actuator_plans_total 5.0")
                      .contains("vputty_actuator_plans_refused_total{reason=\"unsigned\"} 1.0")
                      .contains("vputty_actuator_plans_refused_total{reason=\"altered\"} 1.0")
                      .contains("vputty_actuator_plans_refused_total{reason=\"unknown-key\"} 1.0")
                      .contains("vputty_actuator_plans_outdated_total 1.0")
                      .contains("vputty_actuator_reports_refused_total 1.0")
                      .contains("vputty_actuator_reports_total{state=\"succeeded\"} 1.0")
                      .contains("vputty_actuator_open_plans 0.0"));
      assertThat(get(http, "/health/ready").statusCode()).isEqualTo(200);
    }

    assertThat(driver.started()).containsExactly("good");
    assertThat(outcomes().stream().map(MoveOutcome::getVm).distinct())
        .containsExactlyInAnyOrder("good", "stray");
    everyReportHasTheHeadersOfItsPlan();
    assertThat(read(Topics.REJECTED).stream().map(SignedPlansIT::reason))
        .containsExactlyInAnyOrder("unsigned", "altered", "unknown-key");
    peopleAreTold(other.id());
  }

  private CollectorProcess<OperatedActuator> start() throws Exception {
    ActuatorSettings settings =
        ActuatorSettings.defaults("it", KAFKA.bootstrapServers())
            .trusting(TrustedKeys.read(List.of(TestKey.ONE.trusted(directory))));
    return OperatedActuator.start("127.0.0.1:0", settings, driver, Clock.systemUTC());
  }

  private void peopleAreTold(String otherKey) throws IOException {
    String key = TestKey.ONE.trusted(directory).toString();
    assertThat(ask("audit", "altered", "--trusted-keys", key).out())
        .contains("signed (does not count)", "altered, partition")
        .containsPattern("refused +actuator/it +altered: plan altered of d-signed");
    assertThat(ask("audit", "unsigned", "--trusted-keys", key).out())
        .containsPattern("signed \\(does not count\\) +nobody +unsigned, partition");
    assertThat(ask("audit", "unknown").out()).contains("key " + otherKey);
    assertThat(ask("audit", "good", "--trusted-keys", key).out())
        .containsPattern("signed +key [0-9a-f]{16} +trusted, partition")
        .doesNotContain("refused");
    assertThat(ask("doctor").out()).contains("1 altered, 1 unknown-key, 1 unsigned by actuator/it");
  }

  private static void everyReportHasTheHeadersOfItsPlan() {
    Map<String, String> ofPlan =
        read(Topics.PLANS).stream()
            .filter(record -> record.value() instanceof Plan plan && plan.getId().equals("good"))
            .findFirst()
            .orElseThrow()
            .wire()
            .headers();
    List<TopicRecord.Decoded> reports =
        read(Topics.OUTCOMES).stream()
            .filter(
                record ->
                    record.value() instanceof MoveOutcome outcome && outcome.getVm().equals("good"))
            .toList();
    assertThat(reports).hasSizeGreaterThanOrEqualTo(4);
    assertThat(reports)
        .allSatisfy(
            report ->
                assertThat(report.wire().headers())
                    .hasSize(3)
                    .containsEntry(RecordHeaders.PLAN_ID, "good")
                    .containsEntry(RecordHeaders.MOVE_ID, "move-good")
                    .containsEntry(RecordHeaders.TRACE, ofPlan.get(RecordHeaders.TRACE)));
  }

  private HttpResponse<String> get(URI http, String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(http.resolve(path)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static CommandRun ask(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--bootstrap", KAFKA.bootstrapServers()));
    return CommandRun.of(all.toArray(new String[0]));
  }

  private static String reason(TopicRecord.Decoded record) {
    return ((Rejected) record.value()).getReason();
  }

  private Plan plan(String vm, int second, String target) {
    Move move =
        Move.newBuilder()
            .setId("move-" + vm)
            .setVm(vm)
            .setVmName(vm)
            .setSource("h1")
            .setTarget(target)
            .build();
    return Plan.newBuilder()
        .setTime(now.plusSeconds(second))
        .setId(vm)
        .setDomain(DOMAIN)
        .setExpires(now.plusSeconds(600))
        .setMoves(List.of(move))
        .build();
  }

  private static byte[] bytes(Plan plan) {
    return new Codec().encode(plan);
  }

  /** Writes a plan as whoever may write to the topic can. */
  private static void write(Plan plan, Map<String, String> signature) throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            KAFKA.clientSettings(), new StringSerializer(), new ByteArraySerializer())) {
      ProducerRecord<String, byte[]> record =
          new ProducerRecord<>(Topics.PLANS.name(), plan.getDomain(), bytes(plan));
      RecordHeaders.add(RecordHeaders.of(plan), record.headers());
      RecordHeaders.add(signature, record.headers());
      producer.send(record).get();
    }
  }

  /** A success of a move that nobody has begun. */
  private void writeStrayReport() {
    MoveOutcome stray =
        MoveOutcome.newBuilder()
            .setTime(now)
            .setMoveId("move-stray")
            .setPlanId("stray")
            .setDomain(DOMAIN)
            .setVm("stray")
            .setState(MoveState.SUCCEEDED)
            .setActuator("nobody")
            .build();
    try (TopicWriter writer = new TopicWriter(KAFKA.clientSettings(), "nobody", 1)) {
      writer.send(Topics.OUTCOMES, stray.getMoveId(), DOMAIN, stray).join();
    }
  }

  private static void awaitState(String vm, MoveState state) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                outcomes().stream()
                    .anyMatch(each -> each.getVm().equals(vm) && each.getState() == state));
  }

  private static List<MoveOutcome> outcomes() {
    return read(Topics.OUTCOMES).stream()
        .map(TopicRecord.Decoded::value)
        .filter(MoveOutcome.class::isInstance)
        .map(MoveOutcome.class::cast)
        .toList();
  }

  private static List<TopicRecord.Decoded> read(Topic topic) {
    List<TopicRecord.Decoded> records = new ArrayList<>();
    try (TopicReader reader =
        new TopicReader(KAFKA.clientSettings(), List.of(topic), TopicReader.Start.BEGINNING)) {
      while (!reader.caughtUp()) {
        for (TopicRecord record : reader.poll(Duration.ofMillis(200))) {
          if (record instanceof TopicRecord.Decoded decoded) {
            records.add(decoded);
          }
        }
      }
    }
    return records;
  }
}
