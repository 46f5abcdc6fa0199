package io.vputty.model.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class SeasonTest {

  private static final long PANE_MS = 600_000;
  private static final int PANES_AN_HOUR = 6;
  private static final int DAY = 24;
  private static final int WEEK = 168;

  /** Monday, 1 January 2024, 00:00 UTC. */
  private static final long START_MS = 1_704_067_200_000L;

  private final Season season = new Season();
  private final Random random = new Random(3);

  @Test
  void saysNothingOfTheFirstDays() {
    learn(0, 2 * DAY, SeasonTest::byDay);

    assertThat(factor(2 * DAY + 3)).isEqualTo(1);
    assertThat(factor(2 * DAY + 15)).isEqualTo(1);
  }

  @Test
  void knowsHoursOfTheDayAfterThreeDays() {
    learn(0, 3 * DAY + 1, SeasonTest::byDay);

    assertThat(factor(4 * DAY + 3)).isCloseTo(0.5, within(0.1));
    assertThat(factor(4 * DAY + 15)).isCloseTo(1.5, within(0.1));
  }

  @Test
  void knowsHoursOfTheWeekAfterTwoWeeks() {
    learn(0, 2 * WEEK + 1, SeasonTest::byWeek);

    double average = (5 + 2 * 0.4) / 7;
    assertThat(factor(2 * WEEK + DAY + 15)).isCloseTo(1.5 / average, within(0.15));
    assertThat(factor(2 * WEEK + 5 * DAY + 15)).isCloseTo(0.6 / average, within(0.15));
    assertThat(factor(2 * WEEK + 6 * DAY + 3)).isCloseTo(0.2 / average, within(0.1));
  }

  @Test
  void whatIsNoSeasonIsNone() {
    learn(0, 3 * WEEK, hour -> 0.2 + 1.6 * random.nextDouble());

    for (int hour = 0; hour < WEEK; hour++) {
      assertThat(factor(3 * WEEK + hour)).isBetween(0.6, 1.6);
    }
  }

  @Test
  void keepsWithinBounds() {
    learn(0, 4 * WEEK, hour -> hour % DAY == 12 ? 100 : 0);

    assertThat(factor(4 * WEEK + 12)).isEqualTo(8);
    assertThat(factor(4 * WEEK + 13)).isEqualTo(1.0 / 8);
  }

  @Test
  void aSilentVmHasNoSeason() {
    learn(0, 2 * WEEK, hour -> 0);

    assertThat(factor(2 * WEEK)).isEqualTo(1);
  }

  @Test
  void hoursThatNobodyWatchedAreNotZero() {
    learn(0, 3 * DAY, SeasonTest::byDay);
    for (int hour = 3 * DAY; hour < 6 * DAY; hour++) {
      season.add(START_MS + (hour + 1L) * PANES_AN_HOUR * PANE_MS, 0, 0);
    }
    learn(6 * DAY, 6 * DAY + 2, SeasonTest::byDay);

    assertThat(factor(7 * DAY + 15)).isCloseTo(1.5, within(0.1));
  }

  @Test
  void followsASeasonThatChanges() {
    learn(0, 4 * WEEK, SeasonTest::byDay);
    learn(4 * WEEK, 40 * WEEK, hour -> 2 - byDay(hour));

    assertThat(factor(40 * WEEK + 3)).isCloseTo(1.5, within(0.1));
  }

  private void learn(int fromHour, int untilHour, IntToDoubleFunction rate) {
    for (int hour = fromHour; hour < untilHour; hour++) {
      double ofHour = 20 * rate.applyAsDouble(hour);
      for (int pane = 1; pane <= PANES_AN_HOUR; pane++) {
        double count = ofHour * (0.9 + 0.2 * random.nextDouble());
        season.add(START_MS + ((long) hour * PANES_AN_HOUR + pane) * PANE_MS, count, 1);
      }
    }
  }

  private double factor(int hour) {
    return season.factor(START_MS + ((long) hour * PANES_AN_HOUR + 1) * PANE_MS);
  }

  /** Half of the mean by night, and half more by day. */
  private static double byDay(int hour) {
    return hour % DAY < 12 ? 0.5 : 1.5;
  }

  private static double byWeek(int hour) {
    return byDay(hour) * (hour % WEEK < 5 * DAY ? 1 : 0.4);
  }
}
