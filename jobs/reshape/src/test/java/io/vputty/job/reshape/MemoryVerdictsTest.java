package io.vputty.job.reshape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vputty.mapping.MoveVerdict;
import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Prices;
import io.vputty.model.plan.PlannedMove;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Moves that bring equal pages together: g1 on host a has 8,000 pages of 1 MiB of which g2 on b has
 * the second half.
 */
class MemoryVerdictsTest {

  private static final double PER_PAGE =
      (1 << 20) * Prices.defaults().memoryPerGibHour() / Prices.GIB;
  private static final int IN_COMMON = 4_000;

  private JudgedDomain domain;

  @BeforeEach
  void open() throws Exception {
    domain = new JudgedDomain();
    domain.fleet(JudgedDomain.host("a", "r1", ""));
    domain.fleet(JudgedDomain.host("b", "r2", ""));
    domain.fleet(JudgedDomain.vm("g1", "a", 0));
    domain.fleet(JudgedDomain.vm("g2", "b", 0));
    domain.pages(1, "g1", 0, 8_000);
    domain.pages(1, "g2", 4_000, 12_000);
    run(1, 22);
  }

  @AfterEach
  void close() throws Exception {
    domain.close();
  }

  @Test
  void aPlanBringsEqualPagesTogether() throws Exception {
    PlannedMove move = domain.move(0);

    assertThat(move.gainByTerm().memory())
        .isEqualTo(Interval.exactly(move.gainByTerm().memory().value()));
    assertThat(move.gainPerHour().value()).isCloseTo(IN_COMMON * PER_PAGE, within(1e-9));
    assertThat(move.explanation()).contains("that they could share");
  }

  @Test
  void itIsVerifiedByTheSamplesAfterIt() throws Exception {
    arrive();
    run(23, 40);
    assertThat(domain.verdicts()).as("no page was looked at since").isEmpty();

    domain.pages(41, domain.move(0).vm(), 4_000, 11_000);
    run(41, 42);

    MoveVerdict verdict = domain.onlyVerdict();
    boolean first = domain.move(0).vm().equals("g1");
    int together = first ? 7_000 : 4_000;
    MoveVerdict.Term term = memory(verdict);
    assertThat(verdict.helped()).isTrue();
    assertThat(term.predicted().value()).isCloseTo(IN_COMMON * PER_PAGE, within(1e-9));
    assertThat(term.attributed().value()).isCloseTo(together * PER_PAGE, within(1e-9));
    assertThat(term.realised().value())
        .as("16,000 pages before, each content once now")
        .isCloseTo((16_000 - (first ? 8_000 : 11_000)) * PER_PAGE, within(1e-9));
    assertThat(verdict.detail()).contains("it helped");
  }

  @Test
  void itIsIneffectiveIfThePagesAreOthersBeforeLong() throws Exception {
    arrive();
    run(23, 40);

    domain.pages(41, domain.move(0).vm(), 50_000, 58_000);
    run(41, 42);

    MoveVerdict verdict = domain.onlyVerdict();
    assertThat(verdict.helped()).isFalse();
    assertThat(verdict.attributed()).isEqualTo(Interval.ZERO);
    assertThat(verdict.predicted().value()).isCloseTo(IN_COMMON * PER_PAGE, within(1e-9));
    assertThat(verdict.detail()).contains("a gain is not sure");
  }

  @Test
  void withoutAnotherLookAtThePagesNothingIsProven() throws Exception {
    arrive();
    run(23, 86);

    MoveVerdict verdict = domain.onlyVerdict();
    assertThat(verdict.timeMs()).as("six times ten panes after it").isEqualTo(85_000);
    assertThat(verdict.helped()).isFalse();
    assertThat(verdict.terms()).extracting(MoveVerdict.Term::name).doesNotContain("memory");
  }

  @Test
  void samplesToldTooLongAgoPlanNothingAndAreForgotten() throws Exception {
    int tenMinutes = 600_000;
    try (JudgedDomain other = new JudgedDomain(tenMinutes)) {
      other.fleet(JudgedDomain.host("a", "r1", ""));
      other.fleet(JudgedDomain.host("b", "r2", ""));
      other.fleet(JudgedDomain.vm("g1", "a", 0));
      other.fleet(JudgedDomain.vm("g2", "b", 0));
      other.pages(1, "g1", 0, 8_000);
      other.advance(1);
      other.pages(18, "g2", 4_000, 12_000);
      other.advance(38);
      int rounds = other.harness.extractOutputValues().size();
      assertThat(other.plan().recommendation()).as("both were told within six hours").isNotNull();
      assertThat(other.stateSize()).isPositive();

      other.advance(200);

      assertThat(other.harness.extractOutputValues()).hasSizeGreaterThan(rounds);
      assertThat(other.harness.extractOutputValues().stream().skip(rounds))
          .allSatisfy(round -> assertThat(round.recommendation()).isNull());
      assertThat(other.stateSize()).isZero();
    }
  }

  private void arrive() throws Exception {
    domain.arrive(24_500);
    PlannedMove move = domain.move(0);
    domain.fleet(JudgedDomain.vm(move.vm(), move.target(), 24_600));
  }

  private void run(int from, int until) throws Exception {
    for (int pane = from; pane <= until; pane++) {
      domain.advance(pane);
    }
  }

  private static MoveVerdict.Term memory(MoveVerdict verdict) {
    List<MoveVerdict.Term> terms =
        verdict.terms().stream().filter(term -> term.name().equals("memory")).toList();
    assertThat(terms).as("memory among %s", verdict.terms()).hasSize(1);
    return terms.get(0);
  }
}
