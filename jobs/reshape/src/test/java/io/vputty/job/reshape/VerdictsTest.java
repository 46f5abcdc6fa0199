package io.vputty.job.reshape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vputty.mapping.MoveVerdict;
import io.vputty.mapping.PlanRound;
import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Automation;
import io.vputty.model.footprint.Prices;
import io.vputty.model.plan.NoMove;
import io.vputty.model.plan.PlannedMove;
import io.vputty.model.plan.Recommendation;
import java.util.List;
import java.util.Objects;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans of a domain, carried out and judged: g1 on host a talks with g2 on b. */
class VerdictsTest {

  private static final double HEAVY = 50e6;
  private static final double PER_BYTE = 3600 * Prices.defaults().networkZonePerGib() / Prices.GIB;

  private JudgedDomain domain;

  @BeforeEach
  void open() throws Exception {
    domain = new JudgedDomain();
    domain.fleet(JudgedDomain.host("a", "r1", ""));
    domain.fleet(JudgedDomain.host("b", "r2", ""));
    domain.fleet(JudgedDomain.host("c", "r3", ""));
    domain.fleet(JudgedDomain.vm("g1", "a", 0));
    domain.fleet(JudgedDomain.vm("g2", "b", 0));
    domain.fleet(JudgedDomain.vm("g3", "c", 0));
  }

  @AfterEach
  void close() throws Exception {
    domain.close();
  }

  @Test
  void aMoveThatBroughtTwoTogetherIsVerified() throws Exception {
    domain.talk(1, 22, HEAVY);
    domain.arrive(24_500);
    domain.talk(23, 34, HEAVY / 2);
    assertThat(domain.verdicts()).as("ten panes after the one it arrived in").isEmpty();

    domain.talk(35, 36, HEAVY / 2);

    MoveVerdict verdict = domain.onlyVerdict();
    assertThat(verdict.helped()).isTrue();
    assertThat(verdict.moveId()).isEqualTo(domain.round(0).moveId(0));
    assertThat(verdict.planId()).isEqualTo(domain.round(0).id());
    assertThat(verdict.timeMs()).isEqualTo(35_000);
    assertThat(verdict.measuredMs()).isEqualTo(10_000);
    assertThat(verdict.attributed().value()).isCloseTo(PER_BYTE * HEAVY / 2, within(1e-6));
    assertThat(verdict.waveAttributed()).isEqualTo(verdict.attributed());
    assertThat(verdict.realised().value())
        .as("nothing of what it cost before is left")
        .isBetween(PER_BYTE * HEAVY / 2, PER_BYTE * HEAVY);
    assertThat(verdict.predicted()).isEqualTo(domain.move(0).gainPerHour());
    assertThat(verdict.terms()).extracting(MoveVerdict.Term::name).containsExactly("network");
    assertThat(verdict.detail()).contains("predicted $", "measured $", "it helped");
  }

  @Test
  void whatWasMeasuredCorrectsTheNextPrediction() throws Exception {
    domain.talk(1, 22, HEAVY);
    double predicted = domain.move(0).gainPerHour().value();
    domain.arrive(24_500);
    domain.talk(23, 36, HEAVY / 2);
    assertThat(domain.onlyVerdict().attributed().value()).isLessThan(0.6 * predicted);
    String with = domain.move(0).target();
    domain.fleet(JudgedDomain.vm(domain.move(0).vm(), with, 37_000));

    String away = with.equals("a") ? "b" : "a";
    for (int pane = 37; pane <= 90; pane++) {
      domain.see(pane, "g3", "c", "g1", with, HEAVY);
      domain.advance(pane);
    }

    Recommendation next =
        domain.harness.extractOutputValues().stream()
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
    domain.talk(1, 22, HEAVY);
    domain.arrive(24_500);
    domain.fleet(JudgedDomain.vm(domain.move(0).vm(), domain.move(0).target(), 26_000));
    domain.fleet(JudgedDomain.vm("g4", domain.move(0).source(), 0));
    for (int pane = 23; pane <= 120; pane++) {
      domain.see(
          pane, domain.move(0).vm(), domain.move(0).target(), "g4", domain.move(0).source(), HEAVY);
      domain.advance(pane);
    }

    MoveVerdict verdict = domain.onlyVerdict();
    assertThat(verdict.helped()).isFalse();
    assertThat(verdict.rollback()).isTrue();
    assertThat(verdict.attributed().high()).isNegative();
    assertThat(verdict.detail()).contains("worse for sure", "going back is recommended");
    assertThat(domain.harness.extractOutputValues().stream().skip(1))
        .isNotEmpty()
        .allSatisfy(
            round ->
                assertThat(
                        round.recommendation() == null
                            ? List.<String>of()
                            : round.recommendation().moves().stream().map(PlannedMove::vm).toList())
                    .doesNotContain(domain.move(0).vm()));
  }

  @Test
  void movesByOthersTakeAnOpenPlanBack() throws Exception {
    domain.talk(1, 22, HEAVY);
    domain.fleet(JudgedDomain.vm("g3", "b", 23_500));
    domain.talk(23, 24, HEAVY);

    PlanRound second = domain.round(1);
    NoMove none = Objects.requireNonNull(second.noMove());
    assertThat(second.supersedes()).isEqualTo(domain.round(0).id());
    assertThat(second.triggers()).containsExactly(PlanDomain.OTHERS);
    assertThat(none.reason()).contains("others moved g3-name from c to b");
    assertThat(none.cost().total()).isPositive();
  }

  @Test
  void aVmThatOthersMovedWhileItWasMeasuredGetsNoVerdict() throws Exception {
    domain.talk(1, 22, HEAVY);
    domain.arrive(24_500);
    domain.fleet(JudgedDomain.vm(domain.move(0).vm(), domain.move(0).target(), 25_500));
    domain.talk(23, 28, HEAVY);
    domain.fleet(JudgedDomain.vm(domain.move(0).vm(), "c", 28_500));
    domain.talk(29, 45, HEAVY);

    assertThat(domain.verdicts()).isEmpty();
  }

  @Test
  void aPeerThatOthersMovedIsLeftOutAndSaidSo() throws Exception {
    domain.talk(1, 22, HEAVY);
    String peer = domain.move(0).vm().equals("g1") ? "g2" : "g1";
    domain.arrive(24_500);
    domain.talk(23, 28, HEAVY);
    domain.fleet(JudgedDomain.vm(peer, "c", 28_500));
    domain.talk(29, 45, HEAVY);

    MoveVerdict verdict = domain.onlyVerdict();
    assertThat(verdict.helped()).isFalse();
    assertThat(verdict.rollback()).isFalse();
    assertThat(verdict.attributed()).isEqualTo(Interval.ZERO);
    assertThat(verdict.detail()).contains("left out, since others moved them meanwhile: " + peer);
  }

  @Test
  void movesOfADomainThatSomethingElseBalancesAreOnlyAdvised() throws Exception {
    domain.fleet(JudgedDomain.host("b", "r2", "DRS"));
    domain.talk(1, 22, HEAVY);

    assertThat(domain.move(0).automation()).isEqualTo(Automation.MANUAL);
    assertThat(domain.move(0).explanation()).contains("Advice only", "DRS balances this domain");
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
}
