package io.vputty.model.drift;

import static io.vputty.model.drift.StormBreaker.Verdict.BEGIN;
import static io.vputty.model.drift.StormBreaker.Verdict.HOLD;
import static io.vputty.model.drift.StormBreaker.Verdict.TELL;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StormBreakerTest {

  private static final int EDGES = 100;

  private final StormBreaker breaker = new StormBreaker(1_000);
  private final StormState state = new StormState();

  @Test
  void driftsAddUpOverAFewPanes() {
    assertThat(update(1, 15)).isEqualTo(TELL);
    assertThat(update(2, 15)).isEqualTo(TELL);
    assertThat(update(3, 1)).isEqualTo(BEGIN);
    assertThat(update(4, 0)).isEqualTo(HOLD);
  }

  @Test
  void driftsThatComeSlowlyAreNoStorm() {
    for (int pane = 1; pane < 100; pane++) {
      assertThat(update(pane, 5)).isEqualTo(TELL);
    }
  }

  @Test
  void isOverWhenHalfTheShareDrifts() {
    update(1, 50);

    assertThat(update(6, 16)).isEqualTo(HOLD);
    assertThat(update(7, 0)).as("16 of 100 in the last six").isEqualTo(HOLD);
    assertThat(update(12, 15)).as("15 of 100").isEqualTo(TELL);
  }

  @Test
  void fewEdgesAreToldOneByOneWhateverTheirShare() {
    assertThat(breaker.update(state, 1_000, 10, 10, DriftRules.defaults())).isEqualTo(TELL);
  }

  private StormBreaker.Verdict update(int pane, int drifts) {
    return breaker.update(state, pane * 1_000L, drifts, EDGES, DriftRules.defaults());
  }
}
