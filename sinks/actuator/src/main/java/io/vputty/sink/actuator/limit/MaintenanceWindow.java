package io.vputty.sink.actuator.limit;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time of some days of the week, by a place's clock. One that ends before it begins goes on over
 * midnight, and belongs to the day on which it began; one that ends when it begins lasts a day.
 *
 * @param days days on which it begins
 * @param from first moment of it
 * @param until first moment after it
 * @param zone the place
 */
public record MaintenanceWindow(Set<DayOfWeek> days, LocalTime from, LocalTime until, ZoneId zone) {
  private static final Pattern TEXT =
      Pattern.compile("(?:(\\S+)\\s+)?(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)(?:\\s+(\\S+))?");
  private static final int ABBREVIATION = 3;
  private static final int DAYS = 1;
  private static final int FROM = 2;
  private static final int UNTIL = 3;
  private static final int ZONE = 4;

  public MaintenanceWindow {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("a window needs a day");
    }
    days = Set.copyOf(days);
  }

  /**
   * Reads "Sat,Sun 22:00-06:00 Europe/Vienna" (or "Sat+Sun", where commas part windows), "Mon-Fri
   * 01:00-05:00" or "01:00-05:00": without days every day, without a zone UTC.
   *
   * @throws IllegalArgumentException saying what cannot be read
   */
  public static MaintenanceWindow parse(String text) {
    Matcher parts = TEXT.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "window '%s' is not like 'Sat,Sun 22:00-06:00 Europe/Vienna'".formatted(text));
    }
    try {
      return new MaintenanceWindow(
          parts.group(DAYS) == null ? EnumSet.allOf(DayOfWeek.class) : days(parts.group(DAYS)),
          LocalTime.parse(parts.group(FROM)),
          LocalTime.parse(parts.group(UNTIL)),
          ZoneId.of(parts.group(ZONE) == null ? "UTC" : parts.group(ZONE)));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("window '%s': %s".formatted(text, e.getMessage()), e);
    }
  }

  /** Whether it is open at that time. */
  public boolean contains(Instant time) {
    ZonedDateTime there = time.atZone(zone);
    LocalTime clock = there.toLocalTime();
    DayOfWeek day = there.getDayOfWeek();
    if (from.isBefore(until)) {
      return days.contains(day) && !clock.isBefore(from) && clock.isBefore(until);
    }
    return (days.contains(day) && !clock.isBefore(from))
        || (days.contains(day.minus(1)) && clock.isBefore(until));
  }

  private static Set<DayOfWeek> days(String text) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String part : text.split("[,+]", -1)) {
      String[] ends = part.split("-", 2);
      DayOfWeek day = day(ends[0]);
      DayOfWeek last = day(ends[ends.length - 1]);
      days.add(day);
      while (day != last) {
        day = day.plus(1);
        days.add(day);
      }
    }
    return days;
  }

  private static DayOfWeek day(String text) {
    String wanted = text.toUpperCase(Locale.ROOT);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (wanted.length() >= ABBREVIATION && day.name().startsWith(wanted)) {
        return day;
      }
    }
    throw new IllegalArgumentException(
        "'%s' is not a day of the week such as Mon or Monday".formatted(text));
  }
}
