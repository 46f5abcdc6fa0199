package io.vputty.collector.inventory.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vputty.collector.Counters;
import io.vputty.schema.Host;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SourceReaderTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration OFTEN = Duration.ofMillis(10);
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Snapshot ONE =
      new SnapshotBuilder().host(Host.newBuilder().setName("a").build()).build();

  private final FakeSource source = new FakeSource("libvirt test:///a");
  private final Counters counters = new Counters();
  private @Nullable SourceReader reader;

  @AfterEach
  void close() {
    if (reader != null) {
      reader.close();
    }
  }

  @Test
  void readsAtOnce() {
    source.says(ONE);
    SourceReader started = start(NEVER);
    await().until(() -> started.latest().answered().isPresent());
    assertThat(started.latest())
        .returns("libvirt", Reading::kind)
        .returns("libvirt test:///a", Reading::name)
        .returns(ONE, Reading::snapshot)
        .returns(Optional.of(NOON), Reading::answered);
    assertThat(counters.value("reads.answered.libvirt")).isEqualTo(1);
  }

  @Test
  void readsAgainWhenSomethingChanges() {
    SourceReader started = start(NEVER);
    await().until(() -> started.latest().answered().isPresent());
    source.says(ONE);
    source.wake();
    await().until(() -> started.latest().snapshot().equals(ONE));
  }

  @Test
  void readsAgainThoughNothingIsSaidToChange() {
    SourceReader started = start(OFTEN);
    await().until(() -> started.latest().answered().isPresent());
    source.says(ONE);
    await().until(() -> started.latest().snapshot().equals(ONE));
  }

  @Test
  void keepsWhatWasSaidLastWhenItFails() {
    source.says(ONE);
    SourceReader started = start(OFTEN);
    await().until(() -> started.latest().answered().isPresent());
    source.fails("connection refused");
    await().until(() -> started.latest().failure().isPresent());
    assertThat(started.latest().snapshot()).isEqualTo(ONE);
    assertThat(started.latest().failure()).contains("connection refused");
    assertThat(counters.value("reads.failed.libvirt")).isPositive();

    source.says(ONE);
    await().until(() -> started.latest().failure().isEmpty());
  }

  @Test
  void goesOnAfterABug() {
    source.breaks();
    SourceReader started = start(OFTEN);
    await().until(() -> started.latest().failure().isPresent());
    source.says(ONE);
    await().until(() -> started.latest().snapshot().equals(ONE));
  }

  @Test
  void neverWaitsForASourceThatHangs() {
    source.hangs();
    SourceReader started = start(OFTEN);
    assertThat(started.latest().answered()).isEmpty();
    assertThat(started.latest().problem(NOON.plusSeconds(5), Duration.ofSeconds(90)))
        .contains("libvirt test:///a: no answer yet, 5 s: it has not answered what it was asked");
    started.close();
    assertThat(source.closed).isTrue();
  }

  @Test
  void saysSinceWhenASourceIsSilent() {
    Reading reading =
        Reading.begun("libvirt", "libvirt x", NOON).said(ONE, NOON.plusSeconds(5)).failed("why");
    Duration after = Duration.ofSeconds(90);
    assertThat(reading.problem(NOON.plusSeconds(95), after)).isEmpty();
    assertThat(reading.problem(NOON.plusSeconds(100), after))
        .contains("libvirt x: no answer for 95 s: why");
    assertThat(reading.age(NOON)).isZero();
  }

  @Test
  void saysWhatWentWrongInOneLine() {
    assertThat(new SourceException("internal error:\n  at line 1\r\n"))
        .hasMessage("internal error: at line 1");
  }

  private SourceReader start(Duration refresh) {
    Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    SourceReader started = new SourceReader(source, refresh, clock, counters);
    reader = started;
    return started;
  }
}
