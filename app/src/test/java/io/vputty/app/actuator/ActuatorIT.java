package io.vputty.app.actuator;

import static io.vputty.schema.MoveState.APPROVED;
import static io.vputty.schema.MoveState.CANCELLED;
import static io.vputty.schema.MoveState.CLAIMED;
import static io.vputty.schema.MoveState.EXPIRED;
import static io.vputty.schema.MoveState.FAILED;
import static io.vputty.schema.MoveState.REJECTED;
import static io.vputty.schema.MoveState.RUNNING;
import static io.vputty.schema.MoveState.SKIPPED;
import static io.vputty.schema.MoveState.SUCCEEDED;
import static io.vputty.schema.MoveState.SUPERSEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vputty.app.broker.KafkaExtension;
import io.vputty.schema.AutomationLevel;
import io.vputty.schema.Decision;
import io.vputty.schema.Mark;
import io.vputty.schema.Move;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;
import io.vputty.schema.Plan;
import io.vputty.schema.Setting;
import io.vputty.schema.TopicReader;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.TopicWriter;
import io.vputty.schema.Topics;
import io.vputty.schema.Verb;
import io.vputty.sink.actuator.Actuator;
import io.vputty.sink.actuator.ActuatorSettings;
import io.vputty.sink.actuator.Approval;
import io.vputty.sink.actuator.DryRunDriver;
import io.vputty.sink.actuator.MoveDriver;
import io.vputty.sink.actuator.limit.MaintenanceWindow;
import io.vputty.sink.actuator.limit.MoveLimits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
final class ActuatorIT {
  @RegisterExtension static final KafkaExtension KAFKA = new KafkaExtension();

  private final ScriptedDriver driver = new ScriptedDriver();

  @Test
  void carriesAMoveThroughItsWholeLife() {
    driver.put("a1", "h1");
    Move move = move("life-a1", "a1", "h1", "h2", 0);
    publish(plan("life", "d-life", move));
    try (Actuator actuator = start(driver)) {
      awaitState(move, RUNNING);
      driver.arrive("a1", "h2");
      awaitState(move, SUCCEEDED);
      assertThat(actuator.ended()).isNotDone();
    }
    assertThat(states(move)).startsWith(APPROVED, CLAIMED, RUNNING).endsWith(SUCCEEDED);
    MoveOutcome last = lastOutcome(move);
    assertThat(last.getDowntimeMs()).isEqualTo(20);
    assertThat(last.getTransferredBytes()).isEqualTo(1024);
    assertThat(last.getFencingToken()).isGreaterThanOrEqualTo(0);
  }

  @Test
  void startsAWaveWhenTheOneBeforeHasEnded() {
    driver.put("b1", "h1");
    driver.put("b2", "h2");
    Move first = move("waves-b1", "b1", "h1", "h2", 0);
    Move second = move("waves-b2", "b2", "h2", "h1", 1);
    second.setAfter(List.of(first.getId()));
    publish(plan("waves", "d-waves", first, second));
    try (Actuator actuator = start(driver)) {
      awaitState(first, RUNNING);
      assertThat(driver.started()).containsExactly("b1");
      driver.arrive("b1", "h2");
      awaitState(second, RUNNING);
      driver.arrive("b2", "h1");
      awaitState(second, SUCCEEDED);
      assertThat(actuator.ended()).isNotDone();
    }
    assertThat(driver.started()).containsExactly("b1", "b2");
  }

  @Test
  void skipsAMoveWhosePredecessorFailed() {
    driver.put("c1", "h1");
    driver.put("c2", "h2");
    Move first = move("chain-c1", "c1", "h1", "h2", 0);
    Move second = move("chain-c2", "c2", "h2", "h1", 1);
    second.setAfter(List.of(first.getId()));
    publish(plan("chain", "d-chain", first, second));
    try (Actuator actuator = start(driver)) {
      awaitState(first, RUNNING);
      driver.fail("c1", "destination ran out of memory");
      awaitState(second, SKIPPED);
      assertThat(actuator.ended()).isNotDone();
    }
    assertThat(lastOutcome(first).getState()).isEqualTo(FAILED);
    assertThat(lastOutcome(first).getDetail()).isEqualTo("destination ran out of memory");
    assertThat(lastOutcome(second).getDetail()).isEqualTo("comes after c1, which FAILED");
  }

