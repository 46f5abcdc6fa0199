package io.vputty.app.actuator;

import static io.vputty.app.actuator.RealHypervisors.FIRST;
import static io.vputty.app.actuator.RealHypervisors.GUEST;
import static io.vputty.app.actuator.RealHypervisors.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vputty.app.broker.KafkaExtension;
import io.vputty.collector.config.ConfigException;
import io.vputty.collector.config.ConfigLoader;
import io.vputty.collector.inventory.InventoryCollector;
import io.vputty.collector.inventory.InventoryConfig;
import io.vputty.schema.Decision;
import io.vputty.schema.Inventory;
import io.vputty.schema.Move;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;
import io.vputty.schema.Plan;
import io.vputty.schema.Topic;
import io.vputty.schema.TopicReader;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.TopicWriter;
import io.vputty.schema.Topics;
import io.vputty.schema.Verb;
import io.vputty.sink.actuator.Actuator;
import io.vputty.sink.actuator.ActuatorSettings;
import io.vputty.sink.actuator.Approval;
import io.vputty.sink.actuator.MoveDriver;
import io.vputty.sink.actuator.driver.Drivers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real guest is migrated by libvirt between two real hypervisors because a plan on the topic says
 * so: first to be stopped half-way by a person, then to its end. It never stops counting.
 */
@Timeout(400)
final class RealMigrationIT {

  @RegisterExtension static final KafkaExtension KAFKA = new KafkaExtension();

  private static final String DOMAIN = "lab";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path directory;

  @Test
  void libvirtMigratesAGuestBecauseOfAPlan() throws Exception {
    RealHypervisors.hindrance().ifPresent(why -> Assumptions.abort(why));
    try (RealHypervisors lab = RealHypervisors.start(directory.resolve("lab"));
        InventoryCollector inventory =
            InventoryCollector.start(inventoryConfig(lab), Clock.systemUTC())) {
      awaitInventoryHost(FIRST);
      stopHalfWay(lab);
      migrate(lab);
      awaitInventoryHost(SECOND);
      assertThat(inventory.counters().value("ticks.failed")).isZero();
      assertNeverStopped(lab);
    }
  }

