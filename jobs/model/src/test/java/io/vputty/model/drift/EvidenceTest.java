package io.vputty.model.drift;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EvidenceTest {

  private final EdgeDriftState state = new EdgeDriftState();

  @Test
  void addsUpWhatWasSeenSinceTheScoreWasZero() {
    add(1_000, 2);
    add(2_000, -5);
    add(3_000, 2);
    add(4_000, 1);

    assertThat(Evidence.score(state, Evidence.FADE)).isEqualTo(3);
    assertThat(Evidence.samples(state, Evidence.FADE)).isEqualTo(14);
    assertThat(Evidence.exposure(state, Evidence.FADE)).isEqualTo(1);
    assertThat(state.onsetMs[Evidence.FADE]).isEqualTo(2_000);
  }

  @Test
  void onePaneIsOnlyAShareOfWhatIsNeeded() {
    add(1_000, 1_000);

    assertThat(Evidence.score(state, Evidence.FADE)).isEqualTo(4);
  }

  @Test
  void keepsNoMoreThanTwiceWhatIsNeeded() {
    for (int pane = 1; pane <= 50; pane++) {
      add(pane, 1_000);
    }
    assertThat(Evidence.score(state, Evidence.FADE)).isEqualTo(24);
  }

  @Test
  void testsDoNotTouchEachOther() {
    add(1_000, 2);

    assertThat(Evidence.score(state, Evidence.GONE)).isZero();
    assertThat(Evidence.most(state)).isEqualTo(2);
  }

  private void add(long endMs, double nats) {
    Evidence.add(state, Evidence.FADE, new Evidence.Pane(endMs, 7, 0.5, 12), nats, 3);
  }
}
