package io.vputty.collector.sflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vputty.collector.Counters;
import io.vputty.collector.config.ConfigException;
import io.vputty.collector.config.ConfigLoader;
import io.vputty.schema.FlowBatch;
import io.vputty.schema.FlowSums;
import io.vputty.schema.Rejected;
import io.vputty.schema.Topics;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SflowCollectorTest {

  private static final TestDatagram.Point POINT = new TestDatagram.Point(3, 3, 4, 16, 0);

  private final SteppingClock clock = new SteppingClock(Instant.parse("2026-11-22T12:00:00.200Z"));
  private final RecordingOutbox outbox = new RecordingOutbox();
  private final Counters counters = new Counters();
  private SflowCollector collector = start();

  private SflowCollector start() {
    try {
      SflowConfig config = SflowConfig.DEFAULTS.at("none", "127.0.0.1", 0);
      return SflowCollector.start(config, outbox, 9, clock, counters);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void awaitFirstMark() {
    await().until(() -> !outbox.calls.isEmpty());
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  @Test
  void sendsASecondWhenItIsOverAndMarksBehindIt() throws IOException {
    send(new TestDatagram().flow(POINT, 1018, TestDatagram.FRAME).bytes());
    send(new TestDatagram().sequence(3).flow(POINT, 518, TestDatagram.FRAME).bytes());
    await().until(() -> counters.value("datagrams.decoded") == 2);
    assertThat(outbox.batches).isEmpty();

    clock.advance(Duration.ofSeconds(1));
    await().until(() -> outbox.calls.size() == 3);
    assertThat(outbox.calls)
        .extracting(call -> call.what() + " " + call.key() + " " + call.time())
        .containsExactly(
            "mark  2026-11-22T12:00:00Z",
            "batch 10.0.0.200 2026-11-22T12:00:00Z",
            "mark  2026-11-22T12:00:01Z");
    FlowBatch batch = outbox.batches.get(0);
    assertThat(batch.getDatagrams()).isEqualTo(2);
    assertThat(batch.getEpoch()).isEqualTo(9);
    assertThat(batch.getFlows()).hasSize(1);
    FlowSums flow = batch.getFlows().get(0);
    assertThat(flow.getSamples()).isEqualTo(2);
    assertThat(flow.getBytes()).isEqualTo(1014 + 514);
    assertThat(flow.getRate()).isEqualTo(16.0);
  }

  @Test
  void marksEverySecondOfSilence() {
    clock.advance(Duration.ofSeconds(1));
    await().until(() -> outbox.calls.size() == 2);
    clock.advance(Duration.ofSeconds(1));
    await().until(() -> outbox.calls.size() == 3);
    assertThat(outbox.calls).allMatch(call -> call.what().equals("mark"));
  }

  @Test
  void reportsWhatItCannotReadWithItsBytes() throws IOException {
    byte[] garbage = {0, 0, 0, 4, 1, 2, 3};
    send(garbage);
    await().until(() -> !outbox.rejected.isEmpty());
    Rejected rejected = outbox.rejected.get(0);
    assertThat(rejected.getReason()).isEqualTo("version");
    assertThat(rejected.getDetail()).isEqualTo("version 4 at byte 4");
    assertThat(rejected.getSource()).startsWith("127.0.0.1:");
    assertThat(rejected.getReader()).isEqualTo("sflow/main");
    assertThat(rejected.getPayload().array()).isEqualTo(garbage);
    assertThat(outbox.calls).anyMatch(call -> call.topic().equals(Topics.REJECTED));
    assertThat(counters.value("datagrams.received"))
        .isEqualTo(counters.value("datagrams.malformed.version"))
        .isEqualTo(1);
  }

  @Test
  void sendsTheOpenSecondWhenItStopsAndDoesNotMarkIt() throws IOException {
    send(new TestDatagram().flow(POINT, 1018, TestDatagram.FRAME).bytes());
    await().until(() -> counters.value("datagrams.decoded") == 1);
    collector.close();
    assertThat(outbox.calls)
        .extracting(RecordingOutbox.Sent::what)
        .containsExactly("mark", "batch", "close");
  }

  @Test
  void saysWhichPortIsTaken() throws Exception {
    for (int workers = 1; workers <= 2; workers++) {
      SflowConfig config = config(workers, collector.boundPort());
      assertThatThrownBy(
              () -> SflowCollector.start(config, new RecordingOutbox(), 9, clock, counters))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot receive at 127.0.0.1:" + collector.boundPort());
    }
  }

  private static SflowConfig config(int workers, int port) throws ConfigException {
    return new ConfigLoader<>(SflowConfig.DEFAULTS.at("none", "127.0.0.1", port), "NONE")
        .flags(Map.of("workers", "" + workers))
        .load();
  }

  @Test
  void receivesOnAsManySocketsAsToldAndCountsEachDatagramOnce() throws Exception {
    try (SflowCollector many =
        SflowCollector.start(config(3, 0), new RecordingOutbox(), 9, clock, counters)) {
      for (int sender = 0; sender < 50; sender++) {
        byte[] bytes = new TestDatagram().sequence(sender + 1).bytes();
        send(bytes, many.boundPort());
      }
      await().until(() -> counters.value("datagrams.decoded") == 50);
    }
    assertThat(counters.value("datagrams.received")).isEqualTo(50);
    assertThat(counters.value("datagrams.lost")).isZero();
  }

  private void send(byte[] payload) throws IOException {
    send(payload, collector.boundPort());
  }

  private static void send(byte[] payload, int port) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      InetAddress here = InetAddress.getLoopbackAddress();
      socket.send(new DatagramPacket(payload, payload.length, here, port));
    }
  }

  /** A clock that goes on when it is told to. */
  private static final class SteppingClock extends Clock {

    private volatile Instant now;

    SteppingClock(Instant now) {
      this.now = now;
    }

    synchronized void advance(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public java.time.ZoneId getZone() {
      return java.time.ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }
}
