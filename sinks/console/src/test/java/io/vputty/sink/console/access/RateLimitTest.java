package io.vputty.sink.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class RateLimitTest {

  /** A clock that stands until it is set. */
  private static final class Set extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @Test
  void countsEachClientInEachMinute() {
    Set clock = new Set();
    RateLimit limit = new RateLimit(2, clock);
    assertThat(limit.reached("a")).isFalse();
    assertThat(limit.allows("a")).isTrue();
    assertThat(limit.allows("a")).isTrue();
    assertThat(limit.reached("a")).isTrue();
    assertThat(limit.allows("a")).isFalse();
    assertThat(limit.allows("b")).isTrue();
    clock.now = clock.now.plusSeconds(60);
    assertThat(limit.reached("a")).isFalse();
    assertThat(limit.allows("a")).isTrue();
  }
}
