package io.vputty.sink.actuator.limit;

import java.time.Instant;
import java.util.List;

/**
 * How much an actuator moves. They hold for all actuators of a domain together, whose reports are
 * counted whoever wrote them, and over restarts.
 *
 * @param perHost moves that may run at once from or to one host
 * @param perDomain moves that may run at once in one domain
 * @param perDomainHour moves that may start in one domain within any hour
 * @param windows times at which moves may start; empty for always
 */
public record MoveLimits(
    int perHost, int perDomain, int perDomainHour, List<MaintenanceWindow> windows) {
  /** So many that it limits nothing. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  private static final int PER_HOST = 2;
  private static final int PER_DOMAIN = 8;

  /** Two at once per host, eight per domain, any number an hour, at any time. */
  public static final MoveLimits DEFAULTS =
      new MoveLimits(PER_HOST, PER_DOMAIN, UNLIMITED, List.of());

  public MoveLimits {
    windows = List.copyOf(windows);
    positive("moves per host", perHost);
    positive("moves per domain", perDomain);
    positive("moves per domain and hour", perDomainHour);
  }

  /** Whether moves may start at that time. */
  public boolean open(Instant time) {
    return windows.isEmpty() || windows.stream().anyMatch(window -> window.contains(time));
  }

  private static void positive(String what, int number) {
    if (number < 1) {
      throw new IllegalArgumentException(what + " (" + number + ") must be at least 1");
    }
  }
}
