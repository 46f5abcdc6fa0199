package io.vputty.model.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LevelDetectorTest {

  private static final double SHARE = 0.2;
  private static final double THRESHOLD = 14;

  private final LevelDetector detector = new LevelDetector();
  private final LevelState state = new LevelState();
  private final Random random = new Random(3);
  private int time;

  @Test
  void findsARiseAndWhenItBegan() {
    assertThat(feed(40, 10, 0.5)).isNull();

    LevelDetector.Rise rise = Objects.requireNonNull(feed(30, 13, 0.5));

    assertThat(rise.before()).isCloseTo(10, within(0.5));
    assertThat(rise.after()).isCloseTo(13, within(0.7));
    assertThat(rise.onsetMs()).isBetween(37L, 42L);
    assertThat(time).isLessThan(55);
  }

  @Test
  void findsWhatCreepsUp() {
    feed(20, 10, 0.3);
    LevelDetector.@Nullable Rise rise = null;
    for (int i = 0; i < 200 && rise == null; i++) {
      rise = feed(1, 10 + 0.03 * i, 0.3);
    }

    assertThat(rise).isNotNull();
  }

  @Test
  void oneSpikeIsNoRise() {
    feed(30, 10, 0.3);
    assertThat(feed(1, 100, 0)).isNull();
    assertThat(feed(50, 10, 0.3)).isNull();
  }

  @Test
  void aFallIsNotTold() {
    feed(30, 10, 0.3);

    assertThat(feed(100, 5, 0.3)).isNull();
  }

  @Test
  void isQuietForYearsOfTalliesThatOnlyFluctuate() {
    int alarms = 0;
    for (int run = 0; run < 200; run++) {
      detector.settle(state);
      for (int i = 0; i < 2_000; i++) {
        alarms += feed(1, 10, 1) == null ? 0 : 1;
      }
    }

    assertThat(alarms).as("in 400,000 values of 10% noise").isLessThanOrEqualTo(2);
  }

  @Test
  void aSettledReferenceForgetsTheOldOne() {
    feed(30, 10, 0.3);
    detector.settle(state);

    assertThat(feed(100, 20, 0.6)).isNull();
  }

  private LevelDetector.@Nullable Rise feed(int values, double level, double spread) {
    LevelDetector.@Nullable Rise rise = null;
    for (int i = 0; i < values && rise == null; i++) {
      double value = level + spread * random.nextGaussian();
      rise = detector.update(state, ++time, value, SHARE * state.mean, THRESHOLD);
    }
    return rise;
  }
}
