package io.vputty.model.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HabitTest {

  private static final Instant MIDNIGHT = Instant.parse("2026-11-02T00:00:00Z");

  private final Habit habit = new Habit();

  @Test
  void whatComesEveryNightIsUsualFromTheThirdNightOn() {
    assertThat(rise(0, 120)).isFalse();
    assertThat(rise(1, 150)).isFalse();
    assertThat(rise(2, 100)).isTrue();
    assertThat(rise(3, 130)).isTrue();
  }

  @Test
  void midnightParts() {
    rise(0, 1435);
    rise(2, 5);

    assertThat(rise(2, 1439)).isTrue();
  }

  @Test
  void whatComesEveryWeekIsUsualInTheThirdWeek() {
    rise(0, 120);
    assertThat(rise(7, 120)).isFalse();
    assertThat(rise(14, 120)).isTrue();
  }

  @Test
  void anotherTimeOfDayIsNews() {
    rise(0, 120);
    rise(1, 120);

    assertThat(rise(2, 240)).isFalse();
  }

  @Test
  void theOtherDirectionIsNews() {
    rise(0, 120);
    rise(1, 120);

    assertThat(fall(2, 120)).isFalse();
  }

  @Test
  void farMoreThanUsualIsNews() {
    rise(0, 120);
    rise(1, 120);

    assertThat(habit.isUsual(at(2, 120), 10, 1000)).isFalse();
    assertThat(habit.isUsual(at(3, 120), 10, 150)).isTrue();
  }

  @Test
  void severalTimesOnOneDayAreOneDay() {
    rise(0, 110);
    rise(0, 120);
    rise(0, 130);

    assertThat(rise(1, 120)).isFalse();
  }

  @Test
  void isForgottenAfterTwoWeeksAndADay() {
    rise(0, 120);
    rise(1, 120);

    assertThat(rise(16, 170)).isFalse();
    assertThat(habit.untilMs()).isEqualTo(at(31, 170));
  }

  @Test
  void keepsTheNewestOnly() {
    for (int day = 0; day < 100; day++) {
      rise(day, 120);
    }

    assertThat(habit.onsets).hasSize(32).hasSameSizeAs(habit.steps);
    assertThat(habit.onsets[31]).isEqualTo(at(99, 120));
  }

  private boolean rise(int day, int minute) {
    return habit.isUsual(at(day, minute), 10, 100);
  }

  private boolean fall(int day, int minute) {
    return habit.isUsual(at(day, minute), 100, 10);
  }

  private static long at(int day, int minute) {
    return MIDNIGHT.plus(Duration.ofDays(day)).plus(Duration.ofMinutes(minute)).toEpochMilli();
  }
}