  @Test
  void skipsWhatIsGoneExpiredOrSuperseded() {
    driver.put("e1", "elsewhere");
    driver.put("e2", "h1");
    driver.put("e3", "h1");
    Move gone = move("skip-gone", "e1", "h1", "h2", 0);
    Move expired = move("skip-expired", "e2", "h1", "h2", 0);
    Move superseded = move("skip-superseded", "e3", "h1", "h2", 0);
    publish(plan("gone", "d-gone", gone));
    Plan old = plan("expired", "d-expired", expired);
    old.setExpires(Instant.now().minusSeconds(1).truncatedTo(ChronoUnit.MILLIS));
    publish(old);
    publish(plan("old", "d-superseded", superseded));
    publish(plan("new", "d-superseded", move("skip-new", "e4", "h1", "h2", 0)));
    try (Actuator actuator = start(driver)) {
      awaitState(gone, SKIPPED);
      awaitState(expired, EXPIRED);
      awaitState(superseded, SUPERSEDED);
      assertThat(actuator.ended()).isNotDone();
    }
    assertThat(driver.started()).isEmpty();
    assertThat(lastOutcome(gone).getDetail()).isEqualTo("e1 is on elsewhere");
    assertThat(lastOutcome(expired).getDetail()).startsWith("plan expired at ");
    assertThat(lastOutcome(superseded).getDetail()).isEqualTo("superseded by a newer plan");
  }

  @Test
  void failsWhatThePlatformRefuses() {
    driver.put("f1", "h1");
    Move move = move("refused-f1", "f1", "h1", "full", 0);
    publish(plan("refused", "d-refused", move));
    try (Actuator actuator = start(driver)) {
      awaitState(move, FAILED);
      assertThat(actuator.ended()).isNotDone();
    }
    assertThat(lastOutcome(move).getDetail()).isEqualTo("full has no room");
  }

  @Test
  void findsAMoveAgainAfterARestart() {
    driver.put("g1", "h1");
    Move move = move("restart-g1", "g1", "h1", "h2", 0);
    publish(plan("restart", "d-restart", move));
    try (Actuator first = start(driver)) {
      awaitState(move, RUNNING);
      assertThat(first.ended()).isNotDone();
    }
    driver.arrive("g1", "h2");
    try (Actuator second = start(driver)) {
      awaitState(move, SUCCEEDED);
      assertThat(second.ended()).isNotDone();
    }
    try (Actuator third = start(driver)) {
      awaitMarkAfter(Instant.now());
      assertThat(third.ended()).isNotDone();
    }
    assertThat(driver.started()).containsExactly("g1");
    assertThat(states(move).stream().filter(SUCCEEDED::equals)).hasSize(1);
  }

  @Test
  void movesNothingInADryRun() {
    Move move = move("dry-i1", "i1", "h1", "h2", 0);
    publish(plan("dry", "d-dry", move));
    try (Actuator actuator = start(new DryRunDriver())) {
      awaitState(move, SKIPPED);
      assertThat(actuator.ended()).isNotDone();
    }
    assertThat(lastOutcome(move).getDetail()).isEqualTo("dry run: would move i1 from h1 to h2");
  }

