package io.vputty.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WeekProfileTest {

  private static final long PANE = 600_000;
  private static final long START = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();

  private record Told(long paneEndMs, LoadLevels levels) {}

  @Test
  void beginsOnMondayAtMidnightUtc() {
    assertThat(WeekProfile.hourOfWeek(START)).isZero();
    assertThat(WeekProfile.hourOfWeek(START - 1)).isEqualTo(167);
    assertThat(WeekProfile.hourOfWeek(Instant.parse("2026-03-05T13:59:59Z").toEpochMilli()))
        .isEqualTo(3 * 24 + 13);
  }

  @Test
  void aPaneBelongsToTheHourInWhichItEnds() {
    HourTally tally = new HourTally();
    tally.add(START + HourTally.HOUR_MS, new LoadLevels(1, 2, 3));

    assertThat(tally.hour).isEqualTo(START / HourTally.HOUR_MS);
    assertThat(tally.isOverAt(START + HourTally.HOUR_MS - 1)).isFalse();
    assertThat(tally.isOverAt(START + HourTally.HOUR_MS)).isTrue();
  }

  /** Three weeks of panes, some unknown, against the panes themselves. */
  @Test
  void isTheMeanAndPeakThatBruteForceFinds() {
    Random random = new Random(5);
    WeekProfile profile = new WeekProfile();
    List<Told> all = new ArrayList<>();
    HourTally tally = new HourTally();
    for (long endMs = START + PANE; endMs <= START + 21 * 86_400_000L; endMs += PANE) {
      Told told = new Told(endMs, new LoadLevels(level(random), level(random), level(random)));
      tally.add(told.paneEndMs, told.levels);
      all.add(told);
      if (tally.isOverAt(endMs)) {
        profile.add(tally);
        tally = new HourTally();
      }
    }
    for (Quantity quantity : Quantity.values()) {
      for (int hour = 0; hour < WeekProfile.HOURS; hour++) {
        assertSame(profile, all, quantity, hour);
      }
    }
  }

  @Test
  void whatWasNeverSeenIsUnknown() {
    assertThat(new WeekProfile().mean(Quantity.CPU, 3)).isEqualTo(LoadLevels.UNKNOWN);
    assertThat(new WeekProfile().peak(Quantity.CPU, 3)).isEqualTo(LoadLevels.UNKNOWN);
  }

  private static void assertSame(
      WeekProfile profile, List<Told> all, Quantity quantity, int hourOfWeek) {
    long[] known =
        all.stream()
            .filter(told -> hourOfWeek(told.paneEndMs - 1) == hourOfWeek)
            .mapToLong(told -> told.levels.of(quantity))
            .filter(level -> level >= 0)
            .toArray();
    long sum = 0;
    long peak = LoadLevels.UNKNOWN;
    for (long level : known) {
      sum += level;
      peak = Math.max(peak, level);
    }
    assertThat(profile.paneCount(quantity, hourOfWeek)).isEqualTo(known.length);
    assertThat(profile.mean(quantity, hourOfWeek))
        .isEqualTo(Math.round((double) sum / known.length));
    assertThat(profile.peak(quantity, hourOfWeek)).isEqualTo(peak);
  }

  private static int hourOfWeek(long timeMs) {
    ZonedDateTime time = Instant.ofEpochMilli(timeMs).atZone(ZoneOffset.UTC);
    return (time.getDayOfWeek().getValue() - 1) * 24 + time.getHour();
  }

  private static long level(Random random) {
    return random.nextInt(5) == 0 ? LoadLevels.UNKNOWN : random.nextInt(1 << 20);
  }
}
