package io.vputty.collector.sflow.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vputty.collector.sflow.TestDatagram;
import io.vputty.collector.sflow.wire.DatagramDecoder;
import io.vputty.collector.sflow.wire.TagCounts;
import io.vputty.collector.sflow.wire.xdr.MalformedDatagramException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SamplingPointTest {

  private static final int CONFIGURED = 100;

  private final SamplingPoint point = new SamplingPoint();
  private final DatagramDecoder decoder = new DatagramDecoder(new TagCounts());
  private int number;
  private long pool = 0xFFFF_FF00L;
  private int drops;

  @Test
  void believesTheConfiguredRateWhileThePoolAgrees() throws Exception {
    Random random = new Random(3);
    for (int i = 0; i < 5000; i++) {
      sample(1, 1 + (long) (-Math.log(random.nextDouble()) * (CONFIGURED - 1)));
      assertThat(point.rate(i)).isEqualTo(CONFIGURED);
    }
  }

  @Test
  void believesThePoolWhenItContradicts() throws Exception {
    for (int i = 0; i < 200; i++) {
      sample(1, 250);
    }
    assertThat(point.rate(1)).isEqualTo(250, within(1e-9));
  }

  @Test
  void allowsForSamplesThatNeverArrived() throws Exception {
    for (int i = 0; i < 200; i++) {
      sample(4, 4 * CONFIGURED);
    }
    assertThat(point.rate(1)).isEqualTo(CONFIGURED);
  }

  @Test
  void letsOthersStandForWhatTheAgentDropped() throws Exception {
    sample(1, CONFIGURED);
    for (int i = 0; i < 100; i++) {
      drops += i % 4 == 0 ? 1 : 0;
      assertThat(sample(1, CONFIGURED * (i % 4 == 0 ? 2L : 1L))).isEqualTo(i % 4 == 0 ? 1 : 0);
    }
    assertThat(point.rate(1)).isEqualTo(1.25 * CONFIGURED, within(1e-9));
  }

  @Test
  void ignoresAPoolThatSaysNothingOrTooMuch() throws Exception {
    for (int i = 0; i < 200; i++) {
      sample(1, 0);
    }
    assertThat(point.rate(1)).isEqualTo(CONFIGURED);
    for (int i = 0; i < 200; i++) {
      sample(1, 1_000_000_000L);
    }
    assertThat(point.rate(2)).isEqualTo(CONFIGURED);
  }

  @Test
  void changesNothingWithinASecond() throws Exception {
    sample(1, CONFIGURED);
    assertThat(point.rate(1)).isEqualTo(CONFIGURED);
    for (int i = 0; i < 200; i++) {
      sample(1, 250);
    }
    assertThat(point.rate(1)).isEqualTo(CONFIGURED);
    assertThat(point.rate(2)).isGreaterThan(200);
  }

  /** Sends a sample, {@code step} numbers on, and tells what it reports as dropped. */
  private long sample(int step, long packets) throws MalformedDatagramException {
    number += step;
    pool += packets;
    byte[] bytes =
        new TestDatagram()
            .flow(
                new TestDatagram.Point(3, 3, 4, CONFIGURED, drops),
                number,
                (int) pool,
                64,
                TestDatagram.FRAME)
            .bytes();
    return point.note(decoder.decode(bytes, 0, bytes.length).flowSample(0));
  }
}
