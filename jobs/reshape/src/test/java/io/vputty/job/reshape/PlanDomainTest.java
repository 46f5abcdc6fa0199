package io.vputty.job.reshape;

import static io.vputty.job.reshape.JudgedDomain.change;
import static io.vputty.job.reshape.JudgedDomain.outcome;
import static io.vputty.job.reshape.JudgedDomain.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vputty.job.runtime.ControlBroadcast;
import io.vputty.job.runtime.ControlChange;
import io.vputty.job.runtime.JobSettings;
import io.vputty.mapping.FleetChange;
import io.vputty.mapping.OutcomeNotice;
import io.vputty.mapping.PlanRound;
import io.vputty.mapping.SettingChange;
import io.vputty.model.drift.DriftKind;
import io.vputty.model.drift.DriftNotice;
import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Tier;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.model.plan.NoMove;
import io.vputty.model.plan.PlannedMove;
import io.vputty.model.plan.Recommendation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.types.PojoTestUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanDomainTest {

  private static final long PANE = 1_000;
  private static final double HEAVY = 50e6;
  private static final double FIVE_TIMES_ITS_COST = 155e3;

  private CoBroadcastWithKeyedOperator<String, DomainEvent, ControlChange, PlanRound> operator;
  private KeyedBroadcastOperatorTestHarness<String, DomainEvent, ControlChange, PlanRound> harness;

  @BeforeEach
  void open() throws Exception {
    open(null);
  }

  private void open(@Nullable ReshapeOptions shadow) throws Exception {
    operator = operator(shadow);
    harness = harness(operator);
    harness.open();
    fleet(host("a", "r1"));
    fleet(host("b", "r2"));
    fleet(vm("g1", "a", 0));
    fleet(vm("g2", "b", 0));
  }

  private static CoBroadcastWithKeyedOperator<String, DomainEvent, ControlChange, PlanRound>
      operator(@Nullable ReshapeOptions shadow) {
    return new CoBroadcastWithKeyedOperator<>(
        new PlanDomain(ReshapeOptions.DEFAULTS, shadow, PANE, Prices.defaults()),
        ControlBroadcast.states());
  }

  private static KeyedBroadcastOperatorTestHarness<String, DomainEvent, ControlChange, PlanRound>
      harness(CoBroadcastWithKeyedOperator<String, DomainEvent, ControlChange, PlanRound> of)
          throws Exception {
    return new KeyedBroadcastOperatorTestHarness<>(of, DomainEvent::domain, Types.STRING, 10, 1, 0);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void bringsTwoThatTalkTogetherOnceTheDomainIsWarm() throws Exception {
    talk(1, 19, HEAVY);
    assertThat(harness.extractOutputValues()).isEmpty();

    talk(20, 22, HEAVY);

    PlanRound round = onlyRound();
    assertThat(round.triggers()).containsExactly(PlanDomain.TIMER);
    List<PlannedMove> moves = moves(round).moves();
    assertThat(moves).hasSize(1);
    assertThat(moves(round).after().total()).isZero();
    assertThat(round.names()).containsValue(moves.get(0).vm() + "-name");
    assertThat(round.expiresMs()).isEqualTo(round.timeMs() + 60 * PANE);
  }

  @Test
  void saysWhyNothingMovesWhereTrafficIsNotWorthAMigration() throws Exception {
    talk(1, 22, 20);

    PlanRound round = onlyRound();
    assertThat(round.recommendation()).isNull();
    assertThat(none(round).reason()).isNotEmpty();
  }

  @Test
  void plansNothingWhilePausedAndSaysWhoPaused() throws Exception {
    setting("pause", "true");
    talk(1, 22, HEAVY);

    PlanRound round = onlyRound();
    assertThat(none(round).reason()).contains("ann").contains("audit");
    assertThat(round.inputs()).contains(new PlanRound.Input("vputty.settings.v1", 0, 17));
  }

  @Test
  void waitsForAnOpenPlanAndTrustsAnArrivalBeforeTheInventoryDoes() throws Exception {
    talk(1, 22, HEAVY);
    PlanRound first = onlyRound();
    talk(23, 30, HEAVY);
    harness.processElement(outcome(ended(first, 0, true, 0)), 0);
    talk(31, 56, HEAVY);

    List<PlanRound> rounds = harness.extractOutputValues();
    assertThat(rounds).hasSize(2);
    assertThat(none(rounds.get(1)).cost().total()).as("they are together").isZero();
  }

  @Test
  void letsAVmRestLongerWithEachMoveThatFails() throws Exception {
    talk(1, 22, HEAVY);
    PlanRound first = onlyRound();
    harness.processElement(outcome(ended(first, 0, false, 0)), 0);
    talk(23, 57, HEAVY);

    assertThat(none(harness.extractOutputValues().get(1)).reason()).contains("still stands in 6");
    PlanRound second = harness.extractOutputValues().get(2);
    String failed = moves(first).moves().get(0).vm();
    assertThat(moves(second).moves()).extracting(PlannedMove::vm).doesNotContain(failed);
    harness.processElement(outcome(ended(second, 0, false, 0)), 0);
    talk(58, 88, HEAVY);
    assertThat(none(harness.extractOutputValues().get(3)).reason())
        .contains("2 VMs rest", "moves failed of g1, g2");
  }

  @Test
  void plansNoMoreThanTheHourAllows() throws Exception {
    setting("max-moves-per-hour", "1");
    talk(1, 22, HEAVY);
    PlanRound first = onlyRound();
    harness.processElement(outcome(ended(first, 0, true, 0)), 0);
    talk(23, 56, HEAVY);

    assertThat(none(harness.extractOutputValues().get(1)).reason())
        .contains("no move is allowed", "1 migrations ended within the hour");
  }

  @Test
  void leavesHostsAloneThatHadTheirMigrationsOfTheHour() throws Exception {
    setting("max-host-moves-per-hour", "1");
    talk(1, 22, HEAVY);
    PlanRound first = onlyRound();
    harness.processElement(outcome(ended(first, 0, true, 0)), 0);
    talk(23, 56, HEAVY);

    assertThat(none(harness.extractOutputValues().get(1)).reason())
        .contains("hosts had their migrations of the hour: a, b");
  }

  @Test
  void aggressivenessOfADomainSaysHowMuchAGainMustBeWorth() throws Exception {
    talk(1, 22, FIVE_TIMES_ITS_COST);
    assertThat(onlyRound().recommendation()).isNotNull();
    close();
    open();

    setting("aggressiveness", "1");
    talk(1, 22, FIVE_TIMES_ITS_COST);

    assertThat(none(onlyRound()).reason()).contains("not 8.0 times its cost");
  }

  @Test
  void learnsWhatMigrationsSend() throws Exception {
    talk(1, 22, HEAVY);
    PlanRound first = onlyRound();
    double expected = moves(first).moves().get(0).cost();
    harness.processElement(outcome(ended(first, 0, true, 3L << 30)), 0);
    fleet(vm("g3", first.recommendation() == null ? "" : "a", 0));
    for (int pane = 23; pane <= 60; pane++) {
      String other = moves(first).moves().get(0).source().equals("a") ? "b" : "a";
      String near = other.equals("a") ? "b" : "a";
      harness.processElement(event(pane, "g3", "a", "g1", other, HEAVY, 1), 0);
      harness.processElement(event(pane, "g1", near, "g2", other, HEAVY, 1), 0);
      advance(pane);
    }

    PlanRound last = harness.extractOutputValues().get(2);
    assertThat(moves(last).moves().get(0).cost()).isGreaterThan(1.2 * expected);
  }

  @Test
  void movesNothingUncalledThatIsOverWhenTheHoldIs() throws Exception {
    talk(1, 22, HEAVY);
    PlanRound first = onlyRound();
    harness.processElement(outcome(ended(first, 0, false, 0)), 0);
    talk(23, 51, HEAVY);
    assertThat(none(harness.extractOutputValues().get(1)).reason()).contains("still stands in 6");
    fleet(vm("g1", "a", 52_000));
    fleet(vm("g2", "a", 52_000));
    talk(52, 58, HEAVY);

    assertThat(harness.extractOutputValues()).hasSize(3);
    assertThat(harness.extractOutputValues().get(2).recommendation()).isNull();
  }

  @Test
  void plansOnlyWhatIsAroundADrift() throws Exception {
    fleet(host("c", "r3"));
    fleet(vm("far1", "c", 0));
    fleet(vm("far2", "b", 0));
    talk(1, 22, 20);
    harness.processElement(drift(23, DriftKind.SURGE, "g1", "g2"), 0);
    for (int pane = 23; pane <= 30; pane++) {
      harness.processElement(event(pane, HEAVY), 0);
      harness.processElement(event(pane, "far1", "c", "far2", "b", HEAVY, 1), 0);
      advance(pane);
    }

    PlanRound round = harness.extractOutputValues().get(1);
    assertThat(round.triggers()).containsExactly("drift");
    assertThat(moves(round).moves())
        .singleElement()
        .satisfies(move -> assertThat(move.vm()).isIn("g1", "g2"));
  }

  @Test
  void saysSoWhereWhatDriftedGivesNoMove() throws Exception {
    talk(1, 22, 20);
    harness.processElement(drift(23, DriftKind.FADE, "g1", "g2"), 0);
    talk(23, 30, 20);

    assertThat(none(harness.extractOutputValues().get(1)).reason())
        .startsWith("of 2 VMs around what drifted, on 2 hosts: ");
  }

  @Test
  void plansTheWholeWhereTheDomainDrifted() throws Exception {
    talk(1, 22, 20);
    harness.processElement(drift(23, DriftKind.DOMAIN, "", ""), 0);
    talk(23, 30, 20);

    assertThat(none(harness.extractOutputValues().get(1)).reason()).doesNotContain("around");
  }

  @Test
  void goesOnAfterARestartAsIfThereHadBeenNone() throws Exception {
    talk(1, 17, HEAVY);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    talk(18, 22, HEAVY);
    String id = onlyRound().id();
    close();
    harness = harness(operator(null));
    harness.initializeState(snapshot);
    harness.open();
    talk(18, 22, HEAVY);

    assertThat(onlyRound().id()).isEqualTo(id);
  }

  @Test
  void holdsADomainWhoseHostsToldTooLittle() throws Exception {
    for (int pane = 1; pane <= 22; pane++) {
      harness.processElement(event(pane, "g1", "a", "g2", "b", HEAVY, 0.5), 0);
      advance(pane);
    }

    assertThat(onlyRound().frozenHosts()).containsExactly("a", "b");
  }

  @Test
  void freezesAHostThatShouldTellSomethingAndTellsNothing() throws Exception {
    fleet(host("mute", "r1", "10.0.0.1"));
    fleet(vm("m1", "mute", 0));
    fleet(host("loaded", "r1", "10.0.0.2"));
    fleet(vm("l1", "loaded", 0));
    fleet(host("empty", "r1", "10.0.0.3"));
    fleet(host("unmonitored", "r1"));
    fleet(vm("u1", "unmonitored", 0));
    LoadPeriod idle = new LoadPeriod("l1", 0, 10);
    harness.processElement(DomainEvent.of("dc", 9_999, idle), 0);
    talk(1, 22, HEAVY);

    assertThat(onlyRound().frozenHosts()).containsExactly("mute");
  }

  @Test
  void spreadsVmsThatTogetherLoadTheirHostTooMuch() throws Exception {
    for (String id : List.of("c1", "c2", "c3")) {
      fleet(vm(id, "a", 0));
    }
    talk(1, 30, 20);
    for (String id : List.of("g1", "c1", "c2", "c3")) {
      LoadPeriod busy = new LoadPeriod(id, 30_000, 2_000);
      harness.processElement(DomainEvent.of("dc", 59_999, busy), 0);
    }
    talk(31, 85, 20);

    PlanRound last = harness.extractOutputValues().get(2);
    assertThat(moves(last).before().contention()).isPositive();
    assertThat(moves(last).after().contention()).isZero();
    assertThat(moves(last).moves()).singleElement().extracting(PlannedMove::target).isEqualTo("b");
    assertThat(moves(last).moves().get(0).explanation()).contains("peak above what it has");
  }

  @Test
  void tellsWhereASecondPlannerDisagrees() throws Exception {
    talk(1, 22, HEAVY);
    assertThat(onlyRound().shadow()).isEmpty();
    close();
    open(ReshapeOptions.shadow(settings("margin=1e9, max-moves=1")));
    talk(1, 22, HEAVY);

    PlanRound round = onlyRound();
    assertThat(moves(round).moves()).hasSize(1);
    assertThat(round.shadow())
        .contains("leave 1 where they are (" + moves(round).moves().get(0).vm() + ")")
        .contains("gain $0.0000 an hour against");
  }

  @ParameterizedTest
  @ValueSource(strings = {"margin", "margin=1,", "boldness=1", "shadow=margin=1", "margin=much"})
  void shadowsThatMakeNoSenseAreRefused(String text) {
    assertThatThrownBy(() -> ReshapeOptions.shadow(settings(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'");
  }

  private static JobSettings settings(String shadow) {
    return JobSettings.of("none:1", Map.of()).with("shadow", shadow);
  }

  @Test
  void sameEventsInAnyOrderGiveTheSamePlanId() throws Exception {
    talk(1, 22, HEAVY);
    String id = onlyRound().id();
    close();
    open();
    for (int pane = 22; pane >= 1; pane--) {
      harness.processElement(event(pane, HEAVY), 0);
    }
    advance(22);

    assertThat(onlyRound().id()).isEqualTo(id);
  }

  @Test
  void forgetsADomainWhoseEdgesHaveFaded() throws Exception {
    talk(1, 5, 20);
    advance(1_000);

    HeapKeyedStateBackend<?> state = (HeapKeyedStateBackend<?>) operator.getKeyedStateBackend();
    assertThat(state.numKeyValueStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        DomainEvent.class,
        ControlChange.class,
        RememberedEdge.class,
        Agenda.class,
        Experience.class,
        PlanRound.class,
        SettingChange.class
      })
  void typesAreSerializedWithoutKryo(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }

  private static DomainEvent drift(int pane, DriftKind kind, String from, String to) {
    DriftNotice notice =
        new DriftNotice(
            pane * PANE,
            "drift",
            kind,
            kind.isOfEdge() ? "NETWORK/" + from + "/" + to : "domain/dc",
            kind.isOfEdge() ? new EdgeKey(EdgeKind.NETWORK, from, to) : null,
            List.of("dc"),
            Interval.exactly(20),
            Interval.exactly(kind == DriftKind.SURGE ? HEAVY : 20),
            (pane - 1) * PANE,
            20,
            10,
            1,
            "test",
            "");
    return DomainEvent.of(notice).get(0);
  }

  private static Recommendation moves(PlanRound round) {
    return Objects.requireNonNull(round.recommendation(), "moves");
  }

  private static NoMove none(PlanRound round) {
    return Objects.requireNonNull(round.noMove(), "a reason for no move");
  }

  private PlanRound onlyRound() {
    List<PlanRound> rounds = harness.extractOutputValues();
    assertThat(rounds).hasSize(1);
    return rounds.get(0);
  }

  private void talk(int from, int until, double bytesPerSecond) throws Exception {
    for (int pane = from; pane <= until; pane++) {
      harness.processElement(event(pane, bytesPerSecond), 0);
      advance(pane);
    }
  }

  private void advance(int pane) throws Exception {
    harness.processBroadcastWatermark(new Watermark(pane * PANE));
    harness.processWatermark(new Watermark(pane * PANE));
  }

  private void fleet(FleetChange change) throws Exception {
    harness.processBroadcastElement(new ControlChange(change, null), 0);
  }

  private void setting(String name, String value) throws Exception {
    SettingChange change = new SettingChange(5_000, "dc", name, value, "ann", "audit", 0, 17);
    harness.processBroadcastElement(new ControlChange(null, change), 0);
  }

  private static OutcomeNotice ended(PlanRound round, int index, boolean succeeded, long bytes) {
    PlannedMove move = moves(round).moves().get(index);
    return new OutcomeNotice(
        round.timeMs() + 8_000,
        round.moveId(index),
        "dc",
        move.vm(),
        move.source(),
        move.target(),
        true,
        succeeded,
        !succeeded,
        bytes,
        bytes == 0 ? -1 : 10_000);
  }

  private static DomainEvent event(int pane, double bytesPerSecond) {
    return event(pane, "g1", "a", "g2", "b", bytesPerSecond, 1);
  }

  private static DomainEvent event(
      int pane,
      String from,
      String fromHost,
      String to,
      String toHost,
      double bytesPerSecond,
      double completeness) {
    EdgeWindow window =
        new EdgeWindow(
            pane * PANE,
            EdgeKind.NETWORK,
            from,
            to,
            new EdgeWindow.Place(fromHost, "dc"),
            new EdgeWindow.Place(toHost, "dc"),
            Tier.ZONE,
            5_000,
            PANE,
            Interval.exactly(bytesPerSecond),
            100,
            new EdgeWindow.PaneCount(bytesPerSecond, bytesPerSecond / 1_000, 100, 0, 0.01),
            completeness,
            EdgeWindow.Writes.NONE,
            0);
    return DomainEvent.of(window).get(0);
  }

  private static FleetChange host(String name, String rack, String... agents) {
    Host host = new Host(name, "dc", rack, "zone", 8, 1L << 36, true, Map.of());
    return change("host/" + name, 0, host, null, agents);
  }
}