  private void stopHalfWay(RealHypervisors lab) throws Exception {
    Move move = move("half-way");
    try (MoveDriver driver = driver(lab, "1");
        Actuator actuator = actuator(driver)) {
      publish("half-way-plan", move);
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  outcomes(move).stream()
                      .anyMatch(each -> each.getProgress() > 0 && each.getProgress() < 1));
      decideToCancel(move);
      awaitState(move, MoveState.CANCELLED);
      assertThat(actuator.ended()).isNotDone();
    }
    assertThat(lab.running(FIRST)).containsExactly(GUEST);
    assertThat(lab.running(SECOND)).isEmpty();
  }

  private void migrate(RealHypervisors lab) throws Exception {
    Move move = move("whole-way");
    try (MoveDriver driver = driver(lab, "0");
        Actuator actuator = actuator(driver)) {
      publish("whole-way-plan", move);
      awaitState(move, MoveState.SUCCEEDED);
      assertThat(actuator.ended()).isNotDone();
    }
    assertThat(lab.running(FIRST)).isEmpty();
    assertThat(lab.running(SECOND)).containsExactly(GUEST);
    List<MoveOutcome> life = outcomes(move);
    // A migration may be over before anybody has seen it run.
    assertThat(life.stream().map(MoveOutcome::getState).distinct())
        .as("%s", life)
        .startsWith(MoveState.APPROVED, MoveState.CLAIMED)
        .endsWith(MoveState.SUCCEEDED)
        .isSubsetOf(MoveState.APPROVED, MoveState.CLAIMED, MoveState.RUNNING, MoveState.SUCCEEDED);
    MoveOutcome last = life.get(life.size() - 1);
    assertThat(last.getTransferredBytes()).isGreaterThan(1 << 20);
    assertThat(last.getDowntimeMs()).isBetween(0L, 10_000L);
  }

  /** It goes on counting, one by one, and was booted once. */
  private static void assertNeverStopped(RealHypervisors lab) throws Exception {
    int before = lab.beats().size();
    await().atMost(PATIENCE).until(() -> lab.beats().size() > before + 2);
    List<RealHypervisors.Beat> beats = lab.beats();
    assertThat(beats)
        .extracting(RealHypervisors.Beat::count)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, beats.size()).boxed().toList());
    assertThat(beats.stream().map(RealHypervisors.Beat::boot).distinct()).hasSize(1);
  }

  private static MoveDriver driver(RealHypervisors lab, String mebibytesPerSecond)
      throws Exception {
    return Drivers.open(
        "libvirt",
        Map.of(
            "uri." + FIRST,
            lab.uri(FIRST),
            "uri." + SECOND,
            lab.uri(SECOND),
            "transport." + SECOND,
            "tcp://10.201.0.2",
            "bandwidth",
            mebibytesPerSecond),
        Clock.systemUTC());
  }

  private static Actuator actuator(MoveDriver driver) {
    ActuatorSettings defaults = ActuatorSettings.defaults("lab", KAFKA.bootstrapServers());
    assertThat(defaults.approval()).isEqualTo(Approval.AUTOMATIC);
    Actuator actuator = new Actuator(defaults, driver, Clock.systemUTC());
    actuator.start();
    return actuator;
  }

  private static InventoryConfig inventoryConfig(RealHypervisors lab) throws ConfigException {
    return new ConfigLoader<>(InventoryConfig.DEFAULTS, "X")
        .flags(
            Map.of(
                "bootstrap", KAFKA.bootstrapServers(),
                "source", "hypervisors",
                "sources", "libvirt",
                "libvirt", lab.uri(FIRST) + "," + lab.uri(SECOND),
                "refresh", "2s",
                "http", "off"))
        .load();
  }

  private static Move move(String id) {
    return Move.newBuilder()
        .setId(id)
        .setVm(GUEST)
        .setVmName("g1")
        .setSource(FIRST)
        .setTarget(SECOND)
        .setMemoryBytes(128L << 20)
        .build();
  }

  private static void publish(String id, Move move) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Plan plan =
        Plan.newBuilder()
            .setTime(now)
            .setId(id)
            .setDomain(DOMAIN)
            .setExpires(now.plusSeconds(300))
            .setMoves(List.of(move))
            .build();
    write(Topics.PLANS, DOMAIN, plan);
  }

  private static void decideToCancel(Move move) {
    Decision decision =
        Decision.newBuilder()
            .setTime(Instant.now().truncatedTo(ChronoUnit.MILLIS))
            .setSubject(move.getId())
            .setDomain(DOMAIN)
            .setVerb(Verb.CANCEL)
            .setAuthor("ann")
            .build();
    write(Topics.DECISIONS, move.getId(), decision);
  }

  private static void write(Topic topic, String key, SpecificRecordBase value) {
    try (TopicWriter writer = new TopicWriter(KAFKA.clientSettings(), "ann", 1)) {
      writer.send(topic, key, value).join();
    }
  }

  private static void awaitState(Move move, MoveState state) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(outcomes(move)).extracting(MoveOutcome::getState).contains(state));
  }

  private static void awaitInventoryHost(String host) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(read(Topics.INVENTORY, Inventory.class))
                    .filteredOn(each -> each.getVm() != null)
                    .filteredOn(each -> each.getVm().getId().equals(GUEST))
                    .last()
                    .satisfies(each -> assertThat(each.getVm().getHost()).isEqualTo(host)));
  }

  private static List<MoveOutcome> outcomes(Move move) {
    return read(Topics.OUTCOMES, MoveOutcome.class).stream()
        .filter(outcome -> outcome.getMoveId().equals(move.getId()))
        .toList();
  }

  private static <T> List<T> read(Topic topic, Class<T> type) {
    List<T> values = new ArrayList<>();
    try (TopicReader reader =
        new TopicReader(KAFKA.clientSettings(), List.of(topic), TopicReader.Start.BEGINNING)) {
      while (!reader.caughtUp()) {
        for (TopicRecord record : reader.poll(Duration.ofMillis(200))) {
          if (record instanceof TopicRecord.Decoded decoded && type.isInstance(decoded.value())) {
            values.add(type.cast(decoded.value()));
          }
        }
      }
    }
    return values;
  }
}
