package io.vputty.collector.sflow.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vputty.collector.sflow.SharedCaptures;
import io.vputty.collector.sflow.packet.PacketHeader;
import io.vputty.collector.sflow.wire.xdr.MalformedDatagramException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes, the decoder decodes it or says why not, and nothing else. */
class HostileInputTest {

  private static final long SEED = 20261122;
  private static final int MUTATIONS_PER_DATAGRAM = 30;

  private final DatagramDecoder decoder = new DatagramDecoder(new TagCounts());
  private final PacketHeader header = new PacketHeader();

  @Test
  void decodesOrRefusesVectorsOfOtherProjects() throws Exception {
    for (Path file : SharedCaptures.fromOthers()) {
      int decoded = 0;
      List<String> refused = new ArrayList<>();
      for (byte[] payload : SharedCaptures.payloads(file)) {
        String outcome = outcome(payload);
        if (outcome.isEmpty()) {
          decoded++;
        } else {
          refused.add(outcome);
        }
      }
      System.out.printf("%s: %d decoded, refused %s%n", file.getFileName(), decoded, refused);
      assertThat(decoded + refused.size()).as(file.toString()).isPositive();
    }
  }

  @Test
  void refusesADatagramCutAtAnyLength() throws Exception {
    for (String capture : SharedCaptures.withReference()) {
      List<byte[]> payloads = SharedCaptures.payloads(SharedCaptures.capture(capture));
      byte[] whole = payloads.get(payloads.size() / 2);
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertThat(outcome(cut)).as("%s cut at %d", capture, length).isNotEmpty();
      }
      assertThat(outcome(whole)).isEmpty();
    }
  }

  @Test
  void survivesRandomMutations() throws Exception {
    Random random = new Random(SEED);
    int refused = 0;
    int total = 0;
    for (String capture : SharedCaptures.withReference()) {
      for (byte[] payload : SharedCaptures.payloads(SharedCaptures.capture(capture))) {
        for (int i = 0; i < MUTATIONS_PER_DATAGRAM; i++) {
          total++;
          refused += outcome(mutate(payload, random)).isEmpty() ? 0 : 1;
        }
      }
    }
    assertThat(refused).isBetween(total / 20, total - total / 20);
  }

  @Test
  void survivesNoise() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      if (noise.length >= 4 && random.nextBoolean()) {
        ByteBuffer.wrap(noise).putInt(5);
      }
      outcome(noise);
    }
  }

  @Test
  void refusesACountThatNoBytesStandBehind() {
    byte[] payload =
        ByteBuffer.allocate(28)
            .putInt(5)
            .putInt(1)
            .putInt(0x0A000001)
            .putInt(0)
            .putInt(1)
            .putInt(2)
            .putInt(-1)
            .array();
    assertThatThrownBy(() -> decoder.decode(payload, 0, payload.length))
        .isInstanceOfSatisfying(
            MalformedDatagramException.class,
            e -> {
              assertThat(e.reason()).isEqualTo("length");
              assertThat(e.position()).isEqualTo(28);
            })
        .hasMessage("4294967295 items announced, 0 bytes left at byte 28");
  }

  @Test
  void refusesAnotherVersionAndAnotherAddressType() {
    assertThat(outcome(ByteBuffer.allocate(28).putInt(4).array())).isEqualTo("version");
    assertThat(outcome(ByteBuffer.allocate(28).putInt(5).putInt(3).array())).isEqualTo("address");
  }

  /** Decodes and looks at every header, as the aggregator does; empty if all went well. */
  private String outcome(byte[] payload) {
    try {
      Datagram datagram = decoder.decode(payload, 0, payload.length);
      for (int i = 0; i < datagram.flowSampleCount(); i++) {
        FlowSample sample = datagram.flowSample(i);
        if (sample.hasHeader()) {
          header.parse(
              sample.headerProtocol(), payload, sample.headerOffset(), sample.headerLength());
        }
      }
      readAll(datagram);
      return datagram.fault() == null ? "" : datagram.fault().reason();
    } catch (MalformedDatagramException e) {
      assertThat(e.position()).isBetween(0, payload.length);
      return e.reason();
    }
  }

  /** Reads every record that has a layout. */
  private static void readAll(Datagram datagram) {
    for (int i = 0; i < datagram.flowSampleCount(); i++) {
      readAll(datagram.flowSample(i).records());
    }
    for (int i = 0; i < datagram.counterSampleCount(); i++) {
      readAll(datagram.counterSample(i).records());
    }
    for (int i = 0; i < datagram.discardedPacketCount(); i++) {
      readAll(datagram.discardedPacket(i).records());
    }
  }

  private static void readAll(Records records) {
    for (int i = 0; i < records.size(); i++) {
      try {
        assertThat(records.read(i).toMap()).isNotNull();
      } catch (MalformedDatagramException e) {
        assertThat(e.reason()).isIn("truncated", "length", "address");
      }
    }
  }

  private static byte[] mutate(byte[] payload, Random random) {
    byte[] mutant = payload.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int word = random.nextInt(mutant.length / 4) * 4;
      int value = random.nextBoolean() ? random.nextInt() : random.nextInt(64) - 16;
      ByteBuffer.wrap(mutant).putInt(word, value);
    }
    return mutant;
  }
}