  @Test
  void sharesMovesBetweenTwoActuatorsAndStartsNoneTwice() {
    List<Move> moves = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      driver.put("j" + i, "h1");
      moves.add(move("shared-" + i, "j" + i, "h1", "h2", i / 3));
    }
    publish(plan("shared", "d-shared", moves.toArray(new Move[0])));
    try (Actuator one = start(driver, settings("one"));
        Actuator two = start(driver, settings("two"))) {
      for (Move move : moves) {
        awaitState(move, RUNNING);
        driver.arrive(move.getVm(), "h2");
      }
      moves.forEach(move -> awaitState(move, SUCCEEDED));
      assertThat(one.ended()).isNotDone();
      assertThat(two.ended()).isNotDone();
    }
    assertThat(driver.started()).hasSize(9).doesNotHaveDuplicates();
    for (Move move : moves) {
      assertThat(states(move).stream().filter(SUCCEEDED::equals)).hasSize(1);
      assertThat(states(move).stream().filter(FAILED::equals)).isEmpty();
    }
  }

  @Test
  void takesOverFromOneThatStalledBeyondItsLeaseWhichThenDoesNothing() {
    driver.put("k1", "h1");
    CountDownLatch go = driver.stall("k1");
    Move move = move("stalled-k1", "k1", "h1", "h2", 0);
    publish(plan("stalled", "d-stalled", move));
    try (Actuator one = start(driver, settings("one"))) {
      awaitState(move, CLAIMED);
      try (Actuator two = start(driver, settings("two"))) {
        awaitState(move, RUNNING);
        go.countDown();
        driver.arrive("k1", "h2");
        awaitState(move, SUCCEEDED);
        awaitMarkAfter(Instant.now().plusSeconds(1));
        assertThat(two.ended()).isNotDone();
      }
      assertThat(one.ended()).isNotDone();
    }
    assertThat(driver.started()).containsExactly("k1");
    assertThat(outcomesOf(move).stream().filter(each -> each.getState() == RUNNING))
        .allSatisfy(each -> assertThat(each.getActuator()).isEqualTo("two"));
    assertThat(states(move).stream().filter(SUCCEEDED::equals)).hasSize(1);
  }

  @Test
  void waitsForAPersonWhereOneMustApprove() {
    driver.put("l1", "h1");
    driver.put("l2", "h1");
    Move asked = move("ask-l1", "l1", "h1", "h2", 0);
    asked.setAutomation(AutomationLevel.MANUAL);
    Move refused = move("ask-l2", "l2", "h1", "h2", 0);
    refused.setAutomation(AutomationLevel.MANUAL);
    publish(plan("ask", "d-ask", asked, refused));
    try (Actuator actuator = start(driver)) {
      awaitMarkAfter(Instant.now());
      assertThat(states(asked)).isEmpty();
      decide("d-ask", asked, Verb.APPROVE);
      decide("d-ask", refused, Verb.REJECT);
      awaitState(asked, RUNNING);
      awaitState(refused, REJECTED);
      assertThat(actuator.ended()).isNotDone();
    }
    assertThat(driver.started()).containsExactly("l1");
    assertThat(outcomesOf(asked).get(0).getDetail()).isEqualTo("approved by ann: because");
    assertThat(lastOutcome(refused).getDetail()).isEqualTo("rejected by ann: because");
  }

  @Test
  void aPauseStopsWhatRunsAndStartsNothing() {
    driver.put("m1", "h1");
    driver.put("m2", "h1");
    Move first = move("pause-m1", "m1", "h1", "h2", 0);
    Move second = move("pause-m2", "m2", "h1", "h2", 1);
    publish(plan("pause", "d-pause", first, second));
    try (Actuator actuator = start(driver)) {
      awaitState(first, RUNNING);
      pause("d-pause", true);
      awaitState(first, CANCELLED);
      awaitMarkAfter(Instant.now().plusSeconds(1));
      assertThat(states(second)).containsExactly(APPROVED);
      pause("d-pause", false);
      awaitState(second, RUNNING);
      assertThat(actuator.ended()).isNotDone();
    }
    assertThat(lastOutcome(first).getDetail()).isEqualTo("paused by ann: because");
  }

  @Test
  void movesNoMoreThanItsLimitsAllowAlsoAfterARestart() {
    List<Move> moves = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      driver.put("n" + i, "n-h" + i);
      moves.add(move("limit-" + i, "n" + i, "n-h" + i, "n-target", 0));
    }
    publish(plan("limit", "d-limit", moves.toArray(new Move[0])));
    ActuatorSettings limited = settings("limited").limitedTo(new MoveLimits(1, 8, 2, List.of()));
    try (Actuator first = start(driver, limited)) {
      awaitState(moves.get(0), RUNNING);
      awaitMarkAfter(Instant.now().plusSeconds(1));
      assertThat(driver.started()).containsExactly("n0");
      driver.arrive("n0", "n-target");
      awaitState(moves.get(1), RUNNING);
      driver.arrive("n1", "n-target");
      awaitState(moves.get(1), SUCCEEDED);
      assertThat(first.ended()).isNotDone();
    }
    try (Actuator second = start(driver, limited)) {
      awaitMarkAfter(Instant.now().plusSeconds(1));
      assertThat(second.ended()).isNotDone();
    }
    assertThat(driver.started()).containsExactly("n0", "n1");
    assertThat(states(moves.get(2))).containsExactly(APPROVED);
  }

  @Test
  void startsNothingOutsideOfItsWindowsButEndsWhatExpires() {
    driver.put("o1", "h1");
    Move move = move("window-o1", "o1", "h1", "h2", 0);
    Plan plan = plan("window", "d-window", move);
    plan.setExpires(Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.MILLIS));
    publish(plan);
    String past = Instant.now().atZone(ZoneOffset.UTC).getDayOfWeek().minus(2).name();
    MaintenanceWindow closed = MaintenanceWindow.parse(past + " 00:00-00:01");
    ActuatorSettings limited =
        settings("windowed").limitedTo(new MoveLimits(2, 8, 8, List.of(closed)));
    try (Actuator actuator = start(driver, limited)) {
      awaitState(move, EXPIRED);
      assertThat(actuator.ended()).isNotDone();
    }
    assertThat(driver.started()).isEmpty();
    assertThat(states(move)).containsExactly(APPROVED, CLAIMED, EXPIRED);
  }

  private static void decide(String domain, Move move, Verb verb) {
    Decision decision =
        Decision.newBuilder()
            .setTime(Instant.now().truncatedTo(ChronoUnit.MILLIS))
            .setSubject(move.getId())
            .setDomain(domain)
            .setVerb(verb)
            .setAuthor("ann")
            .setComment("because")
            .build();
    try (TopicWriter writer = new TopicWriter(KAFKA.clientSettings(), "ann", 1)) {
      writer.send(Topics.DECISIONS, move.getId(), decision).join();
    }
  }

  private static void pause(String domain, boolean paused) {
    Setting setting =
        Setting.newBuilder()
            .setTime(Instant.now().truncatedTo(ChronoUnit.MILLIS))
            .setDomain(domain)
            .setName("pause")
            .setValue(String.valueOf(paused))
            .setAuthor("ann")
            .setComment("because")
            .build();
    try (TopicWriter writer = new TopicWriter(KAFKA.clientSettings(), "ann", 1)) {
      writer.send(Topics.SETTINGS, domain + "/pause", setting).join();
    }
  }

  /** With short leases, so that take-overs are soon. */
  private static ActuatorSettings settings(String id) {
    return new ActuatorSettings(
        id,
        Map.of("bootstrap.servers", KAFKA.bootstrapServers()),
        8,
        Duration.ofMillis(50),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofMillis(500),
        Approval.AUTOMATIC);
  }

  private static Actuator start(MoveDriver driver) {
    return start(driver, ActuatorSettings.defaults("it", KAFKA.bootstrapServers()));
  }

  private static Actuator start(MoveDriver driver, ActuatorSettings settings) {
    Actuator actuator = new Actuator(settings, driver, Clock.systemUTC());
    actuator.start();
    return actuator;
  }

  private static Move move(String id, String vm, String source, String target, int wave) {
    return Move.newBuilder()
        .setId(id)
        .setVm(vm)
        .setVmName(vm)
        .setSource(source)
        .setTarget(target)
        .setWave(wave)
        .build();
  }

  private static Plan plan(String id, String domain, Move... moves) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return Plan.newBuilder()
        .setTime(now)
        .setId(id)
        .setDomain(domain)
        .setExpires(now.plusSeconds(300))
        .setMoves(Arrays.asList(moves))
        .build();
  }

  private static void publish(Plan plan) {
    try (TopicWriter writer = new TopicWriter(KAFKA.clientSettings(), "planner", 1)) {
      writer.send(Topics.PLANS, plan.getDomain(), plan).join();
    }
  }

  private static void awaitState(Move move, MoveState state) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(states(move)).contains(state));
  }

  private static void awaitMarkAfter(Instant time) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                outcomes().stream()
                    .anyMatch(value -> value instanceof Mark mark && mark.getTime().isAfter(time)));
  }

  private static List<MoveState> states(Move move) {
    return outcomesOf(move).stream().map(MoveOutcome::getState).toList();
  }

  private static MoveOutcome lastOutcome(Move move) {
    List<MoveOutcome> all = outcomesOf(move);
    return all.get(all.size() - 1);
  }

  private static List<MoveOutcome> outcomesOf(Move move) {
    return outcomes().stream()
        .filter(MoveOutcome.class::isInstance)
        .map(MoveOutcome.class::cast)
        .filter(outcome -> outcome.getMoveId().equals(move.getId()))
        .toList();
  }

  private static List<Object> outcomes() {
    List<Object> values = new ArrayList<>();
    try (TopicReader reader =
        new TopicReader(
            KAFKA.clientSettings(), List.of(Topics.OUTCOMES), TopicReader.Start.BEGINNING)) {
      while (!reader.caughtUp()) {
        for (TopicRecord record : reader.poll(Duration.ofMillis(200))) {
          if (record instanceof TopicRecord.Decoded decoded) {
            values.add(decoded.value());
          }
        }
      }
    }
    return values;
  }
}
