package io.vputty.sink.console.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.vputty.schema.Decision;
import io.vputty.schema.DriftEvent;
import io.vputty.schema.DriftKind;
import io.vputty.schema.Interval;
import io.vputty.schema.Move;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;
import io.vputty.schema.Plan;
import io.vputty.schema.Verb;
import io.vputty.schema.Verdict;
import io.vputty.sink.console.state.ConsoleRecords;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a history does, whichever database it is in. */
abstract class HistoryContract {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final History.Period ALL =
      new History.Period(Instant.EPOCH, NOON.plus(Duration.ofDays(60)), 100);

  private History history;

  /** An empty database. */
  abstract HistorySettings empty() throws Exception;

  @BeforeEach
  void open() throws Exception {
    history = History.open(empty());
  }

  @AfterEach
  void close() {
    history.close();
  }

  private void keep(SpecificRecordBase... records) throws SQLException {
    history.keep(ConsoleRecords.read(records));
  }

  private static DriftEvent drift(Instant time, String subject) {
    return DriftEvent.newBuilder()
        .setTime(time)
        .setKind(DriftKind.SURGE)
        .setSubject(subject)
        .setDomains(List.of("east"))
        .setWorthPerHour(0.25)
        .build();
  }

  private static Plan plan(String id, Instant time, Move... moves) {
    return Plan.newBuilder()
        .setId(id)
        .setDomain("east")
        .setTime(time)
        .setMoves(List.of(moves))
        .build();
  }

  private static Move move(String id, String vm, double gain) {
    return Move.newBuilder()
        .setId(id)
        .setVm(vm)
        .setSource("h1")
        .setTarget("h2")
        .setGainPerHour(new Interval(gain, gain, gain))
        .setCost(0.5)
        .build();
  }

  private static MoveOutcome outcome(String move, MoveState state, long token, Instant time) {
    return MoveOutcome.newBuilder()
        .setMoveId(move)
        .setState(state)
        .setFencingToken(token)
        .setTime(time)
        .build();
  }

  private static Verdict verdict(String move, double gain, Instant time) {
    return Verdict.newBuilder()
        .setMoveId(move)
        .setState(MoveState.VERIFIED)
        .setTime(time)
        .setAttributed(new Interval(gain, gain, gain))
        .build();
  }

  @Test
  void tellsTheNewestOfAPeriodFirst() throws Exception {
    keep(drift(NOON, "a"), drift(NOON.plusSeconds(1), "b"), drift(NOON.plusSeconds(2), "c"));
    assertThat(history.drifts(ALL))
        .extracting(d -> d.path("subject").asText())
        .containsExactly("c", "b", "a");
    History.Period part = new History.Period(NOON, NOON.plusSeconds(2), 1);
    List<JsonNode> newest = history.drifts(part);
    assertThat(newest).extracting(d -> d.path("subject").asText()).containsExactly("b");
    assertThat(newest.get(0).path("time").asLong()).isEqualTo(NOON.plusSeconds(1).toEpochMilli());
    assertThat(newest.get(0).path("kind").asText()).isEqualTo("SURGE");
  }

  @Test
  void takesNothingTwice() throws Exception {
    Decision decision =
        Decision.newBuilder().setSubject("p1").setVerb(Verb.APPROVE).setTime(NOON).build();
    for (int i = 0; i < 2; i++) {
      keep(plan("p1", NOON, move("m1", "v", 1)), drift(NOON, "a"), decision);
      keep(outcome("m1", MoveState.SUCCEEDED, 1, NOON), verdict("m1", 1, NOON));
    }
    assertThat(history.plans(ALL)).hasSize(1);
    assertThat(history.drifts(ALL)).hasSize(1);
    assertThat(history.decisions(ALL)).hasSize(1);
    assertThat(history.outcomes(ALL)).hasSize(1);
    assertThat(history.verdicts(ALL)).hasSize(1);
  }

