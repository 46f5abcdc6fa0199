package io.vputty.sink.actuator.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.schema.Move;
import io.vputty.sink.actuator.MoveDriver;
import io.vputty.sink.actuator.Precondition;
import io.vputty.sink.actuator.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PacedDriverTest {

  private final Move move = Move.newBuilder().setId("m1").build();
  private final Deque<Progress> answers =
      new ArrayDeque<>(
          List.of(
              new Progress.Running(0.1, 1),
              new Progress.Running(0.2, 2),
              new Progress.Arrived(3, 4),
              new Progress.NotStarted()));
  private final SettableClock clock = new SettableClock();
  private final PacedDriver driver = new PacedDriver(new Scripted(), Duration.ofSeconds(2), clock);

  @Test
  void asksAgainAfterAWhile() throws Exception {
    assertThat(driver.progress(move)).isEqualTo(new Progress.Running(0.1, 1));
    clock.pass(Duration.ofMillis(1999));
    assertThat(driver.progress(move)).isEqualTo(new Progress.Running(0.1, 1));
    clock.pass(Duration.ofMillis(1));
    assertThat(driver.progress(move)).isEqualTo(new Progress.Running(0.2, 2));
  }

  @Test
  void asksAgainAfterStartAndCancel() throws Exception {
    assertThat(driver.progress(move)).isEqualTo(new Progress.Running(0.1, 1));
    driver.start(move);
    assertThat(driver.progress(move)).isEqualTo(new Progress.Running(0.2, 2));
    assertThat(driver.cancel(move)).isFalse();
    assertThat(driver.progress(move)).isEqualTo(new Progress.Arrived(3, 4));
  }

  @Test
  void keepsNothingButWhatGoesOn() throws Exception {
    driver.progress(move);
    clock.pass(Duration.ofSeconds(2));
    driver.progress(move);
    clock.pass(Duration.ofSeconds(2));
    assertThat(driver.progress(move)).isEqualTo(new Progress.Arrived(3, 4));
    assertThat(driver.progress(move)).isEqualTo(new Progress.NotStarted());
  }

  private final class Scripted implements MoveDriver {
    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public Precondition check(Move asked) {
      return new Precondition.Met();
    }

    @Override
    public void start(Move asked) {}

    @Override
    public Progress progress(Move asked) {
      return answers.removeFirst();
    }
  }

  private static final class SettableClock extends Clock {
    private Instant now = Instant.EPOCH;

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
