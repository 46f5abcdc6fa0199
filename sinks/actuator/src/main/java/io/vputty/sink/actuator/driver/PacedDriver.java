package io.vputty.sink.actuator.driver;

import io.vputty.schema.Move;
import io.vputty.sink.actuator.DriverException;
import io.vputty.sink.actuator.MoveDriver;
import io.vputty.sink.actuator.Precondition;
import io.vputty.sink.actuator.Progress;
import io.vputty.sink.actuator.setting.DriverSetting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Spares a platform: of a move that is under way it is asked again only after a while, however
 * often the actuator looks. Everything else goes through.
 */
final class PacedDriver implements MoveDriver {

  /** How long that is. */
  static final DriverSetting POLL =
      DriverSetting.optional("poll", "2", "seconds between two questions of a running move");

  private record Answer(Progress.Running running, Instant at) {}

  private final MoveDriver driver;
  private final Duration poll;
  private final Clock clock;
  private final Map<String, Answer> newest = new HashMap<>();

  PacedDriver(MoveDriver driver, Duration poll, Clock clock) {
    this.driver = driver;
    this.poll = poll;
    this.clock = clock;
  }

  @Override
  public String name() {
    return driver.name();
  }

  @Override
  public Precondition check(Move move) throws DriverException {
    return driver.check(move);
  }

  @Override
  public void start(Move move) throws DriverException {
    newest.remove(move.getId());
    driver.start(move);
  }

  @Override
  public Progress progress(Move move) throws DriverException {
    Answer known = newest.get(move.getId());
    if (known != null && clock.instant().isBefore(known.at().plus(poll))) {
      return known.running();
    }
    newest.remove(move.getId());
    Progress progress = driver.progress(move);
    if (progress instanceof Progress.Running running) {
      newest.put(move.getId(), new Answer(running, clock.instant()));
    }
    return progress;
  }

  @Override
  public boolean cancel(Move move) throws DriverException {
    newest.remove(move.getId());
    return driver.cancel(move);
  }

  @Override
  public void close() {
    driver.close();
  }
}