  @Test
  void tellsOfEachMoveTheReportThatHolds() throws Exception {
    keep(
        outcome("done", MoveState.CLAIMED, 7, NOON),
        outcome("done", MoveState.RUNNING, 7, NOON.plusSeconds(1)),
        outcome("done", MoveState.SUCCEEDED, 7, NOON.plusSeconds(2)),
        outcome("done", MoveState.CLAIMED, 6, NOON.plusSeconds(3)),
        outcome("ended", MoveState.CANCELLED, 4, NOON),
        outcome("ended", MoveState.RUNNING, 4, NOON.plusSeconds(1)),
        outcome("waiting", MoveState.SKIPPED, -1, NOON));
    assertThat(history.outcomes(ALL))
        .extracting(o -> o.path("moveId").asText() + " " + o.path("state").asText())
        .containsExactlyInAnyOrder("done SUCCEEDED", "ended CANCELLED", "waiting SKIPPED");
  }

  @Test
  void addsUpSavingsByMonth() throws Exception {
    Instant december = Instant.parse("2026-12-01T00:30:00Z");
    keep(
        plan("p1", NOON, move("m1", "v1", 1), move("m2", "v2", 2)),
        plan("p2", NOON.plusSeconds(60), move("m3", "v1", 4)),
        outcome("m2", MoveState.SUCCEEDED, 1, NOON.plusSeconds(90)),
        outcome("m3", MoveState.SUCCEEDED, 1, december),
        verdict("m2", 1.5, december));
    List<SavingsMonth> months = history.savings();
    assertThat(months).extracting(SavingsMonth::month).containsExactly("2026-11", "2026-12");
    SavingsMonth november = months.get(0);
    assertThat(november.advised()).isEqualTo(2);
    assertThat(november.advisedPerHour()).as("v1 as planned last").isCloseTo(6, within(1e-9));
    assertThat(november.executed()).isEqualTo(1);
    assertThat(november.executedPerHour()).isCloseTo(2, within(1e-9));
    assertThat(november.migrationCost()).isCloseTo(0.5, within(1e-9));
    assertThat(november.judged()).isZero();
    assertThat(months.get(1).executed()).isEqualTo(1);
    assertThat(months.get(1).judged()).isEqualTo(1);
    assertThat(months.get(1).attributedPerHour()).isCloseTo(1.5, within(1e-9));
  }

  @Test
  void forgetsWhatIsTooOld() throws Exception {
    keep(drift(NOON, "old"), drift(NOON.plus(Duration.ofDays(20)), "young"));
    assertThat(history.trim(NOON.plus(Duration.ofDays(31)))).isEqualTo(1);
    assertThat(history.drifts(ALL))
        .extracting(d -> d.path("subject").asText())
        .containsExactly("young");
  }

  @Test
  void takesWhateverTextTelemetryHolds() throws Exception {
    keep(drift(NOON, "'; drop table drift; -- <b>\u0000 ä 语"));
    assertThat(history.drifts(ALL).get(0).path("subject").asText())
        .startsWith("'; drop table drift; -- <b>")
        .endsWith(" ä 语");
  }

  @Test
  void outlivesItsConsole() throws Exception {
    HistorySettings settings = empty();
    try (History first = History.open(settings)) {
      first.keep(ConsoleRecords.read(drift(NOON, "a")));
    }
    try (History second = History.open(settings)) {
      assertThat(second.drifts(ALL)).hasSize(1);
    }
  }

  @Test
  void writesBehindAndLeavesOutAloneWhatIsRefused() throws Exception {
    try (HistoryWriter writer = new HistoryWriter(history, Clock.fixed(NOON, ZoneOffset.UTC))) {
      writer.add(
          ConsoleRecords.read(drift(NOON, "a"), drift(NOON, "x".repeat(800)), drift(NOON, "b")));
      long giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (history.drifts(ALL).size() < 2 || writer.leftOut() < 1) {
        assertThat(System.nanoTime()).as("left out %d", writer.leftOut()).isLessThan(giveUp);
        Thread.onSpinWait();
      }
      assertThat(writer.failure()).isEmpty();
    }
    assertThat(history.drifts(ALL))
        .extracting(d -> d.path("subject").asText())
        .containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void saysWhyItCannotBeOpened() {
    assertThatThrownBy(() -> new HistorySettings("jdbc:mysql:x", "", "", Duration.ofDays(1)))
        .hasMessageContaining("jdbc:postgresql:");
    HistorySettings nowhere =
        new HistorySettings("jdbc:postgresql://127.0.0.1:1/x", "u", "p", Duration.ofDays(1));
    assertThatThrownBy(() -> History.open(nowhere))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("127.0.0.1:1");
  }
}
