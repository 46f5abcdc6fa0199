package io.vputty.job.reshape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vputty.mapping.MoveVerdict;
import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Power;
import io.vputty.model.footprint.Prices;
import io.vputty.model.plan.PlannedMove;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Moves that pay at hosts, not on wires, judged by loads alone. Periods of load are 30 panes. */
class HostVerdictsTest {

  private static final int PERIOD = 30;
  private static final double CONTENDED_CORES = 0.8 * 8;
  private static final Prices PRICES = Prices.defaults();

  private JudgedDomain domain;

  @BeforeEach
  void open() throws Exception {
    domain = new JudgedDomain();
  }

  @AfterEach
  void close() throws Exception {
    domain.close();
  }

  @Test
  void aMoveOffAContendedHostIsVerifiedByTheLoadsAfterIt() throws Exception {
    twoThatPeakTogether();
    int moved = moveSomewhereElse();

    run(moved, moved + 4 * PERIOD, 5_000, 5_000);

    MoveVerdict verdict = domain.onlyVerdict();
    double excess = (10 - CONTENDED_CORES) * PRICES.contentionPerHour();
    assertThat(verdict.helped()).isTrue();
    assertThat(verdict.timeMs())
        .as("after a whole period of load that began after the move")
        .isGreaterThanOrEqualTo((moved + PERIOD) * JudgedDomain.PANE);
    MoveVerdict.Term term = term(verdict, "contention");
    assertThat(term.predicted().value()).isCloseTo(excess, within(1e-9));
    assertThat(term.realised().value()).isCloseTo(excess, within(1e-9));
    assertThat(term.attributed().value()).isCloseTo(excess, within(1e-9));
    assertThat(verdict.attributed().value()).isCloseTo(excess, within(1e-9));
    assertThat(verdict.detail()).contains("predicted $0.14", "measured $0.14", "it helped");
  }

  @Test
  void aMoveOffAHostThatWouldNotContendAnyMoreIsIneffective() throws Exception {
    twoThatPeakTogether();
    int moved = moveSomewhereElse();

    run(moved, moved + 4 * PERIOD, 2_000, 2_000);

    MoveVerdict verdict = domain.onlyVerdict();
    assertThat(verdict.helped()).isFalse();
    assertThat(verdict.rollback()).isFalse();
    MoveVerdict.Term term = term(verdict, "contention");
    assertThat(term.predicted().value()).isPositive();
    assertThat(term.realised().value())
        .as("what was contended before is not now, for whatever reason")
        .isCloseTo((10 - CONTENDED_CORES) * PRICES.contentionPerHour(), within(1e-9));
    assertThat(term.attributed()).isEqualTo(Interval.ZERO);
    assertThat(verdict.detail()).contains("a gain is not sure");
  }

  @Test
  void aMoveThatEmptiesAHostIsVerifiedByItsWatts() throws Exception {
    twoOnHostsThatDraw();
    int moved = moveSomewhereElse();

    run(moved, moved + 4 * PERIOD, 1_000, 1_000);

    MoveVerdict verdict = domain.onlyVerdict();
    double idle = 0.1 * PRICES.energyPerKwh();
    assertThat(verdict.helped()).isTrue();
    MoveVerdict.Term term = term(verdict, "energy");
    assertThat(term.predicted().value()).isCloseTo(idle, within(1e-9));
    assertThat(term.realised().value()).isCloseTo(idle, within(1e-9));
    assertThat(term.attributed().value()).isCloseTo(idle, within(1e-9));
    assertThat(verdict.detail()).contains("predicted $0.015", "measured $0.015", "it helped");
  }

  @Test
  void aMoveThatWasToEmptyAHostIsIneffectiveIfSomeoneElseCameToRunThere() throws Exception {
    twoOnHostsThatDraw();
    PlannedMove move = domain.move(0);
    domain.fleet(JudgedDomain.vm("g3", move.source(), 31_000));
    int moved = moveSomewhereElse();

    run(moved, moved + 4 * PERIOD, 1_000, 1_000);

    MoveVerdict verdict = domain.onlyVerdict();
    assertThat(verdict.helped()).isFalse();
    assertThat(verdict.terms()).extracting(MoveVerdict.Term::name).doesNotContain("energy");
    assertThat(verdict.attributed()).isEqualTo(Interval.ZERO);
    assertThat(verdict.predicted().value()).isCloseTo(0.1 * PRICES.energyPerKwh(), within(1e-9));
  }

  private void twoThatPeakTogether() throws Exception {
    domain.fleet(JudgedDomain.host("a", "r1", ""));
    domain.fleet(JudgedDomain.host("b", "r2", ""));
    domain.fleet(JudgedDomain.vm("g1", "a", 0));
    domain.fleet(JudgedDomain.vm("g2", "a", 0));
    run(0, 2 * PERIOD + 22, 5_000, 5_000);
  }

  private void twoOnHostsThatDraw() throws Exception {
    Power power = new Power(100, 200);
    domain.fleet(JudgedDomain.host("a", "r1", "", power));
    domain.fleet(JudgedDomain.host("b", "r2", "", power));
    domain.fleet(JudgedDomain.vm("g1", "a", 0));
    domain.fleet(JudgedDomain.vm("g2", "b", 0));
    run(0, 2 * PERIOD + 22, 1_000, 1_000);
  }

  /** The planned move succeeds; returns the pane in which. */
  private int moveSomewhereElse() throws Exception {
    int pane = 2 * PERIOD + 23;
    PlannedMove move = domain.move(0);
    domain.arrive(pane * JudgedDomain.PANE - 500);
    domain.fleet(JudgedDomain.vm(move.vm(), move.target(), pane * JudgedDomain.PANE - 400));
    return pane;
  }

  private void run(int from, int until, long first, long second) throws Exception {
    for (int pane = from + 1; pane <= until; pane++) {
      if (pane % PERIOD == 0) {
        domain.load(pane, "g1", first);
        domain.load(pane, "g2", second);
      }
      domain.advance(pane);
    }
  }

  private static MoveVerdict.Term term(MoveVerdict verdict, String name) {
    List<MoveVerdict.Term> terms =
        verdict.terms().stream().filter(term -> term.name().equals(name)).toList();
    assertThat(terms).as("%s among %s", name, verdict.terms()).hasSize(1);
    return terms.get(0);
  }
}
