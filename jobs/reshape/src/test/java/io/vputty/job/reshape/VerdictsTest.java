package io.vputty.job.reshape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vputty.job.runtime.ControlBroadcast;
import io.vputty.job.runtime.ControlChange;
import io.vputty.mapping.FleetChange;
import io.vputty.mapping.MoveVerdict;
import io.vputty.mapping.OutcomeNotice;
import io.vputty.mapping.PlanRound;
import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Automation;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Power;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Tier;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.model.plan.NoMove;
import io.vputty.model.plan.PlannedMove;
import io.vputty.model.plan.Recommendation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.types.PojoTestUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans of a domain, carried out and judged: g1 on host a talks with g2 on b. */
class VerdictsTest {

  private static final long PANE = 1_000;
  private static final double HEAVY = 50e6;
  private static final double PER_BYTE = 3600 * Prices.defaults().networkZonePerGib() / Prices.GIB;

  private KeyedBroadcastOperatorTestHarness<String, DomainEvent, ControlChange, PlanRound> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new KeyedBroadcastOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new PlanDomain(ReshapeOptions.DEFAULTS, null, PANE, Prices.defaults()),
                ControlBroadcast.states()),
            DomainEvent::domain,
            Types.STRING,
            10,
            1,
            0);
    harness.open();
    fleet(host("a", "r1", ""));
    fleet(host("b", "r2", ""));
    fleet(host("c", "r3", ""));
    fleet(vm("g1", "a", 0));
    fleet(vm("g2", "b", 0));
    fleet(vm("g3", "c", 0));
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aMoveThatBroughtTwoTogetherIsVerified() throws Exception {
    talk(1, 22, HEAVY);
    arrive(24_500);
    talk(23, 34, HEAVY / 2);
    assertThat(verdicts()).as("ten panes after the one it arrived in").isEmpty();

    talk(35, 36, HEAVY / 2);

    MoveVerdict verdict = onlyVerdict();
    assertThat(verdict.helped()).isTrue();
    assertThat(verdict.moveId()).isEqualTo(round(0).moveId(0));
    assertThat(verdict.planId()).isEqualTo(round(0).id());
    assertThat(verdict.timeMs()).isEqualTo(35_000);
    assertThat(verdict.measuredMs()).isEqualTo(10_000);
    assertThat(verdict.attributed().value()).isCloseTo(PER_BYTE * HEAVY / 2, within(1e-6));
    assertThat(verdict.waveAttributed()).isEqualTo(verdict.attributed());
    assertThat(verdict.realised().value())
        .as("nothing of what it cost before is left")
        .isBetween(PER_BYTE * HEAVY / 2, PER_BYTE * HEAVY);
    assertThat(verdict.predicted()).isEqualTo(move(0).gainPerHour());
    assertThat(verdict.terms()).extracting(MoveVerdict.Term::name).containsExactly("network");
    assertThat(verdict.detail()).contains("predicted $", "measured $", "it helped");
  }

  @Test
  void whatWasMeasuredCorrectsTheNextPrediction() throws Exception {
    talk(1, 22, HEAVY);
    double predicted = move(0).gainPerHour().value();
    arrive(24_500);
    talk(23, 36, HEAVY / 2);
    assertThat(onlyVerdict().attributed().value()).isLessThan(0.6 * predicted);
    String with = move(0).target();
    fleet(vm(move(0).vm(), with, 37_000));

    String away = with.equals("a") ? "b" : "a";
    for (int pane = 37; pane <= 90; pane++) {
      see(pane, "g3", "c", "g1", with, HEAVY);
      advance(pane);
    }

    Recommendation next =
        harness.extractOutputValues().stream()
            .skip(1)
            .map(PlanRound::recommendation)
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow();
    double raw = next.moves().get(0).gainByTerm().network().value();
    assertThat(next.moves().get(0).gainPerHour().value())
        .as("three waves of doubt against one of about a half, never to %s", away)
        .isBetween(0.8 * raw, 0.95 * raw);
  }

  @Test
  void aMoveThatMadeThingsWorseIsTakenBackOnceAndLeftAloneThen() throws Exception {
    talk(1, 22, HEAVY);
    arrive(24_500);
    fleet(vm(move(0).vm(), move(0).target(), 26_000));
    fleet(vm("g4", move(0).source(), 0));
    for (int pane = 23; pane <= 120; pane++) {
      see(pane, move(0).vm(), move(0).target(), "g4", move(0).source(), HEAVY);
      advance(pane);
    }

    MoveVerdict verdict = onlyVerdict();
    assertThat(verdict.helped()).isFalse();
    assertThat(verdict.rollback()).isTrue();
    assertThat(verdict.attributed().high()).isNegative();
    assertThat(verdict.detail()).contains("worse for sure", "going back is recommended");
    assertThat(harness.extractOutputValues().stream().skip(1))
        .isNotEmpty()
        .allSatisfy(
            round ->
                assertThat(
                        round.recommendation() == null
                            ? List.<String>of()
                            : round.recommendation().moves().stream().map(PlannedMove::vm).toList())
                    .doesNotContain(move(0).vm()));
  }

  @Test
  void movesByOthersTakeAnOpenPlanBack() throws Exception {
    talk(1, 22, HEAVY);
    fleet(vm("g3", "b", 23_500));
    talk(23, 24, HEAVY);

    PlanRound second = round(1);
    NoMove none = Objects.requireNonNull(second.noMove());
    assertThat(second.supersedes()).isEqualTo(round(0).id());
    assertThat(second.triggers()).containsExactly(PlanDomain.OTHERS);
    assertThat(none.reason()).contains("others moved g3-name from c to b");
    assertThat(none.cost().total()).isPositive();
  }

  @Test
  void aVmThatOthersMovedWhileItWasMeasuredGetsNoVerdict() throws Exception {
    talk(1, 22, HEAVY);
    arrive(24_500);
    fleet(vm(move(0).vm(), move(0).target(), 25_500));
    talk(23, 28, HEAVY);
    fleet(vm(move(0).vm(), "c", 28_500));
    talk(29, 45, HEAVY);

    assertThat(verdicts()).isEmpty();
  }

  @Test
  void aPeerThatOthersMovedIsLeftOutAndSaidSo() throws Exception {
    talk(1, 22, HEAVY);
    String peer = move(0).vm().equals("g1") ? "g2" : "g1";
    arrive(24_500);
    talk(23, 28, HEAVY);
    fleet(vm(peer, "c", 28_500));
    talk(29, 45, HEAVY);

    MoveVerdict verdict = onlyVerdict();
    assertThat(verdict.helped()).isFalse();
    assertThat(verdict.rollback()).isFalse();
    assertThat(verdict.attributed()).isEqualTo(Interval.ZERO);
    assertThat(verdict.detail()).contains("left out, since others moved them meanwhile: " + peer);
  }

  @Test
  void movesOfADomainThatSomethingElseBalancesAreOnlyAdvised() throws Exception {
    fleet(host("b", "r2", "DRS"));
    talk(1, 22, HEAVY);

    assertThat(move(0).automation()).isEqualTo(Automation.MANUAL);
    assertThat(move(0).explanation()).contains("Advice only", "DRS balances this domain");
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Watches.class,
        Watches.OwnMove.class,
        WaveWatch.class,
        WaveWatch.WatchedMove.class,
        MoveVerdict.class
      })
  void typesAreSerializedWithoutKryo(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }

  private PlanRound round(int index) {
    return harness.extractOutputValues().get(index);
  }

  private PlannedMove move(int index) {
    return Objects.requireNonNull(round(0).recommendation()).moves().get(index);
  }

  private List<MoveVerdict> verdicts() {
    var told = harness.getSideOutput(PlanDomain.VERDICTS);
    return told == null ? List.of() : told.stream().map(StreamRecord::getValue).toList();
  }

  private MoveVerdict onlyVerdict() {
    assertThat(verdicts()).hasSize(1);
    return verdicts().get(0);
  }

  private void talk(int from, int until, double bytesPerSecond) throws Exception {
    for (int pane = from; pane <= until; pane++) {
      see(pane, "g1", "a", "g2", "b", bytesPerSecond);
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

  /** The first move of the first plan succeeds. */
  private void arrive(long timeMs) throws Exception {
    PlannedMove move = move(0);
    OutcomeNotice notice =
        new OutcomeNotice(
            timeMs,
            round(0).moveId(0),
            "dc",
            move.vm(),
            move.source(),
            move.target(),
            true,
            true,
            false,
            0,
            -1);
    harness.processElement(
        new DomainEvent(
            "dc",
            timeMs,
            "vputty.outcomes.v1",
            notice.moveId(),
            0,
            3,
            null,
            null,
            notice,
            null,
            null),
        0);
  }

  private void see(
      int pane, String from, String fromHost, String to, String toHost, double bytesPerSecond)
      throws Exception {
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
            new EdgeWindow.PaneCount(
                bytesPerSecond, bytesPerSecond / 1_000, 100, bytesPerSecond * 1e3, 0.01),
            1,
            EdgeWindow.Writes.NONE,
            0);
    harness.processElement(DomainEvent.of(window).get(0), 0);
  }

  private static FleetChange host(String name, String rack, String balancer) {
    Host host =
        new Host(
            name,
            "dc",
            rack,
            "zone",
            8,
            1L << 36,
            true,
            Map.of(),
            8,
            Power.UNKNOWN,
            "",
            0,
            balancer);
    return change("host/" + name, 0, host, null);
  }

  private static FleetChange vm(String id, String host, long timeMs) {
    Vm vm =
        new Vm(
            id,
            id + "-name",
            host,
            "dc",
            2,
            1L << 30,
            Automation.AUTOMATIC,
            "",
            "",
            Map.of(),
            "",
            -1);
    return change("vm/" + id, timeMs, null, vm);
  }

  private static FleetChange change(
      String entity, long timeMs, @Nullable Host host, @Nullable Vm vm) {
    return new FleetChange(
        timeMs, entity, "dc", false, host, vm, null, List.of(), false, List.of(), List.of(), -1,
        false, 0, 0);
  }
}
