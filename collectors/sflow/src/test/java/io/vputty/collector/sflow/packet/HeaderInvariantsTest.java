package io.vputty.collector.sflow.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vputty.collector.sflow.SharedCaptures;
import io.vputty.collector.sflow.wire.Datagram;
import io.vputty.collector.sflow.wire.DatagramDecoder;
import io.vputty.collector.sflow.wire.FlowSample;
import io.vputty.collector.sflow.wire.TagCounts;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeaderInvariantsTest {

  private static final int[] PROTOCOLS = {1, 11, 12, 13};
  private static final long SEED = 20261123;
  private static final int MUTATIONS = 200;

  @Test
  void holdForEveryShapeCutAtEveryLength() {
    for (byte[] packet : TestPackets.all()) {
      HeaderInvariants.check(HeaderProtocol.ETHERNET, packet);
    }
  }

  @Test
  void holdForEveryShapeWithBytesChanged() {
    Random random = new Random(SEED);
    for (byte[] packet : TestPackets.all()) {
      for (int i = 0; i < MUTATIONS; i++) {
        byte[] mutant = packet.clone();
        for (int change = random.nextInt(4); change >= 0; change--) {
          mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
        }
        HeaderInvariants.check(HeaderProtocol.ETHERNET, mutant);
      }
    }
  }

  @Test
  void holdForNoise() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(100)];
      random.nextBytes(noise);
      HeaderInvariants.check(PROTOCOLS[i % PROTOCOLS.length], noise);
    }
  }

  @Test
  void holdForCapturedHeaders() throws Exception {
    DatagramDecoder decoder = new DatagramDecoder(new TagCounts());
    int headers = 0;
    for (String capture : SharedCaptures.withReference()) {
      for (byte[] payload : SharedCaptures.payloads(SharedCaptures.capture(capture))) {
        Datagram datagram = decoder.decode(payload, 0, payload.length);
        for (int i = 0; i < datagram.flowSampleCount(); i++) {
          FlowSample sample = datagram.flowSample(i);
          int from = sample.headerOffset();
          HeaderInvariants.check(
              sample.headerProtocol(),
              Arrays.copyOfRange(payload, from, from + sample.headerLength()));
          headers++;
        }
      }
    }
    assertThat(headers).isGreaterThan(8000);
  }

  /** The check must be able to fail: a header that is not of the packet breaks it. */
  @Test
  void breakForAPortWithoutATransportHeader() {
    PacketHeader header = new PacketHeader();
    header.sourcePort = 80;
    header.destinationPort = 80;
    assertThatThrownBy(() -> HeaderInvariants.checkRanges(header, 0))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("half a pair or a field without its header");
  }
}
